#!/usr/bin/env python3
"""Sends by Python's http.client: http_client.py HOST PORT PATH. Prints what was answered as JSON, a line for each."""
import http.client
import json
import sys

host, port, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
JSON = {"Content-Type": "application/json"}
connection = http.client.HTTPConnection(host, port)
sockets = set()


def tell(name, response):
    body = response.read()
    if connection.sock:
        sockets.add(connection.sock.getsockname())
    print(json.dumps({"name": name, "status": response.status, "length": len(body), "closes": response.will_close}))


def send(name, method, body=None, headers=JSON, **more):
    connection.request(method, path, body, headers, **more)
    tell(name, connection.getresponse())


for number in range(3):
    send(f"post {number}", "POST", json.dumps({"email": f"{number}@python.example"}))
send("chunked", "POST", (piece for piece in [b'{"email":', b'"chunked@', b'python.example"}']), encode_chunked=True)
send("head", "HEAD")
send("get", "GET")
send("delete", "DELETE")
send("not json", "POST", "oops")
send("post again", "POST", '{"email":"last@python.example"}')
print(json.dumps({"connections": len(sockets)}))
