"""Open the next school year from this one: new dates, and a decision about what is left."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.calendar import SchoolYear
from kernel.refusals import Refusal
from roadmap.dates import moved_to
from roadmap.deadlines import Deadline, Kind
from roadmap.models import Activity, Draft, Programme, Roadmap
from roadmap.people import who_may_answer
from roadmap.states import ACTIVITY_LIFE, ActivityState, Leftover, WayIn
from roadmap.wording import Row, Wording, pk_of, rows_of, with_keys, wording_of

_ONCE = frozenset({Kind.DATE, Kind.RANGE, Kind.DEADLINE, Kind.MONTH})
_WRITTEN_YEAR = re.compile(r"\b20\d\d\b")
_YEARS = re.compile(r"\b(20\d\d)(\s*[/\u2010-\u2014-]\s*)(20)?(\d\d)\b")
REASON_LIMIT = 500


class Undecided(Refusal):
    """Every unfinished activity wants a decision."""


class AlreadyOpened(Refusal):
    """The next school year has its roadmap."""


class NoReason(Refusal):
    """What is dropped is dropped with a reason."""


@dataclass(frozen=True)
class Decision:
    """What becomes of an unfinished activity."""

    leftover: Leftover
    reason: str = ""


@transaction.atomic
def take_year(
    roadmap: Roadmap,
    *,
    decisions: Mapping[int, Decision],
    by: Membership,
    now: datetime,
    today: date,
) -> Draft:
    """Prepare the plan of the next school year from this one; the preview shows it first.

    Asked again while the draft waits, it is the same draft. Nothing changes in this year's plan
    before the new one is made.
    """
    year = roadmap.programme.year + 1
    # Two at once wait here: the second one finds the draft of the first.
    Roadmap.objects.select_for_update(of=("self",)).get(pk=roadmap.pk)
    known = Draft.objects.filter(earlier=roadmap, year=year).first()
    if known is not None:
        return known
    if next_roadmap(roadmap) is not None:
        raise AlreadyOpened(
            _("The school year %(year)s has a roadmap already.") % {"year": SchoolYear(year).label}
        )
    _check(roadmap, decisions)
    draft = Draft.objects.create(
        organization_id=roadmap.organization_id,
        year=year,
        way_in=WayIn.YEAR,
        source_name=_("the roadmap of %(year)s") % {"year": roadmap.programme.school_year.label},
        earlier=roadmap,
        template_version_id=roadmap.template_version_id,
        content=_content(roadmap, decisions, year=year, today=today),
        made_at=now,
        made_by_id=by.user_id,
    )
    journal.record("take_year", draft, by=by, earlier=roadmap.pk, year=year)
    return draft


def settle_earlier(draft: Draft, *, by: Membership, today: date) -> None:
    """Do in the earlier plan what was decided about what was left; done twice, it is the same.

    Called in the transaction that makes the new roadmap. What somebody has settled meanwhile stays.
    """
    decisions: Mapping[str, Mapping[str, str]] = draft.content.get("decisions", {})
    wanted = {int(pk): said for pk, said in decisions.items()}
    left = Activity.objects.filter(stage__roadmap=draft.earlier_id, pk__in=wanted).planned()
    for activity in left.order_by("pk"):
        said = wanted[activity.pk]
        if said["leftover"] == Leftover.CLOSE:
            note = said["reason"] or _("Closed at the end of the year.")
            ACTIVITY_LIFE.move(activity, "complete", by=by, done_on=today, note=note)
        elif said["leftover"] == Leftover.TAKE:
            note = _("Carried over to %(year)s.") % {"year": SchoolYear(draft.year).label}
            ACTIVITY_LIFE.move(activity, "skip", by=by, note=note)
        else:
            ACTIVITY_LIFE.move(activity, "skip", by=by, note=said["reason"])


def happens_once(text: str, stored: Mapping[str, Any]) -> bool:
    """Tell whether a deadline names days of one year and does not come back."""
    if not stored or not _WRITTEN_YEAR.search(text):
        return False
    deadline = Deadline.from_dict(dict(stored))
    return deadline.kind in _ONCE and deadline.then is None


def _check(roadmap: Roadmap, decisions: Mapping[int, Decision]) -> None:
    for activity in unfinished(roadmap):
        decision = decisions.get(activity.pk)
        if decision is None:
            raise Undecided(_("Decide about every unfinished activity."))
        if decision.leftover == Leftover.DROP and not decision.reason.strip():
            raise NoReason(_("Write why you drop: %(title)s") % {"title": activity.title[:120]})


def unfinished(roadmap: Roadmap) -> list[Activity]:
    """What is still to be done in a plan that ran the year."""
    if not roadmap.is_in_force:
        return []
    planned = Activity.objects.filter(stage__roadmap=roadmap).planned()
    return list(planned.select_related("stage").in_order())


def _content(
    roadmap: Roadmap, decisions: Mapping[int, Decision], *, year: int, today: date
) -> Wording:
    content = wording_of(roadmap)
    activities = {
        activity.pk: activity
        for activity in Activity.objects.filter(stage__roadmap=roadmap).prefetch_related(
            "responsible", "helpers"
        )
    }
    stay = set(
        who_may_answer(roadmap.organization_id, today).order_by().values_list("pk", flat=True)
    )
    for _stage, row in rows_of(content):
        activity = activities[pk_of(row["key"]) or 0]
        _carry(row, activity, decisions.get(activity.pk), year=year, stay=stay)
    for stage in content["stages"]:
        stage.pop("key")
        for row in stage["activities"]:
            row.pop("key")
    return {
        **with_keys(content),
        "title": _moved_title(content["title"], roadmap.programme.school_year, SchoolYear(year)),
        "problems": [],
        "layout": roadmap.layout,
        "shift": roadmap.day_shift,
        "decisions": {
            str(pk): {"leftover": each.leftover, "reason": each.reason.strip()[:REASON_LIMIT]}
            for pk, each in decisions.items()
        },
    }


def _carry(
    row: Row, activity: Activity, decision: Decision | None, *, year: int, stay: set[int]
) -> None:
    """One activity as it begins the next year: its dates, its people, whether it goes on at all."""
    is_once = happens_once(row["deadline"], activity.deadline)
    row["deadline"] = moved_to(row["deadline"], year=year)
    row["members"] = sorted({each.pk for each in activity.responsible.all()} & stay)
    row["helpers"] = sorted({each.pk for each in activity.helpers.all()} & stay)
    row["bodies"], row["helping_bodies"] = activity.bodies, activity.helping_bodies
    row["is_once"] = is_once
    if activity.state == ActivityState.NOT_NEEDED:
        row["not_needed"] = activity.note
    if decision is not None and decision.leftover == Leftover.DROP:
        row["is_wanted"] = False
    elif decision is not None and decision.leftover == Leftover.CLOSE:
        row["is_wanted"] = not is_once


def _moved_title(title: str, before: SchoolYear, after: SchoolYear) -> str:
    """«План на 2026/2027 учебный год» is the plan of the next one."""

    def moved(found: re.Match[str]) -> str:
        if int(found[1]) != before.start:
            return found.group()
        ends = after.start + 1
        return f"{after.start}{found[2]}{ends if found[3] else f'{ends % 100:02d}'}"

    return _YEARS.sub(moved, title)


def next_roadmap(roadmap: Roadmap) -> Roadmap | None:
    """The roadmap of the school year after this one, where there is one."""
    return Roadmap.objects.filter(
        programme__organization_id=roadmap.organization_id,
        programme__year=roadmap.programme.year + 1,
    ).first()


def earlier_roadmap(organization_id: int, year: int) -> Roadmap | None:
    """The roadmap of the school year before, from which this one may be opened."""
    programme = Programme.objects.filter(organization_id=organization_id, year=year - 1)
    return Roadmap.objects.filter(programme__in=programme).with_organization().first()
