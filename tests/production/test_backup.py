"""`manage.py backup FILE` and `restore FILE`, as an administrator runs them, on both databases."""

import os
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.utils import timezone

from kernel.backup.archive import check

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "пароль для копий"
SERVER = os.environ.get("DATABASE_URL", "")
ON_POSTGRESQL = SERVER.startswith("postgres")


class Installation:
    """One installation in a folder of its own, on SQLite or on a database of our server."""

    def __init__(self, folder, url):
        self.folder = folder
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "mentoring.settings.one_computer",
            "VAR_DIR": str(folder),
            "DATABASE_URL": url,
            "REDIS_URL": "",
            "BACKUP_PASSWORD": PASSWORD,
        }

    def manage(self, *command, fails=False, **more):
        done = subprocess.run(
            [sys.executable, "manage.py", *map(str, command)],
            cwd=ROOT, env={**self.environment, **more}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert bool(done.returncode) is fails, done.stdout + done.stderr
        return done.stderr if fails else done.stdout

    def run(self, code):
        """What some Python says inside the installation."""
        names = "from accounts.models import User; from kernel.models import Heartbeat; "
        return self.manage("shell", "-v0", "-c", names + code).strip()


def on_sqlite(folder):
    folder.mkdir(exist_ok=True)
    return Installation(folder, f"sqlite:///{folder / 'mentoring.db'}")


@contextmanager
def scratch_database():
    """A database of our own on the server that the tests run on."""
    server = psycopg2.connect(SERVER)
    server.autocommit = True
    name = f"backup_{os.getpid()}"
    with server.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield urlsplit(SERVER)._replace(path=f"/{name}").geturl()
    finally:
        with server.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        server.close()


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """An installation with one person and one uploaded file, and a backup of it."""
    folder = tmp_path_factory.mktemp("installation")
    if ON_POSTGRESQL:
        with scratch_database() as url:
            yield begun(Installation(folder, url))
    else:
        yield begun(on_sqlite(folder))


def begun(made):
    """Begin, upload, back up. The version is one before the last: a restore brings it up to date."""
    made.manage("migrate", "-v0")
    made.manage(
        "begin",
        "--centre",
        "Центр",
        "--login",
        "anna",
        "--last-name",
        "Ёлкина",
        "--first-name",
        "Анна",
    )
    made.scan = made.folder / "media" / "scans" / "согласие.pdf"
    made.scan.parent.mkdir(parents=True)
    made.scan.write_bytes(b"%PDF-1")
    made.manage("migrate", "mfa", "0002", "-v0")
    made.file = made.folder / "copy.backup"
    made.said = made.manage("backup", made.file)
    made.remembered = made.run("print(Heartbeat.objects.get().part)")
    return made


def sums_of(file):
    with file.open("rb") as source:
        return check(source, password=PASSWORD)[1]


def test_a_backup_is_verified_by_a_full_restore_and_read_by_its_owner_only(installation):
    assert "полным восстановлением" in installation.said
    assert installation.file.stat().st_mode & 0o777 == 0o600


def test_the_day_of_a_backup_is_remembered_in_the_installation(installation):
    assert installation.remembered == "backup"


def test_what_was_lost_is_back_after_a_restore(installation):
    media = installation.folder / "media"
    installation.run("User.objects.update(last_name='Другая')")
    installation.scan.write_bytes(b"other")
    (media / "new.pdf").write_bytes(b"new")

    restored = installation.manage("restore", installation.file)

    assert "Восстановлено" in restored
    assert installation.run("print(User.objects.get().last_name)") == "Ёлкина"
    assert installation.scan.read_bytes() == b"%PDF-1"
    assert not (media / "new.pdf").exists()
    assert "[ ]" not in installation.manage("showmigrations", "mfa")


def test_a_failed_restore_leaves_everything_as_it_was(installation, tmp_path):
    cut = tmp_path / "cut.backup"
    cut.write_bytes(installation.file.read_bytes()[:-40])

    torn = installation.manage("restore", cut, fails=True)
    closed = installation.manage("restore", installation.file, fails=True, BACKUP_PASSWORD="другой")
    other = installation.manage("restore", ROOT / "manage.py", fails=True)

    assert "не открывается" in torn
    assert "не открывается" in closed
    assert "не резервная копия" in other
    assert installation.run("print(User.objects.get().last_name)") == "Ёлкина"
    assert installation.scan.exists()


def test_nothing_is_restored_while_the_program_runs(installation):
    beaten = (timezone.now() + timedelta(minutes=5)).isoformat()
    installation.run(f"Heartbeat.objects.create(part='worker', beaten_at='{beaten}')")

    said = installation.manage("restore", installation.file, fails=True)

    installation.run("Heartbeat.objects.all().delete()")
    assert "Программа работает" in said


@pytest.mark.skipif(not ON_POSTGRESQL, reason="needs both databases")
def test_an_installation_moves_from_one_database_to_the_other_and_back(installation, tmp_path):
    second = tmp_path / "second.backup"
    small = on_sqlite(tmp_path / "small")

    small.manage("restore", installation.file)
    small.manage("backup", second, "--without-trial")
    installation.manage("restore", second)

    assert sums_of(installation.file) == sums_of(second)
    assert installation.run("print(User.objects.get().last_name)") == "Ёлкина"
