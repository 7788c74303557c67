#!/usr/bin/env python3
"""A service manager in small: activate.py PROGRAM ARGUMENT…

Listens on a port of 127.0.0.1 and starts the program with that socket, as systemd does (sd_listen_fds(3)). SIGUSR1 ends
the program with SIGTERM and starts it again, the socket staying open; SIGTERM ends both, with the program's exit code.
"""
import ctypes
import os
import signal
import socket
import sys

listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(4096)
print("message=activated address=%s:%d" % listener.getsockname(), file=sys.stderr, flush=True)


def start():
    child = os.fork()
    if child:
        return child
    # The program ends with its manager, however that ends.
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    if listener.fileno() == 3:
        os.set_inheritable(3, True)
    else:
        os.dup2(listener.fileno(), 3)
    os.environ["LISTEN_PID"] = str(os.getpid())
    os.environ["LISTEN_FDS"] = "1"
    os.execv(sys.argv[1], sys.argv[1:])


signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1, signal.SIGTERM])
program = start()
while True:
    wanted = signal.sigwait([signal.SIGUSR1, signal.SIGTERM])
    os.kill(program, signal.SIGTERM)
    _, status = os.waitpid(program, 0)
    code = os.waitstatus_to_exitcode(status)
    if wanted == signal.SIGTERM or code != 0:
        sys.exit(code)
    program = start()
    print("message=restarted", file=sys.stderr, flush=True)
