"""A folder that holds messages and loses none: what the embedded broker stands on.

    drafts/                             being written; nobody looks here
    queues/<queue>/<message>            waiting
    claimed/<owner>/<queue>/<message>   delivered, not yet done
    claimed/<owner>.lock                locked by the owning process while it lives
    parked/                             what cannot be read, or killed its reader three times
    bindings/<exchange>.json            which queues an exchange feeds

A message is called <rank>-<moment>-<id>.<tries>: the order of names is the order of service.

Every step is one rename, so a process killed at any moment leaves a message in exactly one place.
A lock dies with its process (kill -9 too): whoever finds a free lock gives the claims back.
The folder must be on a local disk. Files are not forced to the platter: the database is the truth
and is swept, a power cut may forget a wake-up (docs/decisions/0002).
"""

import atexit
import fcntl
import json
import os
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import IO
from urllib.parse import quote, unquote

REAP_SECONDS = 5.0
ABANDONED_SECONDS = 3600.0
MOST_TRIES = 3
LOWEST_PRIORITY, HIGHEST_PRIORITY = 0, 9

Binding = tuple[str, str, str]


@dataclass(frozen=True)
class Claim:
    """One message that this process has taken and not yet finished."""

    queue: str
    path: Path

    def read(self) -> str:
        """Return the text of the message."""
        return self.path.read_text(encoding="utf-8")


@dataclass(frozen=True)
class _Owner:
    """A process that claims: its folder, and the open file whose lock says that it lives."""

    name: str
    lock: IO[str]


# POSIX locks do not exclude inside one process, so a process has one owner for each folder.
_owners: dict[tuple[Path, int], _Owner] = {}
_owners_lock = Lock()


class Spool:
    """The folder, seen by one process. Any number of processes may use it at once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._reaped_at = 0.0

    def put(self, queue: str, text: str, *, priority: int = LOWEST_PRIORITY) -> None:
        """Publish a message: whole under a passing name, then visible at once."""
        rank = HIGHEST_PRIORITY - max(LOWEST_PRIORITY, min(HIGHEST_PRIORITY, priority))
        name = f"{rank}-{time.time_ns():020d}-{uuid.uuid4().hex}.0"
        draft = self._folder("drafts") / name
        draft.write_text(text, encoding="utf-8")
        self._into_queue(draft, queue, name)

    def claim(self, queue: str) -> Claim | None:
        """Take the first waiting message, or nothing. Two processes never take the same one."""
        self._reap_now_and_then()
        waiting = self._waiting(queue)
        if not waiting:
            return None
        mine = self._folder("claimed", self._owner().name, _safe(queue))
        for name in waiting:
            with suppress(FileNotFoundError):
                (self._queue(queue) / name).rename(mine / name)
                return Claim(queue, mine / name)
        return None

    def finish(self, claim: Claim) -> None:
        """Forget a message that is done. Asked twice, do it once."""
        claim.path.unlink(missing_ok=True)

    def give_back(self, claim: Claim, *, tried: bool) -> None:
        """Let another process take the message; park it when it was tried too often."""
        name = claim.path.name
        if tried:
            body, _, tries = name.rpartition(".")
            count = int(tries) + 1 if tries.isdecimal() else MOST_TRIES
            if count >= MOST_TRIES:
                self.park(claim)
                return
            name = f"{body}.{count}"
        with suppress(FileNotFoundError):
            self._into_queue(claim.path, claim.queue, name)

    def park(self, claim: Claim) -> None:
        """Put a message aside for a person to look at; nobody takes it any more."""
        parked = self._folder("parked") / f"{_safe(claim.queue)}@{claim.path.name}"
        with suppress(FileNotFoundError):
            claim.path.rename(parked)

    def size(self, queue: str) -> int:
        """Count the waiting messages."""
        return len(self._waiting(queue))

    def purge(self, queue: str) -> int:
        """Drop the waiting messages and count them."""
        count = 0
        for name in self._waiting(queue):
            with suppress(FileNotFoundError):
                (self._queue(queue) / name).unlink()
                count += 1
        return count

    def remove(self, queue: str) -> None:
        """Drop a queue. One that is being filled at this moment stays."""
        self.purge(queue)
        with suppress(OSError):
            self._queue(queue).rmdir()

    def bindings(self, exchange: str) -> list[Binding]:
        """Return what is bound to an exchange: (routing key, pattern, queue)."""
        try:
            rows = json.loads(self._bindings_file(exchange).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return []
        return [(key, pattern, queue) for key, pattern, queue in rows]

    def bind(self, exchange: str, binding: Binding) -> None:
        """Bind a queue to an exchange; twice is once."""
        if binding not in self.bindings(exchange):
            self._edit_bindings(
                exchange, lambda rows: [*(row for row in rows if row != binding), binding]
            )

    def unbind(self, exchange: str, binding: Binding) -> None:
        """Take a binding away, if it is there."""
        self._edit_bindings(exchange, lambda rows: [row for row in rows if row != binding])

    def reap(self) -> int:
        """Give back what dead processes had claimed, and count it."""
        count = 0
        for lock_file in sorted(self._folder("claimed").glob("*.lock")):
            if lock_file.stem != self._owner().name:
                count += self._reap_owner(lock_file)
        self._drop_abandoned_drafts()
        return count

    def _reap_now_and_then(self) -> None:
        if time.monotonic() - self._reaped_at >= REAP_SECONDS:
            self._reaped_at = time.monotonic()
            self.reap()

    def _reap_owner(self, lock_file: Path) -> int:
        try:
            lock = lock_file.open("r+")
        except FileNotFoundError:
            return 0
        with lock:
            try:
                fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return 0
            count = self._give_back_all(lock_file.with_suffix(""))
            lock_file.unlink(missing_ok=True)
        return count

    def _give_back_all(self, folder: Path) -> int:
        count = 0
        for queue_folder in sorted(folder.glob("*")):
            queue = unquote(queue_folder.name)
            for path in sorted(queue_folder.iterdir()):
                if queue.endswith(".pidbox"):  # a question to a worker that is dead
                    path.unlink(missing_ok=True)
                else:
                    self.give_back(Claim(queue, path), tried=True)
                    count += 1
            queue_folder.rmdir()
        with suppress(FileNotFoundError):
            folder.rmdir()
        return count

    def _drop_abandoned_drafts(self) -> None:
        for draft in self._folder("drafts").iterdir():
            with suppress(FileNotFoundError):
                if time.time() - draft.stat().st_mtime > ABANDONED_SECONDS:
                    draft.unlink()

    def _owner(self) -> _Owner:
        key = (self.root, os.getpid())
        with _owners_lock:
            if key not in _owners:
                _owners[key] = self._new_owner()
            return _owners[key]

    def _new_owner(self) -> _Owner:
        name = uuid.uuid4().hex
        unborn = self._folder("drafts") / f"{name}.lock"
        lock = unborn.open("w")
        atexit.register(lock.close)
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The lock appears already locked, so nobody can take a newborn for dead.
        unborn.rename(self._folder("claimed") / unborn.name)
        return _Owner(name, lock)

    def _waiting(self, queue: str) -> list[str]:
        try:
            return sorted(os.listdir(self._queue(queue)))  # noqa: PTH208 -- names, thousands of them
        except FileNotFoundError:
            return []

    def _into_queue(self, path: Path, queue: str, name: str) -> None:
        try:
            path.rename(self._queue(queue) / name)
        except FileNotFoundError:
            if not path.exists():
                raise
            path.rename(self._folder("queues", _safe(queue)) / name)

    def _queue(self, queue: str) -> Path:
        return self.root / "queues" / _safe(queue)

    def _folder(self, *parts: str) -> Path:
        folder = self.root.joinpath(*parts)
        if not folder.is_dir():
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder

    def _bindings_file(self, exchange: str) -> Path:
        return self.root / "bindings" / f"{_safe(exchange or '(default)')}.json"

    def _edit_bindings(self, exchange: str, edit: Callable[[list[Binding]], list[Binding]]) -> None:
        with self._exclusive():
            draft = self._folder("drafts") / f"{uuid.uuid4().hex}.json"
            draft.write_text(json.dumps(edit(self.bindings(exchange))), encoding="utf-8")
            draft.rename(self._bindings_file(exchange))

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        with (self._folder("bindings") / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _safe(name: str) -> str:
    """Make a name of a queue fit for a folder, wherever its dots and slashes lead."""
    return quote(name, safe="").replace(".", "%2E")
