"""The driver of the library for Python; see sdks/README.md."""

import json
import os
import random
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
sys.dont_write_bytecode = True

import migomail  # noqa: E402


class Always(random.Random):
    """Randomness that is always the same."""

    def __init__(self, value):
        super().__init__(0)
        self._value = value

    def random(self):
        return self._value


class Driver:
    """Does what it is told."""

    def __init__(self):
        self.migo = None
        self.slept = []

    def client(self, command):
        self.migo = self.make(command["options"])
        return "made"

    def answer(self, command):
        self.slept = []
        try:
            out = {"result": getattr(self, command["do"])(command)}
        except migomail.MigomailError as e:
            out = {"error": error(e)}
        except migomail.WebhookVerificationError as e:
            out = {"error": {"type": "webhook_verification", "code": e.code}}
        except ValueError as e:
            out = {"error": {"type": "argument", "message": str(e)}}
        out["slept"] = self.slept
        return out

    def make(self, told):
        options = {name: told[name] for name in ("base_url", "max_retries", "signing_secret") if name in told}
        options["sleeper"] = lambda seconds: self.slept.append(int(round(seconds * 1000, 6)))
        if "timeout_ms" in told:
            options["timeout"] = told["timeout_ms"] / 1000
        if "now_ms" in told:
            options["clock"] = lambda: told["now_ms"] / 1000
        if "random" in told:
            options["random"] = Always(told["random"])
        if "transport_replies" in told:
            replies = iter(told["transport_replies"])
            options["transport"] = lambda request, timeout: scripted(next(replies))
        return migomail.Migomail(told.get("key"), **options)

    def call(self, command):
        method = getattr(getattr(self.migo, command["resource"]), command["method"])
        arguments = list(command.get("path", []))
        if "params" in command:
            arguments.append(command["params"])
        more = {"idempotency_key": command["idempotency_key"]} if "idempotency_key" in command else {}
        result = method(*arguments, **more)
        if not isinstance(result, migomail.Page):
            return result
        if command.get("all"):
            return list(result)
        return {"data": result.data, "has_more": result.has_more, "next_cursor": result.next_cursor}

    def describe(self, command):
        return repr(self.migo) + str(self.migo)

    def defaults(self, command):
        return {"timeout_ms": int(self.migo.timeout * 1000), "max_retries": self.migo.max_retries}

    def verify(self, command):
        verifier = migomail.WebhookVerifier(command["secrets"], clock=lambda: command["now_ms"] / 1000)
        return verifier.verify(command["body"], command["headers"])


def scripted(reply):
    return migomail.Reply(reply["status"], reply.get("headers", {}), json.dumps(reply["body"]).encode())


def error(e):
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(e).__name__.replace("API", "").replace("Error", "")).lower()
    return {
        "type": kind,
        "code": e.code,
        "status": e.status,
        "request_id": e.request_id,
        "retryable": e.retryable,
        "retry_after_ms": None if e.retry_after is None else int(e.retry_after * 1000),
        "message": str(e),
        "errors": [each._asdict() for each in e.errors],
    }


def main():
    driver = Driver()
    for line in sys.stdin:
        command = json.loads(line)
        sys.stdout.write(json.dumps(driver.answer(command)) + "\n")
        sys.stdout.flush()


main()
