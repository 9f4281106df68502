"""Move the days of an activity: at once in a draft, by an amendment once the plan is approved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.refusals import Refusal
from roadmap.actions.amendments import open_amendment, word_amendment
from roadmap.actions.plans import change_activity
from roadmap.dates import read_deadline, steps_of, written_as
from roadmap.models import Activity, Amendment, Roadmap
from roadmap.wording import row_in, row_key


class ComesBack(Refusal):
    """Days of an activity that comes back follow from its words."""


class WrongDays(Refusal):
    """The last day comes before the first one, or there is none."""


@dataclass(frozen=True)
class Move:
    """An activity and the days it shall have."""

    activity: Activity
    starts_on: date | None
    due_on: date


def comes_back(activity: Activity) -> bool:
    """Tell whether it has several days in the year: those are changed in its words."""
    year, shift = activity.roadmap.programme.year, activity.roadmap.day_shift
    return bool(steps_of(activity.deadline, year=year, shift=shift))


def is_dated_by_words(activity: Activity) -> bool:
    """Tell whether its days of this year stand in the text of the plan."""
    year = activity.roadmap.programme.year
    return read_deadline(activity.deadline_text, year=year).is_dated


@transaction.atomic
def move_days(
    roadmap: Roadmap, moves: Sequence[Move], *, by: Membership, today: date, now: datetime
) -> Amendment | None:
    """Give activities other days.

    Where the text names no day of this year, the days are simply set. Where it does, the text of a
    draft is written anew; that of an approved plan changes in the working copy of an amendment,
    which is answered and is still to be sent for approval.
    """
    proposed = []
    for move in moves:
        check_move(move)
        if not is_dated_by_words(move.activity):
            _set(move, by=by)
        elif roadmap.is_editable:
            change_activity(move.activity, by=by, today=today, deadline_text=_words(move))
        else:
            proposed.append(move)
    return _propose(roadmap, proposed, by=by, now=now) if proposed else None


def check_move(move: Move) -> None:
    """Refuse days that cannot be."""
    if move.starts_on is not None and move.due_on < move.starts_on:
        raise WrongDays(_("The last day comes before the first one."))
    if comes_back(move.activity):
        raise ComesBack(_("It comes back within the year: change its deadline in the text."))


def _set(move: Move, *, by: Membership) -> None:
    fresh = Activity.objects.select_for_update(of=("self",)).get(pk=move.activity.pk)
    fresh.starts_on, fresh.due_on = move.starts_on, move.due_on
    fresh.save(update_fields=["starts_on", "due_on"])
    journal.record("set_days", fresh, by=by, due_on=move.due_on.isoformat())


def _propose(
    roadmap: Roadmap, moves: Sequence[Move], *, by: Membership, now: datetime
) -> Amendment:
    amendment = open_amendment(roadmap, by=by, now=now)
    content = amendment.content
    for move in moves:
        row = row_in(content, row_key(move.activity))
        if row is not None:
            row["deadline"] = _words(move)
    return word_amendment(amendment, content=content, reason=amendment.reason, by=by)


def _words(move: Move) -> str:
    activity = move.activity
    year = activity.roadmap.programme.year
    return written_as(move.starts_on, move.due_on, before=activity.deadline_text, year=year)
