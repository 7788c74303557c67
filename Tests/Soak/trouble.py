"""What happens to a daemon in its life, each kind in a thread of its own."""
import http.client
import json
import os
import signal
import sqlite3
import subprocess
import threading
import time

from processes import moody, shop


class Actor(threading.Thread):
    """Acts again and again, with a pause between, until all is over."""

    def __init__(self, bridge, over, rng):
        super().__init__(name=type(self).__name__)
        self.bridge, self.over, self.rng, self.faults, self.done = bridge, over, rng, [], {}

    def run(self):
        while not self.over.wait(self.rng.uniform(*self.pause)):
            self.act()
        self.end()

    def end(self):
        pass

    def count(self, what):
        self.done[what] = self.done.get(what, 0) + 1


class Destination(Actor):
    """Has the destination fail in all ways it knows, for some answers each time.

    Few: once the circuit is open, a probe a second is all that uses them up.
    """

    pause = (8, 20)

    def act(self):
        kind = self.rng.choice(["500", "503", "429", "reset", "half", "html", "hang", "silent", "page"])
        self.count(kind)
        if kind == "silent":
            self.bridge.sandbox.process.send_signal(signal.SIGSTOP)
            self.over.wait(self.rng.uniform(0.5, 4))
            self.bridge.sandbox.process.send_signal(signal.SIGCONT)
            return
        answer, times = {
            "500": (500, 8), "503": ({"status": 503, "retryAfter": "1"}, 7), "429": ({"status": 429, "retryAfter": "1"}, 3),
            "reset": ("reset", 9), "half": ("half", 12), "html": ("html", 8), "hang": ("hang", 2),
            "page": ({"status": 500, "message": "x" * 3000}, 20),
        }[kind]
        self.script({"answers": [answer] * times})

    def run(self):
        self.script({"action": "Doomed", "answers": [422] * 50_000})
        super().run()

    def script(self, document):
        connection = http.client.HTTPConnection("127.0.0.1", self.bridge.sandbox.port, timeout=30)
        connection.request("POST", "/_sandbox/script", json.dumps(document), {"Content-Type": "application/json"})
        if connection.getresponse().status != 204:
            self.faults.append(f"the sandbox refused a script: {document}")
        connection.close()


class MappingEdits(Actor):
    """Edits the shop's mapping, well and badly; the last edit is a good one."""

    pause = (1, 4)

    def act(self):
        kind = self.rng.choice(["good", "good", "cut off", "not compiling", "failing", "removed"])
        self.count(kind)
        good = shop(str(self.rng.random()))
        if kind == "removed":
            os.remove(self.bridge.path("mappings/shop.jsonc"))
            self.over.wait(0.5)
            self.bridge.write("shop", good)
        else:
            self.bridge.write("shop", {
                "good": good, "cut off": good[:self.rng.randrange(len(good) - 10)], "not compiling": good.replace("| cents", "| sense"),
                "failing": good.replace("$.at | date", "$.buyer.email | date"),
            }[kind])

    def end(self):
        self.bridge.write("shop", shop("last"))


class Commands(Actor):
    """Runs commands beside the daemon, and sees that each ends well and soon."""

    pause = (0.3, 2)
    allowed_seconds = 60

    def __init__(self, bridge, over, senders, rng):
        super().__init__(bridge, over, rng)
        self.senders, self.round, self.forgotten, self.slowest = senders, 0, [], {}
        # From when to when each ran, by time.time(): a backup or a doctor reads one state of the ledger to its end.
        self.ran = []

    def act(self):
        self.round += 1
        commands = [self.status, self.list, self.backup, self.forget, self.remap, self.retry, self.doctor]
        commands[self.round % len(commands)]()

    def end(self):
        self.mend()

    def command(self, *arguments, exits=(0,)):
        name = " ".join(arguments[:2]) if arguments[0] == "events" else arguments[0]
        self.count(name)
        start = time.time()
        try:
            result = self.bridge.run(*arguments, timeout=self.allowed_seconds)
        except subprocess.TimeoutExpired:
            self.faults.append(f"{name} did not end within {self.allowed_seconds} seconds")
            return ""
        self.ran.append((start, time.time()))
        self.slowest[name] = max(self.slowest.get(name, 0), time.time() - start)
        if result.returncode not in exits:
            self.faults.append(f"{name} ended with {result.returncode}: {result.stdout[-300:]} {result.stderr[-300:]}")
        return result.stdout

    def status(self):
        # 1: something wants a person, which is as it should be here.
        json.loads(self.command("status", "--json", exits=(0, 1)))

    def list(self):
        state = self.rng.choice(["delivered", "dead", "pending", "duplicate", "mapped", "unmapped"])
        source = self.rng.choice(["quiz", "shop"])
        json.loads(self.command("events", "list", "--json", "--limit", "50", "--state", state, "--source", source))

    def backup(self):
        copy = self.bridge.path("backup.db")
        self.command("backup", copy)
        if not os.path.exists(copy):
            return
        connection = sqlite3.connect(copy)
        sound = connection.execute("PRAGMA quick_check").fetchone()[0]
        connection.close()
        if sound != "ok":
            self.faults.append(f"a backup is not sound: {sound}")
        os.remove(copy)

    def forget(self):
        with self.senders.lock:
            address = self.senders.person
            self.senders.person = f"secret-{self.round}@example.com"
        # One that is on its way may still come in, before the erasing or after it.
        self.over.wait(0.5)
        # 1: a long reader keeps the log from being emptied; at the end it is looked at again.
        self.command("forget", "--email", address, "--yes", exits=(0, 1))
        self.forgotten.append(address)

    def remap(self):
        self.mend()
        source = f"moody-{self.round}"
        self.bridge.write(source, moody(is_mended=False))
        self.over.wait(1.5)
        with self.senders.lock:
            self.senders.moody = source

    def mend(self):
        with self.senders.lock:
            source, self.senders.moody = self.senders.moody, None
        if source is None:
            return
        time.sleep(0.5)
        self.bridge.write(source, moody(is_mended=True))
        # The daemon maps them by itself at the same time: whoever comes first.
        self.command("events", "remap", "--all", "--state", "unmapped", "--source", source, "--yes")

    def retry(self):
        self.command("events", "retry", "--all", "--state", "dead", "--yes")

    def doctor(self):
        json.loads(self.command("doctor", "--json", exits=(0, 1)))


class LongReader(Actor):
    """Holds a read transaction for a while, now and then, so that the log cannot begin anew."""

    def __init__(self, bridge, over, seconds):
        super().__init__(bridge, over, None)
        self.wait, self.hold = seconds / 4, min(45, seconds / 10)
        # From when to when, by time.time().
        self.held = []

    def run(self):
        while not self.over.wait(self.wait):
            connection = sqlite3.connect(self.bridge.path("ledger.db"), isolation_level=None)
            connection.execute("BEGIN")
            before = connection.execute("SELECT sum(count) FROM event_count").fetchone()
            start = time.time()
            self.over.wait(self.hold)
            if connection.execute("SELECT sum(count) FROM event_count").fetchone() != before:
                self.faults.append("a reader's state of the ledger changed under it")
            connection.close()
            self.held.append((start, time.time()))
            self.count(f"read for {self.hold:.0f} seconds")
