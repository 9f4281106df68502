"""Say who is in charge of an activity and who helps, and who stands in for the absent."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Membership, Organization, User
from kernel import journal
from kernel.refusals import Refusal
from kernel.russian import period_words
from notices.actions import owe
from roadmap.dates import days_words
from roadmap.models import Activity, Leave
from roadmap.rules import may_set_leave_of

ONE_DAY = timedelta(days=1)
MOST_LINES = 40


@dataclass(frozen=True)
class Assigned:
    """Somebody who is new to an activity."""

    activity: Activity
    user: User
    only_helps: bool = False


class ForeignPerson(Refusal):
    """Somebody of another organization cannot be responsible here."""


class WrongLeave(Refusal):
    """A leave that cannot be: over before it begins, twice at once, or without a deputy."""


@transaction.atomic
def assign_activity(
    activity: Activity,
    *,
    people: Iterable[Membership],
    by: Membership,
    now: datetime,
    helpers: Iterable[Membership] | None = None,
    bodies: str | None = None,
    helping_bodies: str | None = None,
) -> None:
    """Say who is in charge, and who helps where that is given; those who are new to it are told."""
    new = put_in_charge(
        activity,
        people=people,
        by=by,
        helpers=helpers,
        bodies=bodies,
        helping_bodies=helping_bodies,
    )
    tell_assigned(new, by=by, now=now)


@transaction.atomic
def put_in_charge(
    activity: Activity,
    *,
    people: Iterable[Membership],
    by: Membership,
    helpers: Iterable[Membership] | None = None,
    bodies: str | None = None,
    helping_bodies: str | None = None,
) -> list[Assigned]:
    """Say who is in charge and who helps; answer who is new to it and is still to be told."""
    in_charge = list(people)
    helping = None if helpers is None else [each for each in helpers if each not in in_charge]
    _refuse_foreign(activity.organization_id, [*in_charge, *(helping or [])])
    before = set(activity.responsible.values_list("user_id", flat=True))
    activity.responsible.set(in_charge)
    helped_before = set(activity.helpers.values_list("user_id", flat=True))
    if helping is not None:
        activity.helpers.set(helping)
    words = {"bodies": bodies, "helping_bodies": helping_bodies}
    kept = {name: said.strip() for name, said in words.items() if said is not None}
    if kept:
        Activity.objects.filter(pk=activity.pk).update(**kept)
    journal.record(
        "assign_activity",
        activity,
        by=by,
        people=[each.pk for each in in_charge],
        helpers=[each.pk for each in helping or []],
        **kept,
    )
    if not activity.roadmap.is_in_force:
        return []
    known = {*before, by.user_id}
    answer = [Assigned(activity, each.user) for each in in_charge if each.user_id not in known]
    known |= helped_before
    help_out = [each.user for each in helping or [] if each.user_id not in known]
    return answer + [Assigned(activity, user, only_helps=True) for user in help_out]


def tell_assigned(new: Sequence[Assigned], *, by: Membership, now: datetime) -> None:
    """Tell each person once, however many activities they were given."""
    by_person: dict[User, list[Assigned]] = defaultdict(list)
    for assigned in new:
        by_person[assigned.user].append(assigned)
    for user, given in by_person.items():
        if len(given) == 1:
            _tell_one(given[0], now=now)
        else:
            _tell_several(user, given, by=by, now=now)


@transaction.atomic
def set_leave(
    person: Membership,
    *,
    deputy: Membership,
    since_on: date,
    until_on: date,
    by: Membership,
    now: datetime,
) -> Leave:
    """Say that somebody is away and who stands in; the deputy is told."""
    if not may_set_leave_of(by, person):
        raise ForeignPerson(_("Choose people of your own organization."))
    _refuse_foreign(person.organization_id, [deputy])
    if deputy.user_id == person.user_id:
        raise WrongLeave(_("Choose somebody else as the deputy."))
    if until_on < since_on:
        raise WrongLeave(_("The last day comes before the first one."))
    # Two people who enter leaves at once wait for each other here.
    Organization.objects.select_for_update().get(pk=person.organization_id)
    same = Leave.objects.filter(person=person, since_on__lte=until_on, until_on__gte=since_on)
    if same.exists():
        raise WrongLeave(_("These days cross an absence that is already entered."))
    leave = Leave.objects.create(
        person=person,
        deputy=deputy,
        since_on=since_on,
        until_on=until_on,
        set_at=now,
        set_by_id=by.user_id,
    )
    days = period_words(since_on, until_on)
    journal.record("set_leave", leave, by=by, person=person.pk, deputy=deputy.pk, days=days)
    if deputy.user_id != by.user_id:
        said = {"name": person.user.name.short, "days": days}
        owe(
            kind="deputy",
            to=deputy.user,
            organization=person.organization_id,
            subject=_("You stand in for %(name)s") % said,
            text=_("%(days)s. Reminders about the activities of the absent come to you.") % said,
            url=reverse("leaves"),
            key=str(leave.pk),
            now=now,
        )
    return leave


@transaction.atomic
def end_leave(leave: Leave, *, by: Membership, today: date) -> None:
    """The person is back today; a leave that has not begun is called off."""
    fresh = Leave.objects.select_for_update().get(pk=leave.pk)
    journal.record("end_leave", fresh, by=by, person=fresh.person_id, today=today.isoformat())
    if fresh.since_on >= today:
        fresh.delete()
    elif fresh.until_on >= today:
        fresh.until_on = today - ONE_DAY
        fresh.save(update_fields=["until_on"])


def _refuse_foreign(organization_id: int, people: Sequence[Membership]) -> None:
    if any(person.organization_id != organization_id for person in people):
        raise ForeignPerson(_("Choose people of your own organization."))


def _tell_one(assigned: Assigned, *, now: datetime) -> None:
    activity = assigned.activity
    subject = (
        _("You help: %(title)s") if assigned.only_helps else _("You are responsible: %(title)s")
    )
    owe(
        kind="activity_assigned",
        to=assigned.user,
        organization=activity.organization_id,
        subject=subject % {"title": activity.title[:120]},
        text=_("Deadline: %(deadline)s") % {"deadline": _days(activity)},
        url=reverse("activity", args=[activity.pk]),
        key=f"{activity.pk}:{now.isoformat()}",
        now=now,
    )


def _tell_several(user: User, given: Sequence[Assigned], *, by: Membership, now: datetime) -> None:
    count = len(given)
    words = ngettext(
        "You are given %(count)d activity", "You are given %(count)d activities", count
    )
    owe(
        kind="activity_assigned",
        to=user,
        organization=by.organization_id,
        subject=words % {"count": count},
        text="\n".join(_line(assigned) for assigned in given[:MOST_LINES]),
        url=reverse("today"),
        key=f"several:{now.isoformat()}",
        now=now,
    )


def _line(assigned: Assigned) -> str:
    line = f"— {assigned.activity.title[:200]} ({_days(assigned.activity)})"
    return f"{line}, {_('you help')}" if assigned.only_helps else line


def _days(activity: Activity) -> str:
    return days_words(activity.starts_on, activity.due_on) or _("not set")
