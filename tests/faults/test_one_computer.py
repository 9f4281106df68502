"""One computer, as script/server runs it: programs that die are started again, all stop together."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.services import free_port, wait_until

pytestmark = [
    pytest.mark.services,
    pytest.mark.sqlite_only,
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
]

ROOT = Path(__file__).resolve().parents[2]


class Server:
    """script/supervise.py with a data folder and a port of its own."""

    def __init__(self, folder, **environment):
        self.folder = folder
        self.port = free_port()
        self.said = folder / "said"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "VAR_DIR": str(folder / "var"),
            "PORT": str(self.port),
            "DEMO": "0",
            **environment,
        }

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, "script/supervise.py"],
            cwd=ROOT,
            env=self.environment,
            stdout=self.said.open("w"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        return self

    def health(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/", timeout=5) as page:
                return json.load(page)["missing"]
        except urllib.error.HTTPError as page:
            return json.load(page)["missing"]
        except OSError:
            return None

    def wait_until_well(self):
        wait_until(lambda: self.health() == [], 240, lambda: f"{self.health()} {self.says()}")

    def says(self):
        return self.said.read_text(encoding="utf-8")

    def children(self):
        """Return the programs by name: what stands right below the supervisor, and its number."""
        names = {"gunicorn": "web", "worker": "worker", "beat": "beat"}
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
                words = (folder / "cmdline").read_text().split("\0")
            except (FileNotFoundError, ProcessLookupError):
                continue
            if parent == str(self.process.pid):
                found |= {name: int(folder.name) for word, name in names.items() if word in words}
        return found

    def leftovers(self):
        """Return the numbers of processes that still work in our data folder."""
        marker = f"VAR_DIR={self.folder / 'var'}".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if marker in (folder / "environ").read_bytes().split(b"\0"):
                    found.append(int(folder.name))
            except OSError:
                continue
        return found

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        return self.process.wait(40)


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    yield server
    for number in server.leftovers():
        os.kill(number, signal.SIGKILL)


def test_programs_that_are_killed_come_back_and_all_stop_together(server, tmp_path):
    server.start()
    server.wait_until_well()

    a_second_start_on_the_same_data_is_refused(tmp_path)
    the_killed_come_back(server)
    the_data_are_for_their_owner_only(server.folder / "var")
    code = server.stop(signal.SIGINT)

    assert f"http://localhost:{server.port}" in server.says()
    assert server.says().rstrip().endswith("Stopped.")
    assert code == 0
    assert server.leftovers() == []


def a_second_start_on_the_same_data_is_refused(folder):
    second = Server(folder)
    second.said = folder / "second"

    assert second.start().process.wait(60) == 1
    assert "It runs already with the data in" in second.says()


def the_killed_come_back(server):
    before = server.children()
    assert set(before) == {"web", "worker", "beat"}

    for name in ["worker", "web"]:
        os.kill(before[name], signal.SIGKILL)
    wait_until(lambda: len(server.children()) == 3 and server.children() != before, 120)
    server.wait_until_well()

    after = server.children()
    assert after["beat"] == before["beat"]
    assert not {after["web"], after["worker"]} & set(before.values())
    assert "worker has stopped (code -9)" in server.says()


def the_data_are_for_their_owner_only(var):
    open_to_others = [path for path in [var, *var.rglob("*")] if path.stat().st_mode & 0o077]

    assert open_to_others == []


def test_a_supervisor_that_is_killed_leaves_nothing_running(server):
    server.start()
    server.wait_until_well()

    server.process.kill()

    wait_until(lambda: server.leftovers() == [], 60, lambda: str(server.leftovers()))


@pytest.mark.parametrize("port", ["eighty", "99999999"])
def test_a_port_that_is_no_port_is_named(server, port):
    server.environment["PORT"] = port

    code = server.start().process.wait(60)

    assert code == 1
    assert port in server.says()
    assert "Traceback" not in server.says()
