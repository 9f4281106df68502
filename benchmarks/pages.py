"""Main pages on PostgreSQL with 3,000 people, against a bare signed-in view of 20 kB beside them.

Each page is measured in turn with the bare view, so that a noisy machine weighs on both alike.
The ratios are CPU per request, median and 95th percentile at one client, throughput at eight.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any, TextIO
from urllib.parse import urlencode

from benchmarks.load import Cost, ask, cpu_seconds, tree
from benchmarks.tables import draw
from tests import services

ROUNDS = int(os.environ.get("BENCHMARK_ROUNDS", "3"))
SECONDS = float(os.environ.get("BENCHMARK_SECONDS", "3"))
PEOPLE = int(os.environ.get("BENCHMARK_PEOPLE", "3000"))
# What the reverse proxy says in production: the person came by TLS.
PROXIED = {"X-Forwarded-Proto": "https"}
ROOT = Path(__file__).resolve().parents[1]

PREPARE = """
import json
from django.db import connection
from django.test import Client
from accounts.models import Membership
from participants.models import Person
# What PostgreSQL does by itself within a minute of such a load.
with connection.cursor() as cursor:
    cursor.execute("ANALYZE")
membership = Membership.objects.get(user__username="demo-curator")

def session(backend):
    client = Client(HTTP_HOST="localhost")
    client.force_login(membership.user, backend=backend)
    return client.cookies["sessionid"].value

mentees = Person.objects.filter(organization=membership.organization, mentee__isnull=False)
person = mentees.order_by("pk")[20]
print(json.dumps({
    "session": session("allauth.account.auth_backends.AuthenticationBackend"),
    "bare": session("django.contrib.auth.backends.ModelBackend"),
    "person": person.pk,
}))
"""


@dataclass(frozen=True)
class Page:
    """A page to measure, and the ratio of CPU we want it to stay under."""

    name: str
    method: str
    path: str
    expect: int
    goal: float
    body: Callable[[], bytes] | None = None
    signed_in: bool = True


@dataclass(frozen=True)
class Server:
    """A server that is measured: where it answers, its process and that of its database."""

    port: int
    pid: int
    database: int


def pages(person: int) -> list[Page]:
    """The main pages, with the goals of the performance study."""
    return [
        Page("list with filters", "GET", "/people/mentees/", 200, 3.5),
        Page("list, search", "GET", "/people/mentees/?" + urlencode({"q": "ёлкин"}), 200, 3.5),
        Page("detail", "GET", f"/people/{person}/", 200, 3.0),
        Page("dashboard", "GET", "/", 200, 3.0),
        Page("saving a form", "POST", "/notices/settings/", 302, 2.0, _settings),
        Page("public page", "GET", "/sign-in/", 200, 1.5, signed_in=False),
    ]


def _settings() -> bytes:
    return urlencode({"delivery": "at_once", "csrfmiddlewaretoken": "x" * 32}).encode()


def measure() -> dict[str, Any]:
    """Start everything, measure in rounds, stop everything."""
    with (
        services.postgres() as database,
        services.redis() as redis,
        tempfile.TemporaryDirectory() as folder,
    ):
        environment = _environment(database.url, redis.url, folder)
        _manage(environment, "migrate", "-v0")
        _manage(environment, "collectstatic", "--noinput", "-v0")
        _manage(environment, "demo", "--schools", "1", "--participants", str(PEOPLE))
        said = _prepared(environment)
        with (
            _served(environment, "mentoring.wsgi", database) as product,
            _served(environment, "benchmarks.bare:application", database) as bare,
        ):
            return {
                page.name: _compare(page, product, said["session"], bare, said["bare"])
                for page in pages(said["person"])
            }


def _environment(database: str, redis: str, folder: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mentoring.settings.production",
        "DATABASE_URL": database,
        "REDIS_URL": redis,
        "SECRET_KEY": "benchmark-" * 6,
        "SITE_URL": "http://localhost",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "DEMO": "1",
        "VAR_DIR": folder,
        "LOG_LEVEL": "ERROR",
    }


def _manage(environment: dict[str, str], *words: str) -> str:
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    ).stdout


def _prepared(environment: dict[str, str]) -> dict[str, Any]:
    return dict(
        json.loads(_manage(environment, "shell", "-v0", "-c", PREPARE).strip().splitlines()[-1])
    )


@contextmanager
def _served(
    environment: dict[str, str], application: str, database: services.Service
) -> Iterator[Server]:
    port = services.free_port()
    command = [
        sys.executable, "-m", "gunicorn", "-w", "2", "--no-control-socket",
        "-b", f"127.0.0.1:{port}", application,
    ]  # fmt: skip
    own = {**environment}
    if application.startswith("benchmarks"):
        own.pop("DJANGO_SETTINGS_MODULE")
    log = (Path(environment["VAR_DIR"]) / f"{port}.log").open("w+")
    server = subprocess.Popen(command, cwd=ROOT, env=own, stdout=log, stderr=log)
    try:
        _wait(port, log)
        yield Server(port, server.pid, database.process.pid)
    finally:
        server.terminate()
        server.wait(20)


def _wait(port: int, log: TextIO) -> None:
    for _ in range(100):
        try:
            asked = urllib.request.Request(f"http://127.0.0.1:{port}/sign-in/", headers=PROXIED)
            urllib.request.urlopen(asked, timeout=2).read()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    log.seek(0)
    raise RuntimeError(f"the server did not start: {log.read()}")


def _compare(
    page: Page, product: Server, session: str, bare: Server, bare_session: str
) -> dict[str, Any]:
    rounds = [
        (_cost(page, session, product, clients), _cost(BARE, bare_session, bare, clients), clients)
        for _ in range(ROUNDS)
        for clients in (1, 8)
    ]
    alone = [(ours, base) for ours, base, clients in rounds if clients == 1]
    together = [(ours, base) for ours, base, clients in rounds if clients != 1]
    cpu = median(ours.cpu_ms / base.cpu_ms for ours, base in alone)
    return {
        "cpu_ratio": cpu,
        "median_ratio": median(ours.median_ms / base.median_ms for ours, base in alone),
        "p95_ratio": median(ours.p95_ms / base.p95_ms for ours, base in alone),
        "throughput_ratio": median(base.per_second / ours.per_second for ours, base in together),
        "goal": page.goal,
        "cpu_ms": median(ours.cpu_ms for ours, _base in alone),
        "alone": asdict(alone[-1][0]),
        "bare": asdict(alone[-1][1]),
    }


BARE = Page("bare", "GET", "/", 200, 1.0)


def _cost(page: Page, session: str, server: Server, clients: int) -> Cost:
    headers = {"Host": "localhost", **PROXIED}
    if page.signed_in:
        headers["Cookie"] = f"sessionid={session}; csrftoken={'x' * 32}"
    if page.body:
        headers |= {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": "x" * 32,
            "Referer": "https://localhost/",
        }
    return ask(
        server.port,
        page.method,
        page.path,
        headers=headers,
        body=page.body,
        clients=clients,
        seconds=SECONDS,
        expect=page.expect,
        # What the database spends belongs to the page.
        cpu_of=lambda: cpu_seconds(lambda: [*tree(server.pid), *tree(server.database)]),
    )


def table(figures: dict[str, Any]) -> str:
    """A line a page."""
    return draw(
        ["page", "CPU ÷ bare", "goal", "median ÷ bare", "95 % ÷ bare", "per s (8)", "CPU ms"],
        [
            (
                name, said["cpu_ratio"], said["goal"], said["median_ratio"], said["p95_ratio"],
                said["throughput_ratio"], said["cpu_ms"],
            )
            for name, said in figures.items()
        ],
    )  # fmt: skip
