"""Before against after, construct by construct; paired where the same person answered both."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from statistics import median

from django.db.models import Avg, Count
from django.utils.functional import Promise

from roadmap.models import Programme
from surveys.constructs import CONSTRUCTS, construct_in_words
from surveys.models import FEWEST, AnonymousAnswer, Answer
from surveys.states import SheetState

BEFORE, AFTER = "satisfaction_before", "satisfaction_after"
FEWEST_PAIRS = 6
SURE = 0.95

Means = dict[tuple[str, str], dict[int, float]]


@dataclass(frozen=True)
class Change:
    """One construct of one side: how many answered before and after, and what became of them."""

    side: str
    construct: str
    before_count: int
    before: float | None
    after_count: int
    after: float | None
    pair_count: int
    change: float | None
    low: float | None
    high: float | None

    @property
    def words(self) -> "str | Promise":
        """What was measured, in words."""
        return construct_in_words(self.construct)

    @property
    def is_little(self) -> bool:
        """Tell whether the pairs are too few to say how sure the change is."""
        return self.low is None


def changes_of(programme: Programme) -> list[Change]:
    """Every construct that was measured before or after in a programme."""
    before, after = _by_person(programme, BEFORE), _by_person(programme, AFTER)
    loose_before, loose_after = _loose(programme, BEFORE), _loose(programme, AFTER)
    keys = sorted({*before, *after, *loose_before, *loose_after})
    return [
        _change(
            key,
            _Side(before.get(key, {}), loose_before.get(key, (0, 0.0))),
            _Side(after.get(key, {}), loose_after.get(key, (0, 0.0))),
        )
        for key in keys
    ]


@dataclass(frozen=True)
class _Side:
    """The marks of one of the two moments: of people who are known, and loose ones."""

    people: dict[int, float]
    loose: tuple[int, float]

    @property
    def count(self) -> int:
        return len(self.people) + self.loose[0]

    @property
    def mean(self) -> float | None:
        if self.count < FEWEST:
            return None
        total = sum(self.people.values()) + self.loose[0] * self.loose[1]
        return round(total / self.count, 2)


def _change(key: tuple[str, str], before: _Side, after: _Side) -> Change:
    both = before.people.keys() & after.people.keys()
    steps = sorted(after.people[person] - before.people[person] for person in both)
    middle = round(median(steps), 2) if len(steps) >= FEWEST else None
    low, high = interval(steps)
    side, construct = key
    return Change(
        side,
        construct,
        before.count,
        before.mean,
        after.count,
        after.mean,
        len(steps),
        middle,
        low,
        high,
    )


def interval(steps: Sequence[float]) -> tuple[float | None, float | None]:
    """Between which two steps the median lies with 95 % certainty, by their order alone.

    Of fewer than six pairs nothing can be said with that certainty.
    """
    count = len(steps)
    if count < FEWEST_PAIRS:
        return None, None
    outside, place = 0.0, 0
    while 1 - 2 * (outside + comb(count, place) / 2**count) >= SURE:
        outside += comb(count, place) / 2**count
        place += 1
    return round(steps[place - 1], 2), round(steps[count - place], 2)


def _by_person(programme: Programme, purpose: str) -> Means:
    """The mean mark of each person, by side and construct; averaged by the database."""
    rows = (
        Answer.objects.filter(
            sheet__invitation__campaign__programme=programme,
            sheet__invitation__campaign__questionnaire__purpose=purpose,
            sheet__state=SheetState.SUBMITTED,
            score__isnull=False,
            question__construct__in=list(CONSTRUCTS),
        )
        .values_list(
            "question__questionnaire__side", "question__construct", "sheet__invitation__person_id"
        )
        .order_by()
        .annotate(mean=Avg("score"))
    )
    found: Means = defaultdict(dict)
    for side, construct, person, mean in rows:
        found[side, construct][person] = mean
    return found


def _loose(programme: Programme, purpose: str) -> dict[tuple[str, str], tuple[int, float]]:
    rows = (
        AnonymousAnswer.objects.filter(
            campaign__programme=programme,
            campaign__questionnaire__purpose=purpose,
            score__isnull=False,
            question__construct__in=list(CONSTRUCTS),
        )
        .values_list("question__questionnaire__side", "question__construct")
        .order_by()
        .annotate(count=Count("pk"), mean=Avg("score"))
    )
    return {(side, construct): (count, mean) for side, construct, count, mean in rows}
