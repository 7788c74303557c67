"""What has to hold at the end."""
import json
import os
import re
import sqlite3
import statistics
import time

MB = 1_000_000
# What the last quarter may have more than the second at its most, and what may never be passed.
ALLOWED = {"memory": 6 * MB, "descriptors": 8, "threads": 1, "kept": 24 * MB}
# A dedupe key stays for its window of 90 days, whatever retention says: about this much for each forward.
DEDUPE_BYTES = 90
# The log's file is cut to 64 MiB when it begins anew; so long after a reader has let go it has to be no longer.
LOG_LIMIT, LOG_RECOVERY = 67_108_864 + 16 * MB, 15


def all(bridge, watch, senders, commands, reader):
    drain(bridge)
    faults = bounded(watch) + long_log(watch, reader.held + [span for span in commands.ran if span[1] - span[0] > 1])
    status = json.loads(bridge.run("status", "--json").stdout)
    faults += ledger(bridge, status)
    faults += arrived(bridge, senders)
    faults += forgotten(bridge, commands.forgotten)
    code = bridge.daemon.stop()
    if code != 0:
        faults.append(f"the daemon's stop ended with {code}")
    bridge.sandbox.stop()
    if os.path.exists(bridge.path("ledger.db-wal")):
        faults.append("the log is still there after a clean stop")
    faults += log(bridge)
    return faults


def drain(bridge):
    """Gives the destination's troubles time to be used up, and the last forwards to arrive."""
    end = time.time() + 120
    while time.time() < end and json.loads(bridge.run("status", "--json").stdout)["forwards"]["pending"]:
        time.sleep(0.5)


def bounded(watch):
    faults = []
    if len(watch.samples) < 20:
        return ["the run was too short to see a trend"]
    keys = (max(watch.part("dedupe", 0.75, 1)) - max(watch.part("dedupe", 0.25, 0.5))) * DEDUPE_BYTES
    for column, allowed in ALLOWED.items():
        before, after = max(watch.part(column, 0.25, 0.5)), max(watch.part(column, 0.75, 1))
        allowed += keys if column == "kept" else 0
        if after > before + allowed:
            faults.append(f"{column} has grown from {before} in the second quarter to {after} in the last, by more than {allowed}")
    return faults


def long_log(watch, held):
    """The log is no longer than it may be but while someone reads for long, and shortly after."""
    faults = []
    for sample in watch.samples:
        is_excused = any(start <= sample["at"] <= end + LOG_RECOVERY for start, end in held)
        if sample["log"] > LOG_LIMIT and not is_excused:
            faults.append(f"the log had {sample['log'] / MB:.0f} MB at {sample['at'] - watch.start_time:.0f} s, with nobody to hold it")
    return faults[:3]


def ledger(bridge, status):
    faults, connection = [], sqlite3.connect(bridge.path("ledger.db"), timeout=60)
    connection.execute("BEGIN")
    sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if sound != "ok":
        faults.append(f"integrity_check: {sound}")
    for what in ("event", "forward"):
        kept = dict(connection.execute(f"SELECT state, sum(count) FROM {what}_count GROUP BY state HAVING sum(count) > 0"))
        rows = dict(connection.execute(f"SELECT state, count(*) FROM {what} GROUP BY state"))
        if kept != rows:
            faults.append(f"the counters of {what}s say {kept}, the rows {rows}")
    if status["forwards"]["pending"]:
        faults.append(f"{status['forwards']['pending']} forwards are still pending")
    if status["events"]["unmapped"]:
        faults.append(f"{status['events']['unmapped']} events are still unmapped")
    connection.close()
    return faults


def arrived(bridge, senders):
    faults, seen = [], {}
    with open(bridge.path("journal.jsonl"), encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            body = entry["body"]
            number = body["number"] if "number" in body else body["purchase_data"][0]["__order__"]
            seen[number, entry["action"]] = seen.get((number, entry["action"]), 0) + 1
    known = {**senders.must, **senders.may}
    for (number, action), times in seen.items():
        if action not in known.get(number, ()):
            faults.append(f"{action} of event {number} arrived and was never answered")
        if times > 1:
            faults.append(f"{action} of event {number} was taken {times} times")
    for number, actions in senders.must.items():
        for action in actions:
            if (number, action) not in seen:
                faults.append(f"{action} of event {number} was answered and never arrived")
    return faults


def forgotten(bridge, addresses):
    """No address is anywhere in the ledger, once its log is emptied: the last forget does that for all before it."""
    if not addresses:
        return []
    result = bridge.run("forget", "--email", addresses[-1], "--yes")
    if result.returncode != 0:
        return [f"the last forget ended with {result.returncode}: {result.stderr}"]
    faults = []
    for name in ("ledger.db", "ledger.db-wal"):
        with open(bridge.path(name), "rb") as file:
            content = file.read()
        faults += [f"{address} is still in {name}" for address in addresses if address.encode() in content]
    return faults


def log(bridge):
    """Lines of level error are only those that the run has asked for."""
    with open(bridge.path("daemon.log"), encoding="utf-8") as file:
        lines = [line for line in file if "level=error" in line and "mapping broken" not in line and "forward is dead" not in line]
    return [f"the daemon's log says: {line.strip()}" for line in lines[:5]]


def report(watch, actors, senders):
    lines = [f"{'':12}{'first':>10}{'2nd quarter':>13}{'last quarter':>14}{'most':>10}"]
    for column in watch.columns:
        scale = MB if column in ("memory", "log", "file", "kept") else 1
        values = [watch.samples[0][column], statistics.median(watch.part(column, 0.25, 0.5)),
                  statistics.median(watch.part(column, 0.75, 1)), max(watch.part(column, 0, 1))]
        unit = " MB" if scale == MB else ""
        first, second, last, most = (f"{value / scale:.1f}" if scale == MB else f"{value:.0f}" for value in values)
        lines.append(f"{column + unit:12}{first:>10}{second:>13}{last:>14}{most:>10}")
    gap = max(after["at"] - before["at"] for before, after in zip(watch.samples, watch.samples[1:]))
    lines.append(f"longest time between two samples, of 1 s: {gap:.1f} s; more of it is the machine's doing")
    times = sorted(senders.times)
    lines.append(f"{senders.answers[200]} answers of 200, {senders.repeats} of them to events sent again; others: "
                 f"{ {status: count for status, count in senders.answers.items() if status != 200} or 'none'}")
    if times:
        lines.append(f"answers: median {times[len(times) // 2] * 1e3:.1f} ms, 99th percentile {times[len(times) * 99 // 100] * 1e3:.0f} ms, "
                     f"longest {times[-1] * 1e3:.0f} ms")
    for actor in actors:
        if actor.done if hasattr(actor, "done") else None:
            lines.append(f"{actor.name}: " + ", ".join(f"{count} × {what}" for what, count in sorted(actor.done.items())))
        if getattr(actor, "slowest", None):
            lines.append("slowest: " + ", ".join(f"{name} {took:.1f} s" for name, took in sorted(actor.slowest.items())))
    return "\n".join(lines)
