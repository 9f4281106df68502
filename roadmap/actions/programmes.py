"""Open the programme of a school year from what was read."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.refusals import Refusal
from roadmap.actions.drafts import erase
from roadmap.dates import read_deadline
from roadmap.models import Activity, Draft, Programme, Roadmap, Stage
from roadmap.mornings import DEFAULT_DAYS


class AlreadyOpened(Refusal):
    """The school year has a roadmap already."""


class NothingToOpen(Refusal):
    """Every row of the draft was left out."""


@transaction.atomic
def open_programme(
    draft: Draft, *, by: Membership, now: datetime, today: date, replace: bool = False
) -> Roadmap:
    """Make the roadmap of the school year from a draft: all of it or nothing.

    A roadmap that may still be edited is replaced when the curator has confirmed it; one that
    was sent, approved or agreed is never touched.
    """
    fresh = Draft.objects.select_for_update().get(pk=draft.pk)
    programme = programme_of(draft.organization_id, year=fresh.year, by=by, now=now)
    _make_room(programme, by=by, replace=replace)
    roadmap = Roadmap.objects.create(
        programme=programme,
        title=fresh.content["title"],
        source_name=fresh.source_name,
        source_text=fresh.source_text,
        made_by_id=by.user_id,
    )
    activities = _fill(roadmap, fresh, today=today)
    if not activities:
        raise NothingToOpen(_("Every activity is left out. Mark at least one to be taken."))
    journal.record("open_roadmap", roadmap, by=by, source=fresh.source_name, activities=activities)
    erase(fresh)
    return roadmap


@transaction.atomic
def programme_of(organization_id: int, *, year: int, by: Membership, now: datetime) -> Programme:
    """Find the programme of the school year, or open it; two curators at once get the same."""
    programme, is_new = Programme.objects.get_or_create(
        organization_id=organization_id,
        year=year,
        defaults={
            "opened_at": now,
            "opened_by_id": by.user_id,
            "remind_days": list(DEFAULT_DAYS),
        },
    )
    if is_new:
        journal.record("open_programme", programme, by=by, year=year)
    return Programme.objects.select_for_update().get(pk=programme.pk)


@transaction.atomic
def choose_reminders(
    programme: Programme,
    *,
    days: list[int],
    digest_weekday: int | None,
    escalate_days: int | None,
    by: Membership,
) -> None:
    """Say when people are reminded of deadlines, and when the director is told of late ones."""
    Programme.objects.filter(pk=programme.pk).update(
        remind_days=sorted(set(days), reverse=True),
        digest_weekday=digest_weekday,
        escalate_days=escalate_days,
    )
    journal.record(
        "choose_remind_days",
        programme,
        by=by,
        days=days,
        digest_weekday=digest_weekday,
        escalate_days=escalate_days,
    )


def _make_room(programme: Programme, *, by: Membership, replace: bool) -> None:
    before = Roadmap.objects.filter(programme=programme).first()
    if before is None:
        return
    if not before.is_editable:
        raise AlreadyOpened(
            _(
                "The school year %(year)s has a roadmap that is “%(state)s”. It cannot be replaced;"
                " ask whoever holds it to return it first."
            )
            % {"year": programme.school_year.label, "state": before.get_state_display()}
        )
    if not replace:
        raise AlreadyOpened(
            _("The school year %(year)s has a roadmap already. Confirm that it shall be replaced.")
            % {"year": programme.school_year.label}
        )
    journal.record("replace_roadmap", before, by=by, title=before.title)
    before.delete()


def _fill(roadmap: Roadmap, draft: Draft, *, today: date) -> int:
    """Create stages and activities in the order of the draft; return how many activities."""
    count = 0
    kept = [(stage, wanted) for stage in draft.stages if (wanted := _wanted(stage))]
    for position, (stage, wanted) in enumerate(kept, start=1):
        made = Stage.objects.create(
            roadmap=roadmap,
            position=position,
            **{name: stage[name] for name in ("number", "title", "goal", "result", "code")},
        )
        Activity.objects.bulk_create(
            [
                _activity(made, place, activity, year=draft.year, today=today)
                for place, activity in enumerate(wanted, start=1)
            ]
        )
        count += len(wanted)
    return count


def _wanted(stage: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in stage["activities"] if each["is_wanted"] and each["title"].strip()]


def _activity(
    stage: Stage, position: int, said: dict[str, Any], *, year: int, today: date
) -> Activity:
    reading = read_deadline(said["deadline"], year=year)
    starts_on, due_on = reading.days_from(today)
    return Activity(
        stage=stage,
        position=position,
        number=said["number"],
        title=said["title"],
        deadline_text=said["deadline"],
        deadline=reading.deadline.to_dict(),
        is_understood=reading.is_understood,
        starts_on=starts_on,
        due_on=due_on,
        responsible_text=said["responsible"],
        result=said["result"],
        proof_code=said["proof"],
    )
