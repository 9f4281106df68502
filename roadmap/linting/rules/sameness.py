"""Two activities that say the same."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from roadmap.linting.examined import Examined, Row
from roadmap.linting.findings import Found, Remove
from roadmap.linting.method import folded

_WORD = re.compile(r"[а-яa-z0-9]+")
# So much of a word is its meaning; the rest is its ending.
_STEM = 7
_SHORT = 2


def same_activity(examined: Examined) -> Iterator[Found]:
    """Find activities with the same words and at the same time."""
    seen: dict[frozenset[str], list[Row]] = {}
    for row in examined.rows:
        stems = _stems(examined, row)
        if len(stems) < examined.method.counts["same"]:
            continue
        twin = next((each for each in seen.get(stems, []) if _are_one(examined, each, row)), None)
        if twin is not None:
            yield _found(twin, row)
        else:
            seen.setdefault(stems, []).append(row)


def _stems(examined: Examined, row: Row) -> frozenset[str]:
    words = _WORD.findall(folded(f"{row.activity.heading} {row.activity.title}"))
    light = examined.method.light_words
    return frozenset(
        word[:_STEM]
        for word in words
        if (len(word) > _SHORT or word.isdigit() or word.isascii()) and not word.startswith(light)
    )


def _are_one(examined: Examined, one: Row, other: Row) -> bool:
    """Tell whether the same words mean the same deed: in one stage, or about the same people."""
    subjects = examined.method.words["subjects"]
    if one.stage != other.stage and not subjects.stand_in(folded(other.activity.title)):
        return False
    if folded(one.activity.deadline) == folded(other.activity.deadline):
        return True
    year = examined.years[0]
    return any(
        (first.start or first.end) <= second.end and (second.start or second.end) <= first.end
        for first in examined.windows(one, year)
        for second in examined.windows(other, year)
    )


def _found(one: Row, other: Row) -> Found:
    return Found(
        quotes=(one.quote(), other.quote()),
        message=_("The two activities say the same and are due at the same time."),
        suggestion=_("Keep one of them, or say how they differ."),
        changes=(Remove(other.activity.key),),
    )
