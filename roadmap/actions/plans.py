"""Edit the text of a roadmap while it may be edited: stages, activities and their order."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.refusals import Refusal
from roadmap.dates import kept_days
from roadmap.models import Activity, Roadmap, Stage

Placed = TypeVar("Placed", Stage, Activity)

# Above every real position; rows step aside here while they change places.
ASIDE = 20_000


class NotEditable(Refusal):
    """The roadmap has been sent or approved; its text stands."""


@transaction.atomic
def rename_roadmap(roadmap: Roadmap, *, title: str, by: Membership) -> None:
    """Give the roadmap another title."""
    _locked(roadmap)
    Roadmap.objects.filter(pk=roadmap.pk).update(title=title)
    journal.record("rename_roadmap", roadmap, by=by, title=title)


@transaction.atomic
def add_stage(roadmap: Roadmap, *, by: Membership, **words: str) -> Stage:
    """Add a stage at the end."""
    _locked(roadmap)
    stage = Stage.objects.create(roadmap=roadmap, position=_next(roadmap.stages), **words)
    journal.record("add_stage", stage, by=by, title=stage.title)
    return stage


@transaction.atomic
def change_stage(stage: Stage, *, by: Membership, **words: str) -> None:
    """Change the words of a stage."""
    _locked(stage.roadmap)
    Stage.objects.filter(pk=stage.pk).update(**words)
    journal.record("change_stage", stage, by=by, changed=_changed(stage, words))


@transaction.atomic
def remove_stage(stage: Stage, *, by: Membership) -> None:
    """Take a stage out with its activities."""
    _locked(stage.roadmap)
    journal.record("remove_stage", stage, by=by, title=stage.title)
    stage.delete()


@transaction.atomic
def move_stage(stage: Stage, *, up: bool, by: Membership) -> None:
    """Change places with the stage before or after."""
    _locked(stage.roadmap)
    if _swap(stage, Stage.objects.filter(roadmap_id=stage.roadmap_id), up=up):
        journal.record("move_stage", stage, by=by, up=up)


@transaction.atomic
def add_activity(stage: Stage, *, by: Membership, today: date, **words: str) -> Activity:
    """Add an activity at the end of a stage."""
    _locked(stage.roadmap)
    activity = Activity.objects.create(
        stage=stage,
        position=_next(stage.activities),
        **words,
        **_days(stage.roadmap, words.get("deadline_text", ""), today=today),
    )
    journal.record("add_activity", activity, by=by, title=activity.title[:200])
    return activity


@transaction.atomic
def change_activity(activity: Activity, *, by: Membership, today: date, **words: str) -> None:
    """Change an activity; its days follow from its deadline."""
    _locked(activity.roadmap)
    changes: dict[str, Any] = dict(words)
    if "deadline_text" in words:
        changes |= _days(activity.roadmap, words["deadline_text"], today=today)
    Activity.objects.filter(pk=activity.pk).update(**changes)
    journal.record("change_activity", activity, by=by, changed=_changed(activity, words))


@transaction.atomic
def remove_activity(activity: Activity, *, by: Membership) -> None:
    """Take an activity out."""
    _locked(activity.roadmap)
    journal.record("remove_activity", activity, by=by, title=activity.title[:200])
    activity.delete()


@transaction.atomic
def move_activity(activity: Activity, *, up: bool, by: Membership) -> None:
    """Change places with the activity before or after it in the stage."""
    _locked(activity.roadmap)
    if _swap(activity, Activity.objects.filter(stage_id=activity.stage_id), up=up):
        journal.record("move_activity", activity, by=by, up=up)


def _locked(roadmap: Roadmap) -> None:
    """Hold the roadmap while its text changes, and refuse once it has been sent."""
    fresh = Roadmap.objects.select_for_update(of=("self",)).get(pk=roadmap.pk)
    if not fresh.is_editable:
        raise NotEditable(
            _("The roadmap is “%(state)s”: its text cannot be changed now.")
            % {"state": fresh.get_state_display()}
        )


def _days(roadmap: Roadmap, deadline: str, *, today: date) -> dict[str, Any]:
    return kept_days(deadline, year=roadmap.programme.year, shift=roadmap.day_shift, today=today)


def _changed(record: Stage | Activity, words: Mapping[str, str]) -> list[str]:
    return [name for name, value in words.items() if getattr(record, name) != value]


def _next(rows: Any) -> int:
    return int(rows.aggregate(last=Max("position"))["last"] or 0) + 1


def _swap(record: Placed, rows: Any, *, up: bool) -> bool:
    """Exchange positions; by way of a free one, because each position stands once."""
    here = rows.values_list("position", flat=True).get(pk=record.pk)
    before = rows.filter(position__lt=here).order_by("-position")
    after = rows.filter(position__gt=here).order_by("position")
    other = (before if up else after).first()
    if other is None:
        return False
    mine, theirs = rows.filter(pk=record.pk), rows.filter(pk=other.pk)
    mine.update(position=F("position") + ASIDE)
    theirs.update(position=here)
    mine.update(position=other.position)
    return True
