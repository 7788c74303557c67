"""A ledger that has grown: how soon the program answers on it, what `status` takes, and whether inserts stay as fast."""
import os
import sqlite3
import statistics
import subprocess
import time

import program

# How many of the newest events have their body and payload: what retention would have left.
WITH_BODY = 100_000

GROW = """
PRAGMA journal_mode = wal;
PRAGMA synchronous = off;
PRAGMA foreign_keys = off;
PRAGMA cache_size = -262144;
BEGIN;
CREATE TEMP TABLE pattern AS SELECT
    e.id AS id, e.source, e.received_at, e.mapping, e.content_type, b.request, b.body,
    f.project, f.action, f.payload, f.last_answer AS answer, f.last_took AS took
FROM event e JOIN event_body b ON b.event = e.id JOIN forward f ON f.event = e.id
WHERE f.state = 'delivered' LIMIT 1;
-- One event each 100 ms up to the first real one; the ids go with the time, as the program makes them.
CREATE TEMP TABLE age AS
    WITH RECURSIVE n (i) AS (SELECT :events UNION ALL SELECT i - 1 FROM n WHERE i > 1)
    SELECT i, (received_at - i * 100000) AS at, ((received_at - i * 100000) / 1000) << 16 AS id FROM n, pattern;
INSERT INTO event (id, source, received_at, state, actions, duplicates, mapping, content_type)
    SELECT age.id, source, at, 'mapped', 1, 0, mapping, content_type FROM age, pattern;
INSERT INTO event_body SELECT age.id, request, body FROM age, pattern WHERE i <= :bodies;
INSERT INTO forward (
    event, project, action, lane, received_at, owed_since, state, attempts, ended_at, last_status, payload,
    last_started_at, last_took, last_answer
)
    SELECT age.id, project, action, random(), at, at, 'delivered', 1, at + 20000, 200,
        CASE WHEN i <= :bodies THEN payload END,
        at + 10000, took, answer
    FROM age, pattern;
INSERT INTO dedupe SELECT at - 5000000, randomblob(32), at, at + 7776000000000, age.id FROM age;
UPDATE kept_count SET count = count + :events WHERE source <> 0 AND state = 'mapped';
UPDATE kept_count SET count = count + :events WHERE source = 0 AND state = 'delivered';
COMMIT;
PRAGMA wal_checkpoint (truncate);
"""


def grow(database, events):
    connection = sqlite3.connect(database, isolation_level=None)
    values = {"events": str(events), "bodies": str(min(events, WITH_BODY))}
    text = GROW
    for name, value in values.items():
        text = text.replace(":" + name, value)
    connection.executescript(text)
    connection.close()


def milliseconds(times):
    return round(statistics.median(times) * 1e3, 1)


def measure(binary, folder, events, seconds, runs):
    os.makedirs(folder)
    database = os.path.join(folder, "ledger.db")
    result, empty, large = {}, [], []
    with program.destination(os.path.join(folder, "nginx")) as arrived:
        # The first real events, which the others are modelled on.
        with program.daemon(binary, database) as process:
            program.wait_for(18081, "/health/live", process)
            program.load(process, arrived, 1, 1)
        grow(database, events)
        result["size, MB"] = round(os.path.getsize(database) / 1e6)
        starts, statuses = [], []
        for _ in range(max(3, runs)):
            with program.daemon(binary, database) as process:
                starts.append(program.wait_for(18080, "/hooks/involve-me", process))
                start = time.monotonic()
                done = subprocess.run(
                    [binary, "status"], env=program.environment(database), stdout=subprocess.DEVNULL, check=False
                )
                statuses.append(time.monotonic() - start)
                if done.returncode not in (0, 1):
                    raise SystemExit(f"status ended with {done.returncode}")
        result["start to first answer, ms"] = milliseconds(starts)
        result["status, ms"] = milliseconds(statuses)
        # In turn, so that both meet the same moods of the machine.
        for run in range(runs):
            with program.daemon(binary, os.path.join(folder, f"empty-{run}.db")) as process:
                program.wait_for(18081, "/health/live", process)
                empty.append(program.load(process, arrived, 64, seconds))
            with program.daemon(binary, database) as process:
                program.wait_for(18081, "/health/live", process)
                large.append(program.load(process, arrived, 64, seconds))
    for name in ("accepted/s", "processor seconds/10,000 events"):
        ratio = statistics.median(run[name] for run in large) / statistics.median(run[name] for run in empty)
        result[f"{name}, by that of an empty ledger"] = round(ratio, 3)
    result["memory, MB"] = max(run["memory, MB"] for run in large)
    return result
