"""Carry a roadmap out: who answers for what, what is done, what is not needed this year."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.refusals import Refusal
from kernel.uploads import Upload
from notices.actions import owe
from roadmap.actions.evidence import add_evidence
from roadmap.dates import days_words, next_window
from roadmap.models import Activity
from roadmap.states import ACTIVITY_LIFE


class NotInForce(Refusal):
    """Only a roadmap that is approved is carried out."""


class NoReason(Refusal):
    """What is not done this year has a reason."""


class ForeignPerson(Refusal):
    """Somebody of another organization cannot be responsible here."""


@transaction.atomic
def assign_activity(
    activity: Activity, *, people: Iterable[Membership], by: Membership, now: datetime
) -> None:
    """Say who is responsible; those who are new to it are told."""
    wanted = list(people)
    if any(person.organization_id != activity.organization_id for person in wanted):
        raise ForeignPerson(_("Choose people of your own organization."))
    before = set(activity.responsible.values_list("pk", flat=True))
    activity.responsible.set(wanted)
    journal.record("assign_activity", activity, by=by, people=[each.pk for each in wanted])
    new = [each.user for each in wanted if each.pk not in before and each.user_id != by.user_id]
    if new and activity.roadmap.is_in_force:
        owe(
            kind="activity_assigned",
            to=new,
            organization=activity.organization_id,
            subject=_("You are responsible: %(title)s") % {"title": activity.title[:120]},
            text=_("Deadline: %(deadline)s")
            % {"deadline": days_words(activity.starts_on, activity.due_on) or _("not set")},
            url=reverse("activity", args=[activity.pk]),
            key=f"{activity.pk}:{now.isoformat()}",
            now=now,
        )


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
    window = next_window(
        activity.deadline,
        year=activity.roadmap.programme.year,
        after=activity.due_on,
        shift=activity.roadmap.day_shift,
    )
    if window is None or not activity.is_planned:
        return ACTIVITY_LIFE.move(activity, "complete", by=by, done_on=today, note=note)
    journal.record("complete_once", activity, by=by, due_on=str(activity.due_on), note=note)
    fresh = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    fresh.starts_on, fresh.due_on, fresh.note = window.start, window.end, note
    fresh.save(update_fields=["starts_on", "due_on", "note"])
    return fresh


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
    return ACTIVITY_LIFE.move(activity, "reopen", by=by, done_on=None)


def _in_force(activity: Activity) -> None:
    roadmap = activity.roadmap
    if not roadmap.is_in_force:
        raise NotInForce(
            _("The roadmap is “%(state)s”. Activities are closed once it is approved.")
            % {"state": roadmap.get_state_display()}
        )
