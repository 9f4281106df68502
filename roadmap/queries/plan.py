"""The page of a roadmap: its road, its stages, its activities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Membership
from kernel.calendar import SchoolYear
from kernel.pieces import Station, Tab, Tone
from roadmap.models import Activity, Programme, Roadmap, Stage
from roadmap.queries.road import stations_of
from roadmap.queries.rows import Row, StageBlock, rows_of
from roadmap.states import RoadmapState

ROADMAP_TONES = {
    RoadmapState.DRAFT: Tone.IDLE,
    RoadmapState.SUBMITTED: Tone.WARN,
    RoadmapState.RETURNED: Tone.BAD,
    RoadmapState.APPROVED: Tone.GOOD,
    RoadmapState.AGREED: Tone.GOOD,
    RoadmapState.CLOSED: Tone.IDLE,
}


@dataclass(frozen=True)
class PlanPage:
    """Everything the page of a roadmap shows."""

    roadmap: Roadmap
    today: date
    stages: list[StageBlock]
    stations: list[Station]
    years: list[Tab]
    choices: list[Tab]

    @property
    def programme(self) -> Programme:
        """The programme it belongs to."""
        return self.roadmap.programme

    @property
    def tone(self) -> str:
        """How the state of the roadmap feels."""
        return ROADMAP_TONES[RoadmapState(self.roadmap.state)]


CHOICES = {
    "late": gettext_lazy("Overdue"),
    "soon": gettext_lazy("Due soon"),
    "mine": pgettext_lazy("activities", "Mine"),
    "open": gettext_lazy("Not done yet"),
}


def own_roadmap(membership: Membership, year: int) -> Roadmap | None:
    """Find the roadmap of one's own organization in a school year."""
    seen = Roadmap.objects.visible_to(membership).with_organization()
    own = seen.filter(programme__organization_id=membership.organization_id, programme__year=year)
    return own.first()


def plan_page(roadmap: Roadmap, membership: Membership, *, today: date, shown: str) -> PlanPage:
    """Collect the page: stages, activities, people, proofs, in a fixed number of queries."""
    of_roadmap = Activity.objects.filter(stage__roadmap=roadmap)
    rows = rows_of(of_roadmap, roadmap, membership, today=today)
    stages = list(roadmap.stages.order_by("position"))
    wanted = {choice: _chosen(rows, choice, membership) for choice in CHOICES}
    kept = wanted.get(shown, rows)
    blocks = [_block(stage, roadmap, rows, today=today) for stage in stages]
    visible = [_block(stage, roadmap, kept, today=today) for stage in stages]
    return PlanPage(
        roadmap=roadmap,
        today=today,
        stages=[block for block in visible if block.rows or shown not in CHOICES],
        stations=stations_of(blocks, roadmap),
        years=_years(roadmap, membership),
        choices=_choices({choice: len(found) for choice, found in wanted.items()}, shown),
    )


def _chosen(rows: Sequence[Row], choice: str, membership: Membership) -> list[Row]:
    if choice == "late":
        return [row for row in rows if row.is_overdue]
    if choice == "soon":
        return [row for row in rows if row.is_soon]
    if choice == "open":
        return [row for row in rows if row.activity.is_planned]
    return [row for row in rows if row.concerns(membership.user_id)]


def _choices(counts: Mapping[str, int], shown: str) -> list[Tab]:
    """Which activities to show: links that live in the address."""
    everything = Tab(_("All activities"), "?", is_current=shown not in CHOICES)
    return [
        everything,
        *(
            Tab(label, f"?show={name}", is_current=name == shown, count=counts[name])
            for name, label in CHOICES.items()
        ),
    ]


def _block(stage: Stage, roadmap: Roadmap, rows: Sequence[Row], *, today: date) -> StageBlock:
    stage.roadmap = roadmap
    return StageBlock(stage, [row for row in rows if row.activity.stage_id == stage.pk], today)


def _years(roadmap: Roadmap, membership: Membership) -> list[Tab]:
    """The school years of the organization; nothing when there is only this one."""
    own = Roadmap.objects.visible_to(membership).filter(
        programme__organization_id=roadmap.organization_id
    )
    found = own.order_by("-programme__year").values_list("pk", "programme__year")
    tabs = [
        Tab(SchoolYear(year).label, reverse("roadmap-plan", args=[pk]), is_current=pk == roadmap.pk)
        for pk, year in found
    ]
    return tabs if len(tabs) > 1 else []
