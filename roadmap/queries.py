"""What pages ask about roadmaps: the road, the plan with its people and proofs, what is due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Membership, Organization
from accounts.states import LEVELS_ABOVE, Role
from kernel.approvals import Waiting
from kernel.calendar import SchoolYear, days_left
from kernel.pieces import Station, StationState, Tab, Tone
from roadmap import proofs
from roadmap.dates import days_words
from roadmap.facts import responsible_words
from roadmap.models import Activity, Programme, Roadmap, Stage
from roadmap.proofs import Progress
from roadmap.states import IN_FORCE, SETTLED, ActivityState, RoadmapState

SOON_DAYS = 7

ROADMAP_TONES = {
    RoadmapState.DRAFT: Tone.IDLE,
    RoadmapState.SUBMITTED: Tone.WARN,
    RoadmapState.RETURNED: Tone.BAD,
    RoadmapState.APPROVED: Tone.GOOD,
    RoadmapState.AGREED: Tone.GOOD,
    RoadmapState.CLOSED: Tone.IDLE,
}


@dataclass(frozen=True)
class Row:
    """An activity as a table shows it."""

    activity: Activity
    today: date
    progress: Progress | None = None
    is_inside: bool = True

    @property
    def is_overdue(self) -> bool:
        """Tell whether its day has passed."""
        return self.activity.roadmap.is_in_force and self.activity.is_overdue(self.today)

    @property
    def is_soon(self) -> bool:
        """Tell whether its day comes within a week."""
        due_on = self.activity.due_on
        ahead = due_on is not None and self.today <= due_on <= self.today + _days(SOON_DAYS)
        return ahead and self.activity.is_planned

    @property
    def word(self) -> str | Promise:
        """The state in a word; lateness is derived, never stored."""
        if self.is_overdue:
            return gettext_lazy("overdue")
        if self.is_soon and self.activity.roadmap.is_in_force:
            return gettext_lazy("due soon")
        return self.activity.get_state_display()

    @property
    def tone(self) -> str:
        """How the word feels."""
        if self.is_overdue:
            return Tone.BAD
        if self.activity.state == ActivityState.DONE:
            return Tone.GOOD
        return Tone.WARN if self.is_soon and self.activity.roadmap.is_in_force else Tone.IDLE

    @property
    def icon(self) -> str:
        """The sign beside the word."""
        return "minus" if self.activity.state == ActivityState.NOT_NEEDED else ""

    @property
    def days(self) -> str:
        """The days of this year in words."""
        return days_words(self.activity.starts_on, self.activity.due_on)

    @property
    def left(self) -> str:
        """How far the day is, while it matters."""
        due_on = self.activity.due_on
        return days_left(due_on, self.today) if due_on and (self.is_overdue or self.is_soon) else ""

    @property
    def responsible(self) -> str:
        """The responsible people, or the words as written."""
        return responsible_words(self.activity, names_all=self.is_inside)

    @property
    def is_proved(self) -> bool:
        """Tell whether the facts of the system show that it can be closed."""
        return bool(self.progress and self.progress.is_complete and self.activity.is_planned)


@dataclass(frozen=True)
class StageBlock:
    """A stage with its rows and how far it is."""

    stage: Stage
    rows: list[Row]
    today: date

    @property
    def done_count(self) -> int:
        """How many activities are settled."""
        return sum(row.activity.state in SETTLED for row in self.rows)

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is left to do here: the page may fold it."""
        return bool(self.rows) and self.done_count == len(self.rows)

    @property
    def late_count(self) -> int:
        """How many are overdue."""
        return sum(row.is_overdue for row in self.rows)


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


@dataclass(frozen=True)
class Due:
    """What somebody has to do now: overdue, and within a week."""

    overdue: list[Row]
    soon: list[Row]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing waits."""
        return not self.overdue and not self.soon


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
        stations=_stations(blocks, roadmap),
        years=_years(roadmap, membership),
        choices=_choices({choice: len(found) for choice, found in wanted.items()}, shown),
    )


def rows_of(
    activities: QuerySet[Activity], roadmap: Roadmap, membership: Membership, *, today: date
) -> list[Row]:
    """Fetch activities of one roadmap in order, with their people and measured proofs."""
    found = list(with_people(activities.in_order().select_related("stage")))  # type: ignore[attr-defined]
    for activity in found:
        activity.stage.roadmap = roadmap
    measured = proofs.measured(
        roadmap.programme, (each.proof_code for each in found if each.proof_code)
    )
    is_inside = membership.organization_id == roadmap.organization_id
    return [
        Row(activity, today, measured.get(activity.proof_code), is_inside) for activity in found
    ]


def with_people(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """Bring the responsible people along."""
    people = Membership.objects.select_related("user")
    return activities.prefetch_related(Prefetch("responsible", queryset=people))


def road_of(programme: Programme | None, today: date) -> list[Station]:
    """The stations of the road, for any home page: one query."""
    if programme is None:
        return []
    stages = (
        Stage.objects.filter(roadmap__programme=programme)
        .annotate(
            total=Count("activities"),
            settled=Count("activities", filter=Q(activities__state__in=SETTLED)),
            late=Count("activities", filter=_is_late(today)),
            next_on=Min("activities__due_on", filter=_is_ahead(today)),
        )
        .order_by("position")
        .values("pk", "title", "roadmap__state", "total", "settled", "late", "next_on")
    )
    return [_station(place, stage) for place, stage in enumerate(stages, start=1)]


def today_for(membership: Membership, today: date) -> Due:
    """What waits for a person: the curator sees the whole plan, others what they answer for."""
    activities = (
        Activity.objects.visible_to(membership)
        .in_force()
        .planned()
        .filter(
            stage__roadmap__programme__organization_id=membership.organization_id,
            due_on__lte=today + _days(SOON_DAYS),
        )
    )
    if membership.role not in (Role.CURATOR, Role.DIRECTOR, *LEVELS_ABOVE):
        activities = activities.filter(responsible__user=membership.user_id).distinct()
    found = with_people(activities.order_by("due_on", "stage__position", "position"))
    rows = [Row(activity, today) for activity in found]
    return Due([row for row in rows if row.is_overdue], [row for row in rows if not row.is_overdue])


def programme_in(organization: Organization | int, year: int) -> Programme | None:
    """Find the programme of an organization in a school year."""
    pk = organization if isinstance(organization, int) else organization.pk
    return Programme.objects.filter(organization_id=pk, year=year).first()


def waiting_for_signature(membership: Membership) -> list[Waiting]:
    """The roadmaps that wait for this person: to approve in one's own, to agree in those below."""
    seen = Roadmap.objects.visible_to(membership).with_organization().select_related("submitted_by")
    if membership.role == Role.DIRECTOR:
        own = Q(state=RoadmapState.SUBMITTED, programme__organization_id=membership.organization_id)
    elif membership.role in LEVELS_ABOVE:
        here = membership.organization_id
        own = Q(state=RoadmapState.SUBMITTED, programme__organization_id=here) | Q(
            state=RoadmapState.APPROVED, programme__organization__parent_id=here
        )
    else:
        return []
    mine = Q(made_by=membership.user_id) | Q(submitted_by=membership.user_id)
    found = seen.filter(own).exclude(mine & Q(state=RoadmapState.SUBMITTED)).order_by("pk")
    return [_waiting(roadmap) for roadmap in found]


def agreed_progress(programme: Programme) -> Progress:
    """How many organizations below have an agreed roadmap: a proof for those above."""
    schools = Organization.objects.within(programme.organization_id).educational()
    agreed = Roadmap.objects.filter(
        programme__organization__in=schools,
        programme__year=programme.year,
        state__in=[RoadmapState.AGREED, RoadmapState.CLOSED],
    )
    address = f"{reverse('roadmaps')}?year={programme.year}"
    return Progress(agreed.count(), schools.count(), address)


def _waiting(roadmap: Roadmap) -> Waiting:
    organization = roadmap.programme.organization
    sender = roadmap.submitted_by
    is_for_agreement = roadmap.state == RoadmapState.APPROVED
    return Waiting(
        kind=_("Roadmap"),
        title=_("%(title)s, %(year)s")
        % {"title": roadmap.title, "year": roadmap.programme.school_year.label},
        url=reverse("review-roadmap", args=[roadmap.pk]),
        since=roadmap.approved_at if is_for_agreement else roadmap.submitted_at,
        who=str(organization) if is_for_agreement else (sender.name.short if sender else ""),
    )


def _chosen(rows: Sequence[Row], choice: str, membership: Membership) -> list[Row]:
    if choice == "late":
        return [row for row in rows if row.is_overdue]
    if choice == "soon":
        return [row for row in rows if row.is_soon]
    if choice == "open":
        return [row for row in rows if row.activity.is_planned]
    me = membership.user_id
    return [row for row in rows if any(who.user_id == me for who in row.activity.responsible.all())]


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


def _station(place: int, stage: Mapping[str, Any]) -> Station:
    is_in_force = stage["roadmap__state"] in IN_FORCE
    return Station(
        number=place,
        title=stage["title"],
        state=_state(stage["settled"], stage["total"], stage["late"], is_in_force=is_in_force),
        done=stage["settled"],
        total=stage["total"],
        next_deadline=stage["next_on"],
        url=reverse("stage", args=[stage["pk"]]),
    )


def _stations(blocks: Sequence[StageBlock], roadmap: Roadmap) -> list[Station]:
    return [
        Station(
            number=place,
            title=block.stage.title,
            state=_state(
                block.done_count,
                len(block.rows),
                block.late_count,
                is_in_force=roadmap.is_in_force,
            ),
            done=block.done_count,
            total=len(block.rows),
            next_deadline=_next_deadline(block),
            url=reverse("stage", args=[block.stage.pk]),
        )
        for place, block in enumerate(blocks, start=1)
    ]


def _next_deadline(block: StageBlock) -> date | None:
    days = [
        row.activity.due_on
        for row in block.rows
        if row.activity.is_planned and row.activity.due_on and row.activity.due_on >= block.today
    ]
    return min(days, default=None)


def _state(done: int, total: int, late: int, *, is_in_force: bool) -> StationState:
    if total and done == total:
        return StationState.DONE
    if late and is_in_force:
        return StationState.LATE
    return StationState.UNDER_WAY if done else StationState.NOT_STARTED


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


def _is_late(today: date) -> Q:
    return Q(activities__state=ActivityState.PLANNED, activities__due_on__lt=today)


def _is_ahead(today: date) -> Q:
    return Q(activities__state=ActivityState.PLANNED, activities__due_on__gte=today)


def _days(count: int) -> timedelta:
    return timedelta(days=count)
