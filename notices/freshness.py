"""What a letter says at the moment it is sent: rooms above look once more at what they promised.

The table of who looks at which kind is `mentoring.wiring`; a kind without a look says what it said.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from notices.models import Notice


@dataclass(frozen=True)
class Words:
    """What a letter says."""

    subject: str
    text: str


Look = Callable[[Notice, datetime], Words | None]

_looks: dict[str, Look] = {}


def connect(looks: Mapping[str, Look]) -> None:
    """Install the table. Called once, from `mentoring.wiring`."""
    _looks.clear()
    _looks.update(looks)


def freshen(notice: Notice, now: datetime) -> bool:
    """Put today's truth into the letter; tell whether there is anything left to say."""
    look = _looks.get(notice.kind)
    if look is None:
        return True
    words = look(notice, now)
    if words is None:
        return False
    notice.subject, notice.text = words.subject[:200], words.text
    return True
