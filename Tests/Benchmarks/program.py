"""The whole program under load: wrk sends, nginx stands in for Funnelytics, all on this machine."""
import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
MAPPINGS = os.path.join(HERE, "../../mappings")
SAMPLE = os.path.join(MAPPINGS, "samples/involve-me/all-question-types-no-outcomes.json")
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
TOKEN = "benchmark-token-0123456789"
ADDRESS = f"http://127.0.0.1:18080/hooks/involve-me/{TOKEN}"


def environment(database):
    return {
        **os.environ,
        "FUNNELBRIDGE_LISTEN": "127.0.0.1:18080",
        "FUNNELBRIDGE_ADMIN": "127.0.0.1:18081",
        "FUNNELBRIDGE_DATABASE": database,
        "FUNNELBRIDGE_MAPPINGS": MAPPINGS,
        "FUNNELBRIDGE_ENDPOINT": "http://127.0.0.1:18090/api/v1/webhook",
        "FUNNELBRIDGE_RATE": "0",
        "FUNNELYTICS_PROJECT_ID": "00000000-0000-4000-8000-000000000000",
        "FUNNELYTICS_API_KEY": "benchmark",
        "INVOLVE_ME_TOKEN": TOKEN,
    }


def answers(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def wait_for(port, path, process, limit=30):
    """Seconds until something answers, asked every millisecond."""
    start = time.monotonic()
    while time.monotonic() - start < limit:
        if process.poll() is not None:
            raise SystemExit(f"{process.args[0]} ended with {process.returncode} before it answered")
        try:
            answers(port, path)
            return time.monotonic() - start
        except OSError:
            time.sleep(0.001)
    raise SystemExit(f"nothing answers on port {port}")


def check_free(*ports):
    """Another program's answers would be measured."""
    for port in ports:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                raise SystemExit(f"something listens on port {port}: end it first")


@contextlib.contextmanager
def running(command, end=signal.SIGTERM, log=None, **more):
    with open(log or os.devnull, "ab") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, **more)
    try:
        yield process
    finally:
        process.send_signal(end)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def destination(folder):
    """Yields a function that says how many actions have arrived."""
    os.makedirs(folder, exist_ok=True)
    command = ["nginx", "-p", folder, "-c", os.path.join(HERE, "nginx.conf")]
    with running(command, end=signal.SIGQUIT) as process:
        wait_for(18091, "/", process)
        asked = 0

        def count():
            nonlocal asked
            asked += 1
            return int(answers(18091, "/")[1].splitlines()[2].split()[2]) - asked

        base = count()
        yield lambda: count() - base


@contextlib.contextmanager
def daemon(binary, database):
    log = database + ".log"
    with running([binary, "serve"], log=log, env=environment(database)) as process:
        yield process


def usage(process):
    """Processor seconds and resident bytes."""
    with open(f"/proc/{process.pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS, int(fields[21]) * PAGE


def load(process, arrived, connections, seconds):
    """Sends for so long, waits until all has been forwarded, and returns the figures."""
    peak = [0]
    over = threading.Event()

    def watch():
        while not over.wait(0.05):
            peak[0] = max(peak[0], usage(process)[1])

    before, _ = usage(process)
    base = arrived()
    start = time.monotonic()
    watcher = threading.Thread(target=watch)
    watcher.start()
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "8s"]
    command += ["-s", os.path.join(HERE, "events.lua"), ADDRESS, "--", SAMPLE, str(time.time_ns() >> 10)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = [line for line in said.splitlines() if line.startswith("FIGURES ")]
    if not lines:
        raise SystemExit(f"wrk said: {said}")
    sent = json.loads(lines[0].removeprefix("FIGURES "))
    forwarded, moved = 0, time.monotonic()
    while forwarded < sent["requests"] and time.monotonic() - moved < 5:
        now = arrived() - base
        if now > forwarded:
            forwarded, moved = now, time.monotonic()
        time.sleep(0.02)
    # What is there may have to be written down still.
    time.sleep(0.3)
    after, _ = usage(process)
    over.set()
    watcher.join()
    if sent["errors"] or forwarded < sent["requests"]:
        raise SystemExit(f"of {sent['requests']} events {forwarded} were forwarded, with {sent['errors']} errors")
    return {
        "accepted/s": round(sent["requests"] / (sent["microseconds"] / 1e6), 1),
        "p50, ms": round(sent["p50"] / 1e3, 3),
        "p99, ms": round(sent["p99"] / 1e3, 3),
        "processor seconds/10,000 events": round((after - before) / forwarded * 1e4, 3),
        "forwarded/s, end to end": round(forwarded / (moved - start), 1),
        "memory, MB": round(peak[0] / 1e6, 1),
    }


def raw_rows(database, batch, seconds):
    """Events a second that SQLite alone takes, with the rows that the program makes of them, on the ledger that it has left."""
    raw = os.path.join(os.path.dirname(database), "raw-sqlite")
    source = os.path.join(HERE, "raw-sqlite.c")
    subprocess.run(["cc", "-O2", "-Wall", "-Wextra", source, "-o", raw, "-lsqlite3"], check=True)
    said = subprocess.run([raw, database, str(batch), str(seconds)], capture_output=True, text=True, check=True)
    return float(said.stdout)


def measure(binary, folder, connections, seconds):
    check_free(18080, 18081, 18090, 18091)
    os.makedirs(folder)
    database = os.path.join(folder, "ledger.db")
    with destination(os.path.join(folder, "nginx")) as arrived:
        with daemon(binary, database) as process:
            wait_for(18081, "/health/live", process)
            figures = load(process, arrived, connections, seconds)
    # Right after it, so that both meet the same mood of the machine; batches of as many as can wait at once.
    raw = raw_rows(database, connections, min(seconds, 5))
    return {**figures, "accepted, by SQLite alone in batches of as many": round(figures["accepted/s"] / raw, 3)}
