"""Events at a constant rate, some of them sent twice, and what is known of each."""
import collections
import http.client
import json
import random
import threading
import time

THREADS = 6


class Event:
    """A body, and how often each of its actions must and may arrive."""

    def __init__(self, source, body, actions, must=True):
        self.source, self.must = source, must
        self.number, self.actions = body["number"], actions
        self.body = json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()


class Senders:
    def __init__(self, bridge, over, rate, seed):
        self.bridge, self.over, self.interval = bridge, over, THREADS / rate
        self.lock = threading.Lock()
        self.next_number = 0
        # By number: the names of the actions that must arrive; those that only may.
        self.must, self.may = {}, {}
        self.answers = collections.Counter()
        self.repeats = 0
        self.slowest = 0.0
        self.times = []
        # The person that comes now and is forgotten later, and the source whose mapping fails.
        self.person, self.moody = "nobody-yet@example.com", None
        self.threads = [Sender(self, random.Random(seed * 100 + place)) for place in range(THREADS)]

    def make(self, rng):
        with self.lock:
            self.next_number += 1
            number = self.next_number
            moody, person = self.moody, self.person
        at = time.time() - rng.randrange(60)
        kind = rng.random()
        if kind < 0.03 and moody:
            body = {"number": number, "person": {"email": email(rng)}, "at": stamp(at)}
            return Event(moody, body, ["Mended"])
        if kind < 0.20:
            cents = rng.randrange(10**6)
            body = {"number": number, "buyer": {"email": email(rng), "name": "Zoë Müller"}, "at": stamp(at),
                    "total": f"{cents // 100}.{cents % 100:02}", "cart": [{"sku": f"S{n}", "quantity": n} for n in range(rng.randrange(8))]}
            return Event("shop", body, ["Ordered", "__commerce_action__"])
        body = {"number": number, "event": "finished", "data": {
            "project_name": rng.choice(["Skin type", "Which course?", "Budget"]), "finished_at": stamp(at),
            "personal_data": {"email": email(rng), "name": "Ada \"the first\" Lovelace", "newsletter": True},
            "answers": [{"question": f"Question {n}?", "label": rng.choice(["yes", "no", "ünsure"]), "note": "x" * rng.randrange(400)}
                        for n in range(rng.randrange(1, 10))]}}
        if kind < 0.21:
            # The destination refuses these for good; a retry may bring one through.
            return Event("quiz", {**body, "doomed": "Doomed"}, ["Doomed"], must=False)
        if kind < 0.23:
            body["data"]["personal_data"]["email"] = person
            return Event("quiz", body, ["Quiz Completed"], must=False)
        return Event("quiz", body, ["Quiz Completed"])

    def note(self, event, status, took):
        with self.lock:
            self.answers[status] += 1
            self.times.append(took)
            if status == 200:
                (self.must if event.must else self.may)[event.number] = event.actions


class Sender(threading.Thread):
    def __init__(self, senders, rng):
        super().__init__(name="sender")
        self.senders, self.rng, self.faults, self.connection = senders, rng, [], None

    def run(self):
        due = time.monotonic() + self.rng.random() * self.senders.interval
        while not self.senders.over.is_set():
            time.sleep(max(0, due - time.monotonic()))
            # What could not be sent in its time is not made up for: a daemon that stalls is seen in the answers' times.
            due = max(due + self.senders.interval, time.monotonic() - 1)
            event = self.senders.make(self.rng)
            self.send(event)
            if self.rng.random() < 0.1:
                with self.senders.lock:
                    self.senders.repeats += 1
                self.send(event)

    def send(self, event):
        start = time.monotonic()
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.senders.bridge.daemon.port, timeout=30)
            self.connection.request("POST", f"/hooks/{event.source}", event.body, {"Content-Type": "application/json"})
            answer = self.connection.getresponse()
            text = answer.read()
            status = answer.status
            if status != 200 and len(self.faults) < 5:
                self.faults.append(f"an event of {event.source} was answered {status}: {text[:200]}")
        except (OSError, http.client.HTTPException) as error:
            self.connection, status = None, 0
            if len(self.faults) < 5:
                self.faults.append(f"an event of {event.source} was not answered: {error!r}")
        self.senders.note(event, status, time.monotonic() - start)


def email(rng):
    return f"person{rng.randrange(2000)}@example.com"


def stamp(at):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))
