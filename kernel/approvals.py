"""What waits for a signature: each room says what of its own does, one page shows it all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Waiting:
    """A paper that waits for somebody: what, where, since when, from whom."""

    kind: str | Promise
    title: str
    url: str
    since: datetime | None = None
    who: str = ""


Source = Callable[[Any], list[Waiting]]

_sources: list[Source] = []


def connect(sources: Sequence[Source]) -> None:
    """Install the table. Called once, from `mentoring.wiring`."""
    _sources[:] = sources


def waiting_for(membership: Any) -> list[Waiting]:
    """List what waits for this person in this role, the longest waiting first."""
    found = [waiting for source in _sources for waiting in source(membership)]
    dated = [waiting for waiting in found if waiting.since is not None]
    undated = [waiting for waiting in found if waiting.since is None]
    return [*sorted(dated, key=_since), *undated]


def _since(waiting: Waiting) -> datetime:
    assert waiting.since is not None
    return waiting.since
