"""Start web, worker and beat together, keep them running, stop them together.

Called by script/server inside the virtual environment. Needs nothing but the standard library.
"""

import atexit
import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var"))
HOST = os.environ.get("HOST", "127.0.0.1")
PORT = os.environ.get("PORT", "8000")
ADDRESS = f"http://localhost:{PORT}"

LOG_BYTES = 5 * 1024 * 1024
PATIENCE_SECONDS = {signal.SIGTERM: 10, signal.SIGQUIT: 5, signal.SIGKILL: 5}
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1, 30
HEALTHY_SECONDS = 60


@dataclass
class Program:
    """One of the programs: how it is started, and how often it has died lately."""

    name: str
    command: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0
    pause_seconds: float = FIRST_PAUSE_SECONDS
    resting_until: float = field(default=0)

    @property
    def log(self) -> Path:
        """What the program says goes there."""
        return VAR / "logs" / f"{self.name}.log"

    def start(self) -> None:
        """Start the program in a group of its own, so that Ctrl-C reaches only us."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_the_supervisor,  # noqa: PLW1509 -- one system call
            )
        self.started_at = time.monotonic()

    def watch(self) -> None:
        """Start the program again when it has died, each time a little later."""
        if self.process is None:
            if time.monotonic() >= self.resting_until:
                self.start()
        elif (code := self.process.poll()) is not None:
            if time.monotonic() - self.started_at > HEALTHY_SECONDS:
                self.pause_seconds = FIRST_PAUSE_SECONDS
            say(
                f"{self.name} has stopped (code {code}); starting it again in"
                f" {self.pause_seconds:g} s. Its last words are in {self.log}"
            )
            self.kill_group()
            self.process = None
            self.resting_until = time.monotonic() + self.pause_seconds
            self.pause_seconds = min(self.pause_seconds * 2, LONGEST_PAUSE_SECONDS)

    def kill_group(self) -> None:
        """End what a dead program may have left behind."""
        if self.process:
            self.send(signal.SIGKILL)

    def send(self, number: signal.Signals) -> None:
        """Send a signal: a polite one to the program, the last one to all its children too."""
        if self.process is None:
            return
        try:
            if number == signal.SIGKILL:
                os.killpg(self.process.pid, number)
            elif self.process.poll() is None:
                self.process.send_signal(number)
        except (ProcessLookupError, PermissionError):
            return

    def has_stopped(self) -> bool:
        """Tell whether nothing of it runs."""
        return self.process is None or self.process.poll() is not None


def programs() -> list[Program]:
    """Return web, worker and beat as they run on one computer."""
    python = str(BIN / "python")
    celery = [python, "-m", "celery", "-A", "mentoring", "--quiet"]
    return [
        Program(
            "web",
            [
                *[python, "-m", "gunicorn", "mentoring.wsgi", "--bind", f"{HOST}:{PORT}"],
                *["--worker-class", "gthread", "--workers", "2", "--threads", "4"],
                *["--timeout", "60", "--graceful-timeout", "8", "--no-control-socket"],
                "--preload",
            ],
        ),
        Program(
            "worker",
            [
                *[*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"],
                *["--without-gossip", "--without-mingle", "--without-heartbeat"],
            ],
        ),
        Program("beat", [*celery, "beat", "--loglevel", "WARNING", "--pidfile="]),
    ]


def die_with_the_supervisor() -> None:
    """Ask Linux to stop this program when the supervisor itself is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def say(sentence: str = "") -> None:
    """Print at once, also into a pipe."""
    print(sentence, flush=True)


def only_one() -> object:
    """Hold the lock of this data folder for as long as we live."""
    VAR.mkdir(parents=True, exist_ok=True)
    lock = (VAR / "server.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        sys.exit(f"It runs already with the data in {VAR}. Stop it first, or set another VAR_DIR.")
    return lock


def port_is_free() -> None:
    """Stop with a sentence when somebody else has the port."""
    if not PORT.isdecimal():
        sys.exit(f"PORT is {PORT!r}; expected a number, for example PORT=8080 script/server")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(PORT)))
        except (OSError, OverflowError) as trouble:
            sys.exit(
                f"Port {PORT} cannot be used ({trouble}). Choose another: PORT=8080 script/server"
            )


def fresh_logs() -> None:
    """Begin new log files when the old ones have grown large; keep one generation."""
    folder = VAR / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    for log in folder.glob("*.log"):
        if log.stat().st_size > LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))


def manage(*arguments: str) -> int:
    """Run a command of manage.py to its end, or to ours."""
    command = subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        preexec_fn=die_with_the_supervisor,  # noqa: PLW1509 -- one system call
    )
    atexit.register(command.terminate)
    return command.wait()


def answers() -> bool:
    """Tell whether the web server gives any answer at all."""
    host = "127.0.0.1" if HOST in {"0.0.0.0", "::"} else HOST  # noqa: S104 -- compared, not bound
    try:
        with urllib.request.urlopen(f"http://{host}:{PORT}/health/", timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def greet() -> None:
    """Print the address, and in the demo who can sign in."""
    say()
    say(f"  Open   {ADDRESS}")
    say(f"  Откройте в браузере {ADDRESS}")
    if demo_is("done"):
        say()
        say((VAR / "sign-ins").read_text(encoding="utf-8").rstrip())
    say()
    say(f"  Data and logs: {VAR}. Stop with Ctrl-C (остановить: Ctrl-C).")


def demo_is(state: str) -> bool:
    """Tell what `manage.py make_ready` has noted about the demo region."""
    kept = VAR / "demo"
    return kept.exists() and kept.read_text() == state


def stop_all(running: list[Program]) -> None:
    """Ask politely, then less politely, then kill. Nothing is lost: unfinished work is a row."""
    say("\nStopping …")
    for number, patience in PATIENCE_SECONDS.items():
        for program in running:
            program.send(number)
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if all(program.has_stopped() for program in running):
                break
            time.sleep(0.05)
        if all(program.has_stopped() for program in running):
            break
    for program in running:
        program.kill_group()
    say("Stopped.")


def keep_running(running: list[Program]) -> NoReturn:
    """Start web first, so that the page is there soon; then the others; and watch over them."""
    waiting = programs()
    running.append(waiting.pop(0))
    while True:
        for program in running:
            program.watch()
        if waiting and answers():
            running.extend(waiting)
            waiting.clear()
            greet()
        time.sleep(0.2)


class Stopped(Exception):
    """Somebody pressed Ctrl-C or asked the process to end."""


def stop_when_asked(number: int, _frame: FrameType | None) -> None:
    """Leave the main loop; a second Ctrl-C does not interrupt the stopping."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Stopped


def main() -> int:
    """Prepare, start, watch, stop."""
    os.umask(0o077)  # the data are people's; nobody else on this computer may read them
    os.environ.setdefault("SITE_URL", ADDRESS)
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    os.environ["VAR_DIR"] = str(VAR)
    signal.signal(signal.SIGINT, stop_when_asked)
    signal.signal(signal.SIGTERM, stop_when_asked)
    running: list[Program] = []
    lock = only_one()
    try:
        port_is_free()
        fresh_logs()
        if code := manage("make_ready"):
            return code
        if demo_is("unwanted"):
            os.environ["DEMO"] = "0"
        keep_running(running)
    except Stopped:
        stop_all(running)
        return 0
    finally:
        del lock


if __name__ == "__main__":
    sys.exit(main())
