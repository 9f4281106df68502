"""A whole installation for a journey, its records, and the people who walk through it.

Web, worker and beat run as programs of their own with a fresh database: SQLite and the embedded
broker, or, where DATABASE_URL and REDIS_URL are set, PostgreSQL and Redis.
"""

import contextlib
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from django.utils import translation
from playwright.sync_api import Error, expect

from tests.services import free_port, stop_with_the_parent, wait_until

ROOT = Path(__file__).resolve().parents[2]
DESK, PHONE = 1280, 360
# A job of the journey takes seconds; the computer may be busy with other tests.
PATIENCE_MS = 60_000


class Installation:
    """Web, worker and beat with a database and a folder of their own."""

    def __init__(self, var, database_url="", redis_url=""):
        self.var, self.port, self.programs = var, free_port(), []
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DEBUG"},
            "DJANGO_SETTINGS_MODULE": "tests.journeys.settings",
            "VAR_DIR": str(var),
            "SITE_URL": self.url,
            "DEMO": "0",
            "DATABASE_URL": database_url or f"sqlite:///{var / 'mentoring.db'}",
            "REDIS_URL": redis_url,
        }

    def start(self):
        self.run("manage.py", "migrate", "--verbosity", "0")
        self.run("manage.py", "load_presets")
        celery = ["-m", "celery", "-A", "mentoring", "--quiet"]
        web = ["-m", "gunicorn", "mentoring.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        self.begin("web", *web, "--worker-class", "gthread", "--threads", "4", "--timeout", "90")
        self.begin("worker", *celery, "worker", "--concurrency", "1", "--loglevel", "INFO")
        self.begin("beat", *celery, "beat", "--pidfile=")
        wait_until(self.is_well, 90, self.complaint)

    def run(self, *command):
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def begin(self, name, *command, **pipes):
        log = (self.var / f"{name}.log").open("a")
        program = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment,
            stderr=log,
            **{"stdout": log, "stdin": subprocess.DEVNULL, **pipes},
            start_new_session=True,
            preexec_fn=stop_with_the_parent,  # noqa: PLW1509 -- one system call, no lock of Python's
        )
        log.close()
        self.programs.append(program)
        return program

    def is_well(self):
        with contextlib.suppress(OSError):
            return urllib.request.urlopen(f"{self.url}/health/", timeout=5).status == 200
        return False

    def complaint(self):
        logs = sorted(self.var.glob("*.log"))
        return "\n".join(f"── {log.name}\n{log.read_text()[-3000:]}" for log in logs)

    def troubles(self):
        """What the programs have said about errors of their own."""
        logs = [(self.var / f"{name}.log").read_text() for name in ("web", "worker", "beat")]
        return [log[log.index("Traceback") :][:3000] for log in logs if "Traceback" in log]

    def stop(self):
        for program in reversed(self.programs):
            if program.poll() is None:
                program.terminate()
        for program in reversed(self.programs):
            for pipe in (program.stdin, program.stdout):
                if pipe:
                    pipe.close()
            try:
                program.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(program.pid, signal.SIGKILL)
                program.wait()


@contextlib.contextmanager
def installation(var):
    """An installation that runs, of the shape that the environment of the tests has."""
    with _database() as database_url:
        installed = Installation(var, database_url, os.environ.get("REDIS_URL", ""))
        try:
            installed.start()
            yield installed
        finally:
            installed.stop()


@contextlib.contextmanager
def _database():
    """A database of our own beside the one of the tests, where there is a PostgreSQL."""
    known = os.environ.get("DATABASE_URL", "")
    if not known.startswith("postgres"):
        yield ""
        return
    name = f"journey_{secrets.token_hex(4)}"
    _say_to_postgres(known, f"CREATE DATABASE {name}")
    try:
        yield urlsplit(known)._replace(path=f"/{name}").geturl()
    finally:
        _say_to_postgres(known, f"DROP DATABASE {name} WITH (FORCE)")


def _say_to_postgres(url, sentence):
    connection = psycopg2.connect(url)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sentence)
    finally:
        connection.close()


class Records:
    """Asks the process beside the server: `records.notices(of="director")`."""

    def __init__(self, installed):
        self.process = installed.begin(
            "records",
            "-m",
            "tests.journeys.answering",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.installed = installed

    def __getattr__(self, name):
        def ask(**facts):
            self.process.stdin.write(json.dumps([name, facts], default=str) + "\n")
            self.process.stdin.flush()
            said = self.process.stdout.readline()
            assert said, self.installed.complaint()
            answer = json.loads(said)
            assert "trouble" not in answer, answer["trouble"]
            return answer["answer"]

        return ask


def said(text):
    """Say in Russian what a page says; the journey is written in the words of the sources."""
    with translation.override("ru"):
        return translation.gettext(text)


class Visitor:
    """Somebody in front of a screen of some width: what they open, press, fill in and read."""

    def __init__(self, browser, url, width):
        self.url, self.width = url, width
        self.context = browser.new_context(
            viewport={"width": width, "height": 800},
            locale="ru-RU",
            reduced_motion="reduce",
            base_url=url,
            accept_downloads=True,
        )
        self.context.set_default_timeout(15_000)
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", self._note)
        self.page.on("dialog", lambda dialog: dialog.accept())

    def _note(self, response):
        if response.status >= 500:
            self.complaints.append(f"{response.status} {response.url}")

    def sign_in(self, login, password):
        self.open("/sign-in/")
        self.fill("E-mail or login name", login)
        self.page.locator("input[type=password]").fill(password)
        self.press("Sign in")
        expect(self.page).not_to_have_url(re.compile("/sign-in/"))
        return self

    def open(self, path):
        answer = self.page.goto(path)
        assert answer.status < 400, f"{answer.status} {path}\n{self.text}"
        self.look()

    def look(self):
        """Nothing sticks out of the screen, whatever the page."""
        assert self.complaints == [], f"{self.complaints}\n{self.text}"
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.width, f"{self.page.url} is {wide} wide on {self.width}"

    def fill(self, label, value, exact=False):
        field = self.page.get_by_label(said(label), exact=exact).first
        self._do(lambda: field.fill(value))
        assert field.input_value() == value, f"«{label}» does not take «{value}»"

    def choose(self, label, option):
        self._do(
            lambda: self.page.get_by_label(said(label)).first.select_option(label=said(option))
        )

    def tick(self, label, exact=False):
        self._do(self.page.get_by_label(said(label), exact=exact).first.check)

    def give(self, label, path):
        self._do(lambda: self.page.get_by_label(said(label)).first.set_input_files(path))

    def press(self, name, within="main", patience=15_000):
        """Press the button, or follow the link, of this name."""
        self._do(lambda: self._called(said(name), within).click(timeout=patience))
        self.page.wait_for_load_state()
        self.look()

    def agree(self, name):
        """Press a button that asks whether that is meant, and say yes."""
        self._do(self._called(said(name), "main").click)
        with self.page.expect_navigation():
            self._do(self.page.locator("dialog [data-confirm-yes]").click)
        self.look()

    def take(self, name, patience=PATIENCE_MS):
        """Press what hands out a file, and return the file."""
        with self.page.expect_download(timeout=patience) as handed:
            self._do(lambda: self._called(said(name), "main").click(timeout=patience))
        return handed.value.path().read_bytes()

    def _called(self, name, within):
        inside = self.page.locator(within)
        buttons = inside.get_by_role("button", name=name, exact=True)
        return buttons.or_(inside.get_by_role("link", name=name, exact=True)).first

    def sees(self, *sentences):
        for sentence in map(said, sentences):
            try:
                expect(self.page.locator("body")).to_contain_text(sentence, timeout=15_000)
            except AssertionError:
                raise AssertionError(
                    f"«{sentence}» is not on {self.page.url}\n{self.text}"
                ) from None

    def file(self, path):
        """Download what stands at an address."""
        answer = self.context.request.get(path)
        assert answer.ok, f"{answer.status} {path}"
        return answer.body()

    @property
    def text(self):
        return self.page.locator("body").inner_text()[:4000]

    def _do(self, deed):
        try:
            deed()
        except Error as error:
            raise AssertionError(f"{error}\n{self.page.url}\n{self.text}") from None
