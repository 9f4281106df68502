"""The roadmap as one table: every activity a row, with search, filters, sorting and pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Membership
from kernel.listing import Column, Listing
from kernel.russian import search_key
from roadmap.actions.moving import comes_back
from roadmap.models import Activity, Roadmap
from roadmap.people import answered_by
from roadmap.queries.rows import SOON, Row, rows_of
from roadmap.states import ActivityState

LATE, NEAR, UNDATED = "late", "soon", "undated"
WHEN = ((LATE, _("overdue")), (NEAR, _("due soon")), (UNDATED, _("without a date")))
WHO = (("me", pgettext_lazy("activities", "Mine")), ("nobody", _("nobody is in charge")))

PICK = Column("pick", "", kind="pick")
COLUMNS = (
    Column("number", pgettext_lazy("column", "No."), sort=("stage__position", "position")),
    Column("title", _("Activity"), sort="title"),
    Column("due", _("Deadline"), sort=("due_on", "stage__position", "position")),
    Column("who", pgettext_lazy("column", "Responsible")),
    Column("state", _("State"), sort=("state", "due_on")),
)


class ActivityFilter(django_filters.FilterSet):
    """Stage, state, days, people."""

    stage = django_filters.ChoiceFilter(label=_("Stage"), field_name="stage")
    state = django_filters.ChoiceFilter(label=_("State"), choices=ActivityState.choices)
    when = django_filters.ChoiceFilter(label=_("Deadline"), method="by_day", choices=WHEN)
    who = django_filters.ChoiceFilter(
        label=pgettext_lazy("activity", "In charge"), method="by_person", choices=WHO
    )

    class Meta:
        model = Activity
        fields: ClassVar[list[str]] = []

    def __init__(
        self, *args: Any, today: date, membership: Membership, stages: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.membership = today, membership
        self.form.fields["stage"].choices = stages

    def by_day(self, activities: Any, _name: str, value: str) -> Any:
        """Keep what is overdue, near or undated."""
        if value == UNDATED:
            return activities.filter(due_on=None)
        if value == LATE:
            return activities.overdue(self.today)
        ahead = Q(due_on__gte=self.today, due_on__lte=self.today + SOON)
        return activities.planned().filter(ahead)

    def by_person(self, activities: Any, _name: str, value: str) -> Any:
        """Keep one's own, or what nobody answers for."""
        if value == "nobody":
            return activities.filter(responsible=None, bodies="")
        mine = Activity.objects.filter(answered_by(self.membership, self.today))
        return activities.filter(pk__in=mine.values("pk"))


class ActivityListing(Listing[Activity]):
    """A list of activities; their words are searched as they are, a plan has some hundred."""

    @cached_property
    def matching(self) -> QuerySet[Activity]:
        """All rows that match, sorted."""
        found: QuerySet[Activity] = self.filterset.qs if self.filterset else self._all
        if self.query:
            found = found.filter(pk__in=_with_words(found, search_key(self.query).split()))
        return found.order_by(*self._order())


@dataclass(frozen=True)
class Locks:
    """Which cells of the table cannot be changed here, and why."""

    by_activity: dict[int, frozenset[str]]

    @classmethod
    def of(cls, activities: Iterable[Activity], roadmap: Roadmap) -> "Locks":
        """A state is given once the plan is in force; days that come back stand in the text."""
        idle = frozenset() if roadmap.is_in_force else frozenset({"state", "note"})
        return cls(
            {
                activity.pk: idle | ({"from", "until"} if comes_back(activity) else frozenset())
                for activity in activities
            }
        )


def activities_of(roadmap: Roadmap) -> QuerySet[Activity]:
    """The activities of one plan, with what their rows need."""
    return Activity.objects.filter(stage__roadmap=roadmap).select_related("stage")


def stage_choices(roadmap: Roadmap) -> list[tuple[int, str]]:
    """The stages to choose from."""
    return [(stage.pk, str(stage)[:80]) for stage in roadmap.stages.order_by("position")]


def listed_rows(
    listing: ActivityListing, roadmap: Roadmap, membership: Membership, *, today: date
) -> list[Row]:
    """The rows of one page, in the order of the list."""
    return in_order(listing.rows, roadmap, membership, today=today)


def in_order(
    activities: Sequence[Activity], roadmap: Roadmap, membership: Membership, *, today: date
) -> list[Row]:
    """Dress activities as rows and keep their order."""
    wanted = Activity.objects.filter(pk__in=[activity.pk for activity in activities])
    rows = {row.activity.pk: row for row in rows_of(wanted, roadmap, membership, today=today)}
    return [rows[activity.pk] for activity in activities]


def _with_words(activities: QuerySet[Activity], words: Sequence[str]) -> list[int]:
    texts = activities.values_list("pk", "number", "title", "responsible_text", "result")
    return [pk for pk, *said in texts if all(word in search_key(" ".join(said)) for word in words)]
