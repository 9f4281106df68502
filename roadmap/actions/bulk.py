"""Change many activities at once: who is in charge, which days, what came of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel.refusals import Refusal
from roadmap.actions.activities import complete_activity, reopen_activity, skip_activity
from roadmap.actions.assigning import (
    Assigned,
    ForeignPerson,
    put_in_charge,
    tell_assigned,
)
from roadmap.actions.moving import Move, check_move, move_days
from roadmap.models import Activity, Amendment, Roadmap
from roadmap.states import EDITABLE, IN_FORCE, ActivityState


@dataclass(frozen=True)
class InCharge:
    """Who is in charge and who helps: people, and bodies in words."""

    people: tuple[Membership, ...] = ()
    bodies: str = ""


@dataclass(frozen=True)
class Change:
    """What shall be different about one activity; nothing where nothing was changed."""

    activity: Activity
    in_charge: InCharge | None = None
    helping: InCharge | None = None
    days: tuple[date | None, date] | None = None
    state: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Changed:
    """What has become of the changes."""

    count: int
    amendment: Amendment | None = None


class NotNow(Refusal):
    """A plan that waits for a decision, or is over, is not changed."""


class RowsRefused(Refusal):
    """Some rows cannot be changed so; none was. `errors` says why, by activity and field."""

    def __init__(self, errors: Mapping[int, tuple[str, str]]) -> None:
        super().__init__("; ".join(text for _field, text in errors.values()))
        self.errors = dict(errors)


@transaction.atomic
def change_many(
    roadmap: Roadmap, changes: Sequence[Change], *, by: Membership, today: date, now: datetime
) -> Changed:
    """Make all the changes or none; each person who is new to something is told once."""
    fresh = Roadmap.objects.select_for_update(of=("self",)).get(pk=roadmap.pk)
    if fresh.state not in EDITABLE | IN_FORCE:
        raise NotNow(
            _("The roadmap is “%(state)s”: it cannot be changed now.")
            % {"state": fresh.get_state_display()}
        )
    errors: dict[int, tuple[str, str]] = {}
    new: list[Assigned] = []
    for change in changes:
        try:
            with transaction.atomic():
                new += _assign(change, by=by)
                _settle(change, by=by, today=today, now=now)
        except Refusal as refusal:
            name = "people" if isinstance(refusal, ForeignPerson) else "state"
            errors[change.activity.pk] = (name, str(refusal))
    amendment = _move(roadmap, changes, errors, by=by, today=today, now=now)
    if errors:
        raise RowsRefused(errors)
    tell_assigned(new, by=by, now=now)
    return Changed(len(changes), amendment)


def _assign(change: Change, *, by: Membership) -> list[Assigned]:
    if change.in_charge is None and change.helping is None:
        return []
    activity = change.activity
    in_charge = change.in_charge or InCharge(tuple(activity.responsible.all()), activity.bodies)
    helping = change.helping
    return put_in_charge(
        activity,
        people=in_charge.people,
        bodies=in_charge.bodies,
        helpers=helping.people if helping else None,
        helping_bodies=helping.bodies if helping else None,
        by=by,
    )


def _settle(change: Change, *, by: Membership, today: date, now: datetime) -> None:
    if change.state is None:
        return
    activity = change.activity
    if not activity.is_planned:
        activity = reopen_activity(activity, by=by)
    if change.state == ActivityState.DONE:
        complete_activity(activity, by=by, today=today, now=now, note=change.note)
    elif change.state == ActivityState.NOT_NEEDED:
        skip_activity(activity, reason=change.note, by=by)


def _move(
    roadmap: Roadmap,
    changes: Sequence[Change],
    errors: dict[int, tuple[str, str]],
    *,
    by: Membership,
    today: date,
    now: datetime,
) -> Amendment | None:
    moves = [Move(change.activity, *change.days) for change in changes if change.days]
    for move in moves:
        try:
            check_move(move)
        except Refusal as refusal:
            errors.setdefault(move.activity.pk, ("until", str(refusal)))
    return None if errors else move_days(roadmap, moves, by=by, today=today, now=now)
