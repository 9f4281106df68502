"""What docker-compose.yml says, run on this computer with servers of our own."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from tests.services import free_port, wait_until

ROOT = Path(__file__).resolve().parents[2]
VARIABLE = re.compile(r"\$\$|\$\{(?P<name>\w+)(?:(?P<how>:-|:\?)(?P<rest>[^}]*))?\}")


class Unset(Exception):
    """A variable that the compose file demands is not in the environment."""


def compose_file():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


def interpolated(value, variables):
    """Fill in variables as Docker Compose does: `${A}`, `${A:-default}`, `${A:?complaint}`, `$$`."""
    if isinstance(value, dict):
        return {key: interpolated(part, variables) for key, part in value.items()}
    if isinstance(value, list):
        return [interpolated(part, variables) for part in value]
    if not isinstance(value, str):
        return value

    def replace(match):
        if match[0] == "$$":
            return "$"
        found = variables.get(match["name"]) or ""
        if not found and match["how"] == ":?":
            raise Unset(f"{match['name']}: {match['rest']}")
        return found or (match["rest"] if match["how"] == ":-" else "") or ""

    return VARIABLE.sub(replace, value)


@dataclass
class Installation:
    """The services of the compose file, without Docker: the same commands and environment."""

    database: object
    redis: object
    var: Path
    port: int = field(default_factory=free_port)
    running: dict = field(default_factory=dict)

    def __post_init__(self):
        variables = {
            "DOMAIN": "mentoring.example.org",
            "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
            "POSTGRES_PASSWORD": urlsplit(self.database.url).password,
            "REDIS_PASSWORD": urlsplit(self.redis.url).password,
        }
        self.services = interpolated(compose_file(), variables)["services"]

    def here(self, text):
        """Say a place of the compose network in terms of this computer."""
        places = {
            "@database:5432": f"@127.0.0.1:{self.database.port}",
            "@redis:6379": f"@127.0.0.1:{self.redis.port}",
            "/var/lib/mentoring": str(self.var),
            "0.0.0.0:8000": f"127.0.0.1:{self.port}",
        }
        for there, here in places.items():
            text = text.replace(there, here)
        return text

    def environment(self, service):
        declared = self.services[service]["environment"]
        own = {name: self.here(str(value)) for name, value in declared.items()}
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        # Nothing of the surrounding environment reaches the program, as in a container.
        return {
            "PATH": path,
            "LANG": "C.UTF-8",
            "HOME": str(self.var),
            "PORT": str(self.port),
            **own,
        }

    def command(self, service):
        return [self.here(part) for part in self.services[service]["command"]]

    def run(self, service, command=None):
        """Run a service that ends by itself."""
        return subprocess.run(
            command or self.command(service),
            cwd=ROOT,
            env=self.environment(service),
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )

    def log(self, service):
        return (self.var / f"{service}.log").read_text(encoding="utf-8")

    def start(self, *services):
        for service in services:
            self.running[service] = subprocess.Popen(
                self.command(service),
                cwd=ROOT,
                env=self.environment(service),
                stdout=(self.var / f"{service}.log").open("a"),
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def stop(self, *services, how=signal.SIGTERM):
        for service in services:
            process = self.running.pop(service)
            if process.poll() is None:
                os.killpg(process.pid, how) if how == signal.SIGKILL else process.send_signal(how)
                process.wait(60)

    def stop_all(self):
        for service, process in list(self.running.items()):
            if process.poll() is None:
                self.stop(service, how=signal.SIGKILL)

    def get(self, path, timeout=10, **headers):
        """Ask the web server as the proxy does; return status, headers and body."""
        asked = {"Host": "mentoring.example.org", "X-Forwarded-Proto": "https", **headers}
        question = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=asked)
        try:
            with urllib.request.build_opener(NoRedirect).open(question, timeout=timeout) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers, answer.read()
        except OSError:
            return 0, {}, b""

    def health(self, timeout=10):
        status, _headers, body = self.get("/health/", timeout=timeout)
        return status, json.loads(body or "{}").get("missing")

    def wait_for(self, health, seconds=150):
        def complaint():
            logs = "\n".join(f"── {name}\n{self.log(name)[-2000:]}" for name in self.running)
            return f"expected {health}, got {self.health()}\n{logs}"

        wait_until(lambda: self.health() == health, seconds, complaint)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer, not something to follow."""

    def redirect_request(self, *_):
        return None
