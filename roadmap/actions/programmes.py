"""Open the programme of a school year from what was read."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.refusals import Refusal
from roadmap.actions.drafts import erase
from roadmap.actions.years import settle_earlier
from roadmap.dates import kept_days
from roadmap.models import Activity, Draft, Programme, Roadmap, Stage
from roadmap.mornings import DEFAULT_DAYS
from roadmap.people import who_may_answer
from roadmap.responsibles import meant
from roadmap.states import DayShift, Layout
from roadmap.wording import (
    FIELDS,
    STAGE_WORDS,
    Row,
    Wording,
    approval_words,
    count_of,
    kept,
    with_keys,
)


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
    fresh = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    programme = programme_of(draft.organization_id, year=fresh.year, by=by, now=now)
    _make_room(programme, by=by, replace=replace)
    content = with_keys(fresh.content)
    roadmap = Roadmap.objects.create(
        programme=programme,
        title=content["title"],
        source_name=fresh.source_name,
        source_text=fresh.source_text,
        source_approval=approval_words(content.get("approval") or {})[:400],
        layout=content.get("layout", Layout.A),
        day_shift=content.get("shift", DayShift.KEEP),
        template_version_id=fresh.template_version_id,
        made_by_id=by.user_id,
    )
    activities = _fill(roadmap, content, today=today)
    if not activities:
        raise NothingToOpen(_("Every activity is left out. Mark at least one to be taken."))
    if fresh.earlier_id is not None:
        settle_earlier(fresh, by=by, today=today)
        _remind_as_before(fresh, programme)
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


def _remind_as_before(draft: Draft, programme: Programme) -> None:
    """People are reminded in the new year as they were in the year before."""
    before = Programme.objects.filter(roadmap=draft.earlier_id).first()
    if before is not None:
        Programme.objects.filter(pk=programme.pk).update(
            remind_days=before.remind_days,
            digest_weekday=before.digest_weekday,
            escalate_days=before.escalate_days,
        )


def _fill(roadmap: Roadmap, content: Wording, *, today: date) -> int:
    """Create stages and activities in the order of the draft; return how many activities."""
    may_answer = set(
        who_may_answer(roadmap.organization_id, today).order_by().values_list("pk", flat=True)
    )
    said = kept(content)
    for position, words in enumerate(said["stages"], start=1):
        stage = Stage.objects.create(
            roadmap=roadmap,
            position=position,
            template_key=words.get("template_key", ""),
            **{name: words[name] for name in STAGE_WORDS},
        )
        made = Activity.objects.bulk_create(
            [
                _activity(stage, place, row, today=today)
                for place, row in enumerate(words["activities"], start=1)
            ]
        )
        pairs = list(zip(made, words["activities"], strict=True))
        _appoint(
            Activity.responsible, [(each, meant(content, row)) for each, row in pairs], may_answer
        )
        _appoint(
            Activity.helpers, [(each, row.get("helpers", ())) for each, row in pairs], may_answer
        )
    return count_of(said)


def _appoint(
    field: Any, wanted: Iterable[tuple[Activity, Iterable[int]]], may_answer: set[int]
) -> None:
    """Put people in charge, as far as they are still of the organization."""
    link = field.through
    link.objects.bulk_create(
        [
            link(activity=activity, membership_id=pk)
            for activity, people in wanted
            for pk in sorted(set(people) & may_answer)
        ]
    )


def _activity(stage: Stage, position: int, row: Row, *, today: date) -> Activity:
    roadmap = stage.roadmap
    days = kept_days(
        row["deadline"], year=roadmap.programme.year, shift=roadmap.day_shift, today=today
    )
    return Activity(
        stage=stage,
        position=position,
        template_key=row.get("template_key", ""),
        bodies=row.get("bodies", ""),
        helping_bodies=row.get("helping_bodies", ""),
        **{field: row.get(name, "") for name, field in FIELDS.items()},
        **days,
    )
