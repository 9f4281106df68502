"""Carry a roadmap out: what is done, what is not needed this year, what is open again."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.refusals import Refusal
from kernel.uploads import Upload
from roadmap.actions.evidence import add_evidence
from roadmap.dates import next_window, previous_window
from roadmap.deadlines import Window
from roadmap.models import Activity
from roadmap.states import ACTIVITY_LIFE


class NotInForce(Refusal):
    """Only a roadmap that is approved is carried out."""


class MovedMeanwhile(Refusal):
    """It stands elsewhere than the person saw it."""


class NothingBefore(Refusal):
    """It does not come back, or stands at its first days."""


class NoReason(Refusal):
    """What is not done this year has a reason."""


@transaction.atomic
def complete_activity(
    activity: Activity,
    *,
    by: Membership | None,
    today: date,
    now: datetime,
    note: str = "",
    upload: Upload | None = None,
    link: str = "",
    is_free_of_personal_data: bool = False,
) -> Activity:
    """Close an activity with a note and evidence.

    One that comes back within the year goes on to its next days, and is done after the last.
    """
    _in_force(activity)
    if upload or link:
        add_evidence(
            activity,
            upload=upload,
            link=link,
            is_free_of_personal_data=is_free_of_personal_data,
            by=by,
            now=now,
        )
    return settle(activity, by=by, today=today, note=note)


def settle(
    activity: Activity, *, by: Membership | None, today: date, note: str, **proved: Any
) -> Activity:
    """Close it for this year, or for its present days when others are to come."""
    window = next_window(
        activity.deadline,
        year=activity.roadmap.programme.year,
        after=activity.due_on,
        shift=activity.roadmap.day_shift,
    )
    changes = {"note": note, "closing_fact": "", **proved}
    if window is None or not activity.is_planned:
        return ACTIVITY_LIFE.move(activity, "complete", by=by, done_on=today, **changes)
    journal.record("complete_once", activity, by=by, due_on=str(activity.due_on), note=note)
    return _stand_at(activity, window, **changes)


@transaction.atomic
def skip_activity(activity: Activity, *, reason: str, by: Membership) -> Activity:
    """Say that an activity is not needed this year, and why."""
    _in_force(activity)
    if not reason.strip():
        raise NoReason(_("Write why it is not needed this year."))
    return ACTIVITY_LIFE.move(activity, "skip", by=by, note=reason.strip())


@transaction.atomic
def reopen_activity(activity: Activity, *, by: Membership) -> Activity:
    """It turned out that it has to be done after all."""
    _in_force(activity)
    return ACTIVITY_LIFE.move(activity, "reopen", by=by, done_on=None, **_heeding(activity))


@transaction.atomic
def step_back(activity: Activity, *, by: Membership) -> Activity:
    """It turned out that what comes back was not done for its last days: it stands there again."""
    _in_force(activity)
    window = previous_window(
        activity.deadline,
        year=activity.roadmap.programme.year,
        before=activity.due_on,
        shift=activity.roadmap.day_shift,
    )
    if window is None or not activity.is_planned:
        raise NothingBefore(_("This activity has no earlier deadline in this school year."))
    journal.record("step_back", activity, by=by, due_on=str(activity.due_on))
    return _stand_at(activity, window, **_heeding(activity))


def _stand_at(activity: Activity, window: Window, **changes: Any) -> Activity:
    """Move to other days; whoever moved it in the same moment was first."""
    fresh = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if (fresh.state, fresh.due_on) != (activity.state, activity.due_on):
        raise MovedMeanwhile(_("Somebody has closed this activity or moved it meanwhile."))
    for name, value in {"starts_on": window.start, "due_on": window.end, **changes}.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=["starts_on", "due_on", *changes])
    return fresh


def _heeding(activity: Activity) -> dict[str, Any]:
    """What a person has undone, the system does not do again by itself."""
    undone = bool(activity.closing_fact)
    return {"closing_fact": "", "closes_itself": activity.closes_itself and not undone}


def _in_force(activity: Activity) -> None:
    roadmap = activity.roadmap
    if not roadmap.is_in_force:
        raise NotInForce(
            _("The roadmap is “%(state)s”. Activities are closed once it is approved.")
            % {"state": roadmap.get_state_display()}
        )
