"""A PostgreSQL and a Redis of our own, on free ports, gone when the tests are over.

with postgres() as database_url, redis() as redis_url: …
python -m tests.services pytest …      runs a command with both in its environment
"""

import argparse
import contextlib
import ctypes
import getpass
import os
import pwd
import random
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

# Ports that the system gives to outgoing connections begin here; below it nobody takes ours.
EPHEMERAL = 32768
QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


class Missing(RuntimeError):
    """A program that the tests need is not on this computer."""


@dataclass
class Service:
    """A server that a test may stop, kill, freeze and start again."""

    url: str
    command: list
    port: int
    user: str
    log: Path
    process: subprocess.Popen | None = None

    def start(self):
        self.process = subprocess.Popen(
            self.command,
            user=self.user if os.getuid() == 0 else None,
            extra_groups=[] if os.getuid() == 0 else None,
            stdout=self.log.open("a"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=stop_with_the_parent,  # noqa: PLW1509 -- one system call, no lock of Python's
            cwd="/",
        )
        wait_until(
            self.answers, 30, lambda: f"{self.command[0]} did not start: {self.log.read_text()}"
        )

    def answers(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"{self.command[0]} stopped: {self.log.read_text()}")
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
        except OSError:
            return False

    def stop(self, how=signal.SIGINT):
        """SIGINT is a fast stop for PostgreSQL and for Redis; SIGKILL is the plug."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, how)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    def freeze(self):
        """The black hole: it accepts connections and never answers."""
        os.killpg(self.process.pid, signal.SIGSTOP)

    def thaw(self):
        os.killpg(self.process.pid, signal.SIGCONT)


def stop_with_the_parent():
    """Ask Linux to stop this process when the one that started it is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)


def wait_until(holds, seconds, complaint=lambda: "it did not happen in time"):
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            raise TimeoutError(complaint())
        time.sleep(0.05)


def free_port():
    for _ in range(200):
        port = random.randrange(20000, EPHEMERAL)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("no free port between 20000 and 32768")


def servant():
    """The user that owns the servers: PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return getpass.getuser()
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise Missing("no user to run PostgreSQL as; root is refused by PostgreSQL itself")


def program(name):
    """Find a program; Debian keeps PostgreSQL's outside the path."""
    homes = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda home: -int(home.parent.name)
    )
    found = next((home / name for home in homes if (home / name).exists()), None) or shutil.which(
        name
    )
    if not found:
        raise Missing(f"{name} is not installed (Debian: apt-get install postgresql redis-server)")
    return str(found)


@contextlib.contextmanager
def folder():
    """A temporary folder that the servers' user may use."""
    path = Path(tempfile.mkdtemp(prefix="mentoring-services-"))
    try:
        if os.getuid() == 0:
            shutil.chown(path, servant())
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def running(service):
    service.start()
    try:
        yield service
    finally:
        with contextlib.suppress(ProcessLookupError):
            service.thaw()
        service.stop()


@contextlib.contextmanager
def postgres(*, durable=False):
    """A fresh cluster with one database `mentoring` that its owner may drop and create."""
    with folder() as home:
        user, port = servant(), free_port()
        as_servant = {"user": user, "extra_groups": []} if os.getuid() == 0 else {}
        password = secrets.token_hex(16)
        (home / "password").write_text(password)
        if as_servant:
            shutil.chown(home / "password", user)
        initdb = [
            program("initdb"),
            "-D",
            str(home / "data"),
            "-U",
            "mentoring",
            "-A",
            "scram-sha-256",
        ]
        initdb += ["--pwfile", str(home / "password"), "-E", "UTF8", "--locale=C.UTF-8", "-N"]
        subprocess.run(initdb, check=True, capture_output=True, cwd="/", **as_servant)
        options = [f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={home}"]
        options += ["max_connections=60", *([] if durable else QUICK)]
        command = [program("postgres"), "-D", str(home / "data")]
        command += [part for option in options for part in ("-c", option)]
        url = f"postgres://mentoring:{password}@127.0.0.1:{port}/mentoring"
        service = Service(url, command, port, user, home / "postgres.log")
        with running(service):
            wait_until(lambda: _create_database(home, port, password), 30)
            yield service


def _create_database(home, port, password):
    done = subprocess.run(
        [program("createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "mentoring", "mentoring"],
        env={**os.environ, "PGPASSWORD": password},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode == 0 or "already exists" in done.stderr


@contextlib.contextmanager
def redis():
    """A Redis with a password that keeps what it has said yes to."""
    with folder() as home:
        port, password = free_port(), secrets.token_hex(16)
        command = [program("redis-server"), "--port", str(port), "--bind", "127.0.0.1"]
        command += ["--dir", str(home), "--requirepass", password, "--appendonly", "yes"]
        command += ["--maxmemory-policy", "noeviction", "--save", ""]
        url = f"redis://:{password}@127.0.0.1:{port}/0"
        with running(Service(url, command, port, servant(), home / "redis.log")) as service:
            yield service


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    command = parser.parse_args().command
    # Stopped from outside, leave through the `finally`s.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with postgres() as database, redis() as broker:
        urls = {"DATABASE_URL": database.url, "REDIS_URL": broker.url}
        sys.exit(subprocess.run(command, env={**os.environ, **urls}, check=False).returncode)


if __name__ == "__main__":
    main()
