"""The list of organizations with their roadmaps, as those above see it."""

from datetime import date
from typing import Any, ClassVar

import django_filters
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Membership, Organization
from kernel.calendar import SchoolYear
from kernel.listing import Column
from roadmap.models import Activity, Programme, Roadmap
from roadmap.states import IN_FORCE, SETTLED, ActivityState, RoadmapState

NONE = "none"
STATES = [
    (NONE, _("no roadmap")),
    *((value, label) for value, label in RoadmapState.choices if value != RoadmapState.DRAFT),
]


COLUMNS = (
    Column("school", _("Organization"), sort="short_name"),
    Column("above", _("Subordinate to"), sort=("parent__short_name", "short_name")),
    Column("state", _("Roadmap"), sort="roadmap_state"),
    Column("done", pgettext_lazy("activity", "Done"), sort="done_count", kind="number"),
    Column("late", _("Overdue"), sort="late_count", kind="number"),
    Column("sent", pgettext_lazy("roadmap", "Sent"), sort="roadmap_submitted_at"),
)


def years() -> list[tuple[str, str]]:
    """The school years that have a programme anywhere, the latest first."""
    known = Programme.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), SchoolYear(year).label) for year in known]


class SchoolFilter(django_filters.FilterSet):
    """School year, state of the roadmap, lateness."""

    year = django_filters.ChoiceFilter(
        label=_("School year"), method="same", empty_label=_("this school year"), choices=years
    )
    state = django_filters.ChoiceFilter(label=_("Roadmap"), method="in_state", choices=STATES)
    late = django_filters.ChoiceFilter(
        label=_("Overdue activities"),
        method="is_late",
        choices=[("1", _("there are some")), ("0", _("there are none"))],
    )

    class Meta:
        model = Organization
        fields: ClassVar[list[str]] = []

    def same(self, schools: Any, _name: str, _value: str) -> Any:
        """The year is already in the figures."""
        return schools

    def in_state(self, schools: Any, _name: str, value: str) -> Any:
        """Keep those whose roadmap stands there."""
        return schools.filter(roadmap_state=None if value == NONE else value)

    def is_late(self, schools: Any, _name: str, value: str) -> Any:
        """Keep those with overdue activities, or those without."""
        return schools.filter(late_count__gt=0) if value == "1" else schools.filter(late_count=0)


def schools_with_roadmaps(
    membership: Membership, *, year: int, today: date
) -> QuerySet[Organization]:
    """Every organization below that runs programmes, with the figures of its roadmap."""
    seen = Roadmap.objects.visible_to(membership).filter(
        programme__organization=OuterRef("pk"), programme__year=year
    )
    activities = Activity.objects.filter(
        stage__roadmap__in=Roadmap.objects.visible_to(membership),
        stage__roadmap__programme__organization=OuterRef("pk"),
        stage__roadmap__programme__year=year,
    )
    late = activities.filter(
        stage__roadmap__state__in=IN_FORCE, state=ActivityState.PLANNED, due_on__lt=today
    )
    return (
        Organization.objects.visible_to(membership)
        .educational()
        .filter(closed_on=None)
        .select_related("parent")
        .annotate(
            roadmap_pk=Subquery(seen.values("pk")[:1]),
            roadmap_state=Subquery(seen.values("state")[:1]),
            roadmap_submitted_at=Subquery(seen.values("submitted_at")[:1]),
            total_count=_counted(activities, Q()),
            done_count=_counted(activities, Q(state__in=SETTLED)),
            late_count=_counted(late, Q()),
        )
    )


def _counted(activities: QuerySet[Activity], condition: Q) -> Coalesce:
    """Count within a subquery, 0 where there is none."""
    grouped = (
        activities.filter(condition)
        .order_by()
        .values("stage__roadmap__programme__organization")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return Coalesce(Subquery(grouped, output_field=IntegerField()), Value(0))
