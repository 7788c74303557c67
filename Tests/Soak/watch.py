"""Measures the daemon once a second."""
import os
import sqlite3
import threading
import time


class Watch(threading.Thread):
    columns = ["memory", "descriptors", "threads", "log", "file", "kept", "events", "pending", "dedupe"]

    def __init__(self, bridge, over):
        super().__init__(name="Watch")
        self.bridge, self.over, self.faults, self.done, self.samples = bridge, over, [], {}, []
        self.start_time = time.time()

    def run(self):
        while not self.over.wait(1):
            if not self.bridge.daemon.is_running:
                self.faults.append("the daemon has ended by itself; see daemon.log")
                return
            self.samples.append(self.sample())

    def sample(self):
        """Bytes and numbers, as `columns` names them; kept: the file without its free pages."""
        with open(f"/proc/{self.bridge.daemon.pid}/status", encoding="ascii") as file:
            status = dict(line.split(":", 1) for line in file)
        connection = sqlite3.connect(self.bridge.path("ledger.db"), timeout=30)
        ask = lambda sql: connection.execute(sql).fetchone()[0] or 0  # noqa: E731
        sample = {
            "at": time.time(),
            "memory": int(status["VmRSS"].split()[0]) * 1024,
            "descriptors": len(os.listdir(f"/proc/{self.bridge.daemon.pid}/fd")),
            "threads": int(status["Threads"]),
            "log": os.path.getsize(self.bridge.path("ledger.db-wal")),
            "file": os.path.getsize(self.bridge.path("ledger.db")),
            "kept": (ask("PRAGMA page_count") - ask("PRAGMA freelist_count")) * ask("PRAGMA page_size"),
            "events": ask("SELECT sum(count) FROM event_count"),
            "pending": ask("SELECT sum(count) FROM forward_count WHERE state = 'pending'"),
            # Counted by what came: counting the rows would cost the disk more than the daemon does.
            "dedupe": ask("SELECT max(id) FROM forward"),
        }
        connection.close()
        return sample

    def line(self, senders):
        if not self.samples:
            return "nothing measured yet"
        last = self.samples[-1]
        return (f"{last['at'] - self.start_time:5.0f} s  {senders.answers[200]:7} answered  {last['events']:7} kept  {last['pending']:6} pending  "
                f"memory {last['memory'] / 1e6:.1f} MB  descriptors {last['descriptors']}  log {last['log'] / 1e6:.0f} MB  ledger {last['file'] / 1e6:.0f} MB")

    def part(self, column, start, end):
        """The values of a part of the run, as fractions of it."""
        count = len(self.samples)
        return [sample[column] for sample in self.samples[int(count * start):max(int(count * start) + 1, int(count * end))]]
