"""Facts that a lower room announces and higher rooms react to; the table is `mentoring.wiring`."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Reactions = Mapping[type[Any], Sequence[Callable[[Any], None]]]

_reactions: dict[type[Any], Sequence[Callable[[Any], None]]] = {}


def connect(reactions: Reactions) -> None:
    """Install the table. Called once, from `mentoring.wiring`."""
    _reactions.clear()
    _reactions.update(reactions)


def announce(event: Any) -> None:
    """Run the reactions at once, in the transaction of the caller.

    An event that is not in the table is a bug and raises KeyError.
    """
    for react in _reactions[type(event)]:
        react(event)
