"""The page «Сегодня»: what a person has to do now, and for whom they stand in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Membership
from kernel import approvals
from kernel.approvals import Waiting
from kernel.pieces import Tab
from roadmap import proofs
from roadmap.models import Activity, Leave, Programme
from roadmap.models.plan import ActivityQuerySet
from roadmap.people import StandIns, answered_by
from roadmap.proofs import Progress
from roadmap.queries.due import WHOLE_PLAN
from roadmap.queries.rows import SOON, Row, with_people
from roadmap.rules import KEEPERS

# What is still far is shown only so far ahead, and only so many.
AHEAD_COUNT = 3

MINE = "mine"


@dataclass(frozen=True)
class TodayRow:
    """An activity as this page shows it."""

    row: Row
    is_mine: bool
    can_complete: bool

    @property
    def activity(self) -> Activity:
        """The activity itself."""
        return self.row.activity


@dataclass(frozen=True)
class TodayPage:
    """Everything the page shows."""

    today: date
    overdue: list[TodayRow]
    due_today: list[TodayRow]
    soon: list[TodayRow]
    ahead: list[TodayRow]
    waiting: list[Waiting]
    stands_in: list[Leave]
    tabs: list[Tab]

    @property
    def groups(self) -> list[tuple[str, list[TodayRow]]]:
        """The activities under their headings, empty ones left out."""
        groups = (
            (_("Overdue"), self.overdue),
            (_("Today is the last day"), self.due_today),
            (_("Within a week"), self.soon),
            (_("After that"), self.ahead),
        )
        return [(heading, rows) for heading, rows in groups if rows]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing waits today or this week."""
        return not (self.overdue or self.due_today or self.soon or self.waiting)


def today_page(membership: Membership, *, today: date, shown: str) -> TodayPage:
    """Collect the page in a fixed number of queries."""
    sees_all = membership.role in WHOLE_PLAN
    is_all = sees_all and shown != MINE
    found = _open_activities(membership)
    mine = set(found.filter(answered_by(membership, today)).values_list("pk", flat=True))
    in_charge = set(found.filter(_answers_for(membership, today)).values_list("pk", flat=True))
    if not is_all:
        found = found.filter(pk__in=mine)
    dated = with_people(
        found.filter(due_on__isnull=False).order_by("due_on", "stage__position", "position")
    )
    keeps = membership.role in KEEPERS
    rows = [
        TodayRow(row, row.activity.pk in mine, keeps or row.activity.pk in in_charge)
        for row in _rows(list(dated), membership, today)
    ]
    days = [(row, row.activity.due_on or today) for row in rows]
    return TodayPage(
        today=today,
        overdue=[row for row, due_on in days if due_on < today],
        due_today=[row for row, due_on in days if due_on == today],
        soon=[row for row, due_on in days if today < due_on <= today + SOON],
        ahead=[row for row, due_on in days if due_on > today + SOON][:AHEAD_COUNT],
        waiting=approvals.waiting_for(membership),
        stands_in=_stands_in(membership, today),
        tabs=_tabs(len(mine), is_all=is_all) if sees_all else [],
    )


def _open_activities(membership: Membership) -> ActivityQuerySet:
    return (
        Activity.objects.visible_to(membership)
        .in_force()
        .planned()
        .filter(stage__roadmap__programme__organization_id=membership.organization_id)
    )


def _answers_for(membership: Membership, today: date) -> Q:
    absent = Leave.objects.on(today).filter(deputy__user=membership.user_id).values("person")
    return Q(responsible__user=membership.user_id) | Q(responsible__in=absent)


def _rows(activities: Sequence[Activity], membership: Membership, today: date) -> list[Row]:
    """Measure the facts once a programme: usually there is one."""
    codes: dict[Programme, list[str]] = defaultdict(list)
    for activity in activities:
        codes[activity.roadmap.programme].append(activity.proof_code)
    measured: dict[int, dict[str, Progress]] = {
        programme.pk: proofs.measured(programme, asked) for programme, asked in codes.items()
    }
    stand_ins = StandIns.on(today, membership.organization_id)
    return [
        Row(
            activity,
            today,
            measured[activity.roadmap.programme_id].get(activity.proof_code),
            stand_ins=stand_ins,
        )
        for activity in activities
    ]


def _stands_in(membership: Membership, today: date) -> list[Leave]:
    own = Leave.objects.on(today).filter(
        deputy__user=membership.user_id, person__organization_id=membership.organization_id
    )
    return list(own.select_related("person__user").order_by("until_on", "pk"))


def _tabs(mine_count: int, *, is_all: bool) -> list[Tab]:
    return [
        Tab(gettext_lazy("The whole plan"), "?", is_current=is_all),
        Tab(
            pgettext_lazy("activities", "Mine"),
            f"?show={MINE}",
            is_current=not is_all,
            count=mine_count,
        ),
    ]
