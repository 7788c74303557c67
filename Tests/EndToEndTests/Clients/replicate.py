"""Replicates a ledger as Litestream does, by its rules: <https://litestream.io/how-it-works/>, <https://litestream.io/tips/>.

    replicate.py LEDGER FOLDER MODE

A sidecar in its manners: it holds a read transaction, so that nobody else's checkpoint begins the write-ahead log anew;
copies the log's frames while others write; lets go of its transaction only to run a checkpoint of its own (MODE: PASSIVE,
RESTART or TRUNCATE), after which it writes to its table `_litestream_seq`, so that its next transaction holds the log
again; and finds its place in a log that begins anew under the write lock that a row for `_litestream_lock` takes, which is
never committed. It says "ready" when it has its first copy, goes on until SIGTERM, restores FOLDER/restored.db from what
it has copied alone, and says as JSON what it saw; all on standard error. Standard library only.
"""
import json
import os
import shutil
import signal
import sqlite3
import struct
import sys
import threading

HEADER, FRAME_HEADER = 32, 24
# Frames in the log after which it is copied into the file; far fewer than Litestream's 1,000, to see many such.
CHECKPOINT_AT = 200


def checksum(big_endian, data, sums):
    """The log's checksum: <https://www.sqlite.org/fileformat2.html#walformat>."""
    first, second = sums
    words = struct.unpack(f"{'>' if big_endian else '<'}{len(data) // 4}I", data)
    for place in range(0, len(words), 2):
        first = (first + words[place] + second) & 0xFFFFFFFF
        second = (second + words[place + 1] + first) & 0xFFFFFFFF
    return first, second


class LostPlace(Exception):
    """The log was begun anew, and what was not copied yet may be gone: it takes a new copy of the file."""


class Replica:
    def __init__(self, ledger, folder, mode):
        self.ledger, self.folder, self.mode = ledger, folder, mode
        self.log = ledger + "-wal"
        self.copies = self.frames = self.checkpoints = self.busy = self.restarts = 0
        self.longest = 0
        # Never closed: the first close of any descriptor of a file gives up all locks that this process has on it.
        self.file = open(ledger, "rb")
        self.database = self.connect()
        self.change("CREATE TABLE IF NOT EXISTS _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)")
        self.change("CREATE TABLE IF NOT EXISTS _litestream_lock (id INTEGER)")
        self.page_size = self.database.execute("PRAGMA page_size").fetchone()[0]
        self.reader = self.connect()
        self.hold()
        self.write()
        self.begin()

    def connect(self):
        connection = sqlite3.connect(self.ledger, isolation_level=None, timeout=1)
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        return connection

    def hold(self):
        self.reader.execute("BEGIN")
        self.reader.execute("SELECT count(1) FROM _litestream_seq").fetchone()

    def write(self):
        self.change("INSERT INTO _litestream_seq VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET seq = seq + 1")

    def change(self, statement):
        """Comes back for up to two minutes when others keep the ledger locked: beside a slow disk its gaps are short."""
        for left in reversed(range(120)):
            try:
                return self.database.execute(statement)
            except sqlite3.OperationalError:
                if not left:
                    raise

    def begin(self):
        """A new copy of the file, with the log from its start: no checkpoint can begin the log anew meanwhile."""
        self.copies += 1
        self.place = os.path.join(self.folder, f"copy-{self.copies}")
        os.makedirs(self.place)
        self.file.seek(0)
        with open(os.path.join(self.place, "base.db"), "wb") as base:
            shutil.copyfileobj(self.file, base)
        self.part = 0
        self.open_part()
        self.copy()

    def open_part(self):
        """Begins to copy a log from its header on."""
        with open(self.log, "rb") as log:
            self.header = log.read(HEADER)
        self.big_endian = struct.unpack(">I", self.header[:4])[0] & 1
        self.sums = struct.unpack(">2I", self.header[24:32])
        if checksum(self.big_endian, self.header[:24], (0, 0)) != self.sums:
            raise SystemExit("the log's header does not have its checksum")
        self.end, self.last = HEADER, None
        with open(self.part_path, "wb") as part:
            part.write(self.header)

    @property
    def part_path(self):
        return os.path.join(self.place, f"{self.part:06}.wal")

    def copy(self):
        """Copies the frames that are new, up to the last commit."""
        frames, sums, committed = [], self.sums, 0
        with open(self.log, "rb") as log:
            log.seek(self.end)
            while True:
                frame = log.read(FRAME_HEADER + self.page_size)
                if len(frame) < FRAME_HEADER + self.page_size or frame[8:16] != self.header[16:24]:
                    break
                sums = checksum(self.big_endian, frame[:8] + frame[FRAME_HEADER:], sums)
                if sums != struct.unpack(">2I", frame[16:24]):
                    break
                frames.append(frame)
                if struct.unpack(">I", frame[4:8])[0]:
                    committed, self.sums = len(frames), sums
        if committed:
            with open(self.part_path, "ab") as part:
                part.writelines(frames[:committed])
            self.last = frames[committed - 1]
            self.end += committed * (FRAME_HEADER + self.page_size)
            self.frames += committed
        self.longest = max(self.longest, self.end)

    def sync(self):
        if self.has_begun_anew():
            self.follow()
        self.copy()
        if self.end > HEADER + CHECKPOINT_AT * (FRAME_HEADER + self.page_size):
            self.checkpoint()

    def checkpoint(self):
        self.copy()
        self.reader.execute("ROLLBACK")
        try:
            self.busy += self.database.execute(f"PRAGMA wal_checkpoint({self.mode})").fetchone()[0]
        except sqlite3.OperationalError:
            self.busy += 1
        self.hold()
        self.checkpoints += 1
        self.write()
        if self.has_begun_anew():
            self.follow()

    def has_begun_anew(self):
        with open(self.log, "rb") as log:
            return log.read(HEADER) != self.header

    def follow(self):
        """Copies the rest of the log that was, and goes on with the one that is, while nobody can write."""
        self.restarts += 1
        self.database.execute("BEGIN")
        self.change("INSERT INTO _litestream_lock VALUES (1)")
        try:
            self.check_last()
            self.copy()
            self.part += 1
            self.open_part()
            self.copy()
        except LostPlace:
            self.begin()
        finally:
            self.database.execute("ROLLBACK")

    def check_last(self):
        if self.last is None:
            return
        with open(self.log, "rb") as log:
            log.seek(self.end - len(self.last))
            if log.read(len(self.last)) != self.last:
                raise LostPlace

    def stop(self):
        self.sync()
        self.reader.execute("ROLLBACK")
        self.reader.close()
        self.database.close()

    def restore(self):
        """Plays the copied logs into the copied file, one after another."""
        restored = os.path.join(self.folder, "restored.db")
        shutil.copyfile(os.path.join(self.place, "base.db"), restored)
        for part in sorted(name for name in os.listdir(self.place) if name.endswith(".wal")):
            shutil.copyfile(os.path.join(self.place, part), restored + "-wal")
            connection = sqlite3.connect(restored)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()


def main(ledger, folder, mode):
    over = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    # Whoever started this from a thread of its own may have blocked it there.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
    replica = Replica(ledger, folder, mode)
    print("ready", file=sys.stderr, flush=True)
    while not over.wait(0.05):
        replica.sync()
    replica.stop()
    replica.restore()
    print(json.dumps({"copies": replica.copies, "frames": replica.frames, "checkpoints": replica.checkpoints,
                      "restarts": replica.restarts, "busy": replica.busy, "longestLog": replica.longest}), file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
