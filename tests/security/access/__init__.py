"""Who gets what at every address: one table per room, one machine that asks.

A table is a module of this package with the name of its room:

ACCESS = {
    "pair": Access(
        url=lambda world: [world.made(a_pair).pk],
        answers={**everybody(403), "curator": 200, "stranger": 404, "anonymous": 302},
    ),
}

An address that answers GET and POST differently has a list of several `Access`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

ROLES = (
    "region",
    "municipality",
    "director",
    "curator",
    "psychologist",
    "class_teacher",
    "mentor",
    "mentee",
    "guardian",
    "partner",
    "admin",
    "stranger",
)
ANONYMOUS = "anonymous"
PRINCIPALS = (*ROLES, ANONYMOUS)


def _nothing(world: Any) -> list[Any]:
    return []


def _empty(world: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Access:
    """One way to ask one address: what is sent, and what each principal is answered."""

    answers: Mapping[str, int]
    url: Callable[[Any], list[Any]] = _nothing
    method: str = "get"
    send: Callable[[Any], Mapping[str, Any]] = _empty
    query: str = ""
    # Whether the password was typed a moment ago.
    fresh: bool = True
    settings: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """A principal without an answer is a hole in the table."""
        missing = set(PRINCIPALS) - self.answers.keys()
        unknown = self.answers.keys() - set(PRINCIPALS)
        if missing or unknown:
            raise ValueError(f"missing: {sorted(missing)}, unknown: {sorted(unknown)}")


def everybody(status: int, *, anonymous: int = 302) -> dict[str, int]:
    """The same answer for each role, also of another school."""
    return {**dict.fromkeys(ROLES, status), ANONYMOUS: anonymous}


def only(
    *roles: str,
    answer: int = 200,
    others: int = 403,
    stranger: int = 404,
    anonymous: int = 302,
    **else_: int,
) -> dict[str, int]:
    """An answer for some roles of the school; the rest may not, the stranger sees nothing there.

    Anybody who gets something else is named: `only("curator", region=404)`.
    """
    return {
        **dict.fromkeys(ROLES, others),
        "stranger": stranger,
        **dict.fromkeys(roles, answer),
        ANONYMOUS: anonymous,
        **else_,
    }
