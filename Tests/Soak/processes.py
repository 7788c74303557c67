"""The daemon and the sandbox that it forwards to, as processes in a folder of their own, and commands beside them."""
import os
import re
import signal
import subprocess
import sys
import time

# So short that most events are gone before the end.
RETENTION = {"FUNNELBRIDGE_RETENTION_BODIES": "20s", "FUNNELBRIDGE_RETENTION_DELIVERED": "40s", "FUNNELBRIDGE_RETENTION_DEAD": "80s"}


class Process:
    """A program with its log in a file; started once a line of the log says where it listens."""

    def __init__(self, arguments, environment, log):
        self.log = open(log, "wb")
        self.process = subprocess.Popen(arguments, env={**os.environ, **environment}, stdout=self.log, stderr=self.log)
        self.pid = self.process.pid
        end = time.time() + 120
        while time.time() < end and self.is_running:
            with open(log, "rb") as file:
                found = re.search(rb"message=listening.* address=127\.0\.0\.1:(\d+)", file.read())
            if found:
                self.port = int(found[1])
                return
            time.sleep(0.01)
        sys.exit(f"{arguments}: did not start; see {log}")

    @property
    def is_running(self):
        return self.process.poll() is None

    def stop(self):
        self.process.send_signal(signal.SIGCONT)
        self.process.terminate()
        return self.process.wait(60)


class Bridge:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        os.makedirs(self.path("mappings"))
        self.write("quiz", QUIZ)
        self.write("shop", shop("first"))
        self.sandbox = Process(
            [program, "sandbox", "--listen", "127.0.0.1:0", "--journal", self.path("journal.jsonl")], {}, self.path("sandbox.log"))
        self.environment = {
            "FUNNELBRIDGE_LISTEN": "127.0.0.1:0", "FUNNELBRIDGE_ADMIN": "off", "FUNNELBRIDGE_RATE": "0",
            "FUNNELBRIDGE_DATABASE": self.path("ledger.db"), "FUNNELBRIDGE_MAPPINGS": self.path("mappings"),
            "FUNNELBRIDGE_ENDPOINT": f"http://127.0.0.1:{self.sandbox.port}/api/v1/webhook",
            "FUNNELBRIDGE_DELIVERY_TIMEOUT": "2s", "FUNNELBRIDGE_DELIVERY_RETRY_FIRST": "50ms",
            "FUNNELBRIDGE_DELIVERY_RETRY_MAX": "1s", **RETENTION,
            "FUNNELYTICS_PROJECT_ID": "00000000-0000-4000-8000-000000000000", "FUNNELYTICS_API_KEY": "Basic dGVzdA==",
        }
        self.daemon = Process([program, "serve"], self.environment, self.path("daemon.log"))

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, source, mapping):
        """Renamed into its place, as editors do."""
        with open(self.path("mapping.new"), "w", encoding="utf-8") as file:
            file.write(mapping)
        os.rename(self.path("mapping.new"), self.path(f"mappings/{source}.jsonc"))

    def run(self, *arguments, timeout=120):
        return subprocess.run([self.program, *arguments], capture_output=True, text=True, timeout=timeout,
                              env={**os.environ, **self.environment})


# Actions named Doomed are those that the destination refuses for good.
QUIZ = """
{
  "verify": { "none": true },
  "actions": [
    {
      "action": "{{ $.doomed | default: 'Quiz Completed' }}",
      "email": "$.data.personal_data.email | trim | lower",
      "dateTime": "$.data.finished_at | date",
      "fields": { "number": "$.number", "quiz": "$.data.project_name", "answers": "$.data.answers[*].label | join: ', '" }
    }
  ]
}
"""


def shop(edition):
    """A mapping whose text differs with the edition, and nothing that arrives."""
    return """
{
  // Edition EDITION.
  "verify": { "none": true },
  "actions": [
    {
      "action": "Ordered",
      "email": "$.buyer.email",
      "dateTime": "$.at | date",
      "fields": { "number": "$.number" }
    },
    {
      "email": "$.buyer.email",
      "dateTime": "$.at | date",
      "purchase": { "sku": "$.number", "label": "Course", "total": "$.total | cents", "order": "$.number", "currency": "EUR" }
    }
  ]
}
""".replace("EDITION", edition)


def moody(is_mended):
    """A mapping that fails on every body, until it is mended."""
    path = "$.at" if is_mended else "$.person.email"
    return """
{
  "verify": { "none": true },
  "actions": [ { "action": "Mended", "email": "$.person.email", "dateTime": "PATH | date", "fields": { "number": "$.number" } } ]
}
""".replace("PATH", path)
