"""The language of deadlines: what Russian schools write in the column «Сроки», as dates.

It never guesses silently: a deadline says what it understood, what is left over, and whether
a person must date it. See docs/deadlines.md.
"""

from functools import lru_cache

from roadmap.deadlines.deadline import Deadline
from roadmap.deadlines.facts import facts, report
from roadmap.deadlines.parsing import read_terms
from roadmap.deadlines.values import Kind, LeftOver, Rhythm, Window
from roadmap.deadlines.years import Context

__all__ = ["Deadline", "Kind", "LeftOver", "Rhythm", "Window", "facts", "parse", "report"]

_LONGEST = 2_000


@lru_cache(maxsize=4_096)
def parse(text: str, *, school_year: int | None = None, year: int | None = None) -> Deadline:
    """Read a deadline. `school_year` or `year` is the year of the plan it stands in."""
    return Deadline.of(read_terms(text[:_LONGEST], Context(school_year, year)))
