"""A school year of a roadmap as a strip of weeks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import MONTHS

from accounts.models import Membership
from kernel.calendar import SchoolYear
from roadmap.facts import responsible_words
from roadmap.models import Activity, Roadmap, Stage
from roadmap.queries.bars import Bar, activities_in_order, bars_of

ONE_WEEK = timedelta(days=7)
ONE_DAY = timedelta(days=1)
# To the Thursday of a week, whose month is that of the week.
TO_THURSDAY = timedelta(days=3)
# Words of days fit into so many weeks.
WIDE = 6


@dataclass(frozen=True)
class Piece:
    """Some weeks of a row: empty, or a bar; what had no room in a bar stands after it."""

    weeks: int
    bar: Bar | None = None
    after: str = ""

    @property
    def is_wide(self) -> bool:
        """Tell whether words fit into it."""
        return self.weeks >= WIDE


@dataclass(frozen=True)
class YearRow:
    """One activity over the weeks of the year."""

    activity: Activity
    pieces: list[Piece]
    responsible: str


@dataclass(frozen=True)
class YearStage:
    """A stage with the rows of its activities."""

    stage: Stage
    rows: list[YearRow]


@dataclass(frozen=True)
class YearPage:
    """A school year as a strip of weeks."""

    months: list[tuple[str, int]]
    weeks: list[date]
    now: int | None
    stages: list[YearStage]
    undated: list[Activity]


def year_page(roadmap: Roadmap, membership: Membership, *, today: date) -> YearPage:
    """Collect the year: its weeks, and each activity over them."""
    bars: dict[int, list[Bar]] = defaultdict(list)
    for bar in bars_of(roadmap, membership, today=today, only_mine=False):
        bars[bar.activity.pk].append(bar)
    weeks = _weeks(roadmap.programme.school_year)
    activities = activities_in_order(roadmap)
    is_inside = membership.organization_id == roadmap.organization_id
    stages = [
        YearStage(
            stage,
            [
                YearRow(
                    activity,
                    _pieces(bars[activity.pk], weeks),
                    responsible_words(activity, names_all=is_inside),
                )
                for activity in activities
                if activity.stage_id == stage.pk and bars[activity.pk]
            ],
        )
        for stage in roadmap.stages.order_by("position")
    ]
    return YearPage(
        months=_months(weeks),
        weeks=weeks,
        now=_week_of(today, weeks) if today in roadmap.programme.school_year else None,
        stages=[stage for stage in stages if stage.rows],
        undated=[activity for activity in activities if not bars[activity.pk]],
    )


def _weeks(year: SchoolYear) -> list[date]:
    """The Mondays of the weeks that touch the school year."""
    start = year.starts_on - year.starts_on.weekday() * ONE_DAY
    count = (year.ends_on - start) // ONE_WEEK + 1
    return [start + number * ONE_WEEK for number in range(count)]


def _months(weeks: Sequence[date]) -> list[tuple[str, int]]:
    """The months over the weeks: a week belongs to the month of its Thursday."""
    counted: dict[tuple[int, int], int] = {}
    for week in weeks:
        middle = week + TO_THURSDAY
        key = (middle.year, middle.month)
        counted[key] = counted.get(key, 0) + 1
    return [(str(MONTHS[month]), count) for (_year, month), count in counted.items()]


def _pieces(bars: Sequence[Bar], weeks: Sequence[date]) -> list[Piece]:
    """Lay the bars of one activity over the weeks, one after another."""
    pieces: list[Piece] = []
    free = 0
    for bar in bars:
        start = max(_week_of(bar.span.start, weeks), free)
        end = max(_week_of(bar.span.end, weeks), start)
        if start >= len(weeks):
            break
        if start > free:
            pieces.append(_gap(start - free, pieces))
        pieces.append(Piece(end - start + 1, bar))
        free = end + 1
    if free < len(weeks):
        pieces.append(_gap(len(weeks) - free, pieces))
    return pieces


def _gap(weeks: int, before: Sequence[Piece]) -> Piece:
    bar = before[-1].bar if before and not before[-1].is_wide and weeks >= WIDE else None
    return Piece(weeks, after=bar.short if bar else "")


def _week_of(day: date, weeks: Sequence[date]) -> int:
    place = (day - weeks[0]) // ONE_WEEK
    return min(max(place, 0), len(weeks) - 1)
