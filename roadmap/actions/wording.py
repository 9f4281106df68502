"""Write a wording into a roadmap: what is known is changed in place, the rest comes and goes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kernel.refusals import Refusal
from roadmap.actions.plans import ASIDE
from roadmap.dates import kept_days
from roadmap.models import Activity, Evidence, Roadmap, Stage
from roadmap.states import ActivityState
from roadmap.wording import FIELDS, STAGE_WORDS, Row, kept, pk_of, rows_of


class AlreadyCarriedOut(Refusal):
    """What is done or has evidence does not vanish from the plan."""


@transaction.atomic
def write_wording(roadmap: Roadmap, wording: Mapping[str, Any], *, today: date) -> None:
    """Make the roadmap say what the wording says: all of it or nothing.

    Activities keep their state, people and evidence; one that was carried out cannot be removed.
    """
    said = kept(wording)
    standing = Activity.objects.select_for_update(of=("self",)).filter(stage__roadmap=roadmap)
    activities = {activity.pk: activity for activity in standing}
    stages = {stage.pk: stage for stage in roadmap.stages.all()}
    refuse_to_lose(roadmap, said)
    Roadmap.objects.filter(pk=roadmap.pk).update(title=said["title"])
    left = {pk_of(row["key"]) for _stage, row in rows_of(said)}
    Activity.objects.filter(pk__in=activities.keys() - left).delete()
    _step_aside(roadmap)
    for position, words in enumerate(said["stages"], start=1):
        stage = _stage(roadmap, stages.pop(pk_of(words["key"]) or 0, None), words, position)
        for place, row in enumerate(words["activities"], start=1):
            known = activities.get(pk_of(row["key"]) or 0)
            _activity(roadmap, stage, known, row, place, today=today)
    Stage.objects.filter(pk__in=stages).delete()


def refuse_to_lose(roadmap: Roadmap, wording: Mapping[str, Any]) -> None:
    """Say which activities the wording leaves out although they are done or have evidence."""
    left = [pk for _stage, row in rows_of(kept(wording)) if (pk := pk_of(row["key"]))]
    gone = Activity.objects.filter(stage__roadmap=roadmap).exclude(pk__in=left)
    with_evidence = set(
        Evidence.objects.filter(activity__in=gone).values_list("activity_id", flat=True)
    )
    lost = [
        activity
        for activity in gone.order_by("stage__position", "position")
        if activity.state == ActivityState.DONE or activity.pk in with_evidence
    ]
    if lost:
        raise AlreadyCarriedOut(
            _(
                "“%(title)s” is done already or has evidence: it cannot be taken out. Leave it, or"
                " mark it as not needed this year."
            )
            % {"title": str(lost[0])}
        )


def _step_aside(roadmap: Roadmap) -> None:
    """Make room for new positions: each of them stands once."""
    roadmap.stages.update(position=F("position") + ASIDE)
    Activity.objects.filter(stage__roadmap=roadmap).update(position=F("position") + ASIDE)


def _stage(roadmap: Roadmap, known: Stage | None, words: Row, position: int) -> Stage:
    said = {name: words[name] for name in STAGE_WORDS}
    said["template_key"] = words.get("template_key", "")
    if known is None:
        return Stage.objects.create(roadmap=roadmap, position=position, **said)
    Stage.objects.filter(pk=known.pk).update(position=position, **said)
    return known


def _activity(
    roadmap: Roadmap, stage: Stage, known: Activity | None, row: Row, place: int, *, today: date
) -> None:
    said: dict[str, Any] = {field: row.get(name, "") for name, field in FIELDS.items()}
    said["template_key"] = row.get("template_key", "")
    if known is None or known.deadline_text != row["deadline"]:
        year, shift = roadmap.programme.year, roadmap.day_shift
        said |= kept_days(row["deadline"], year=year, shift=shift, today=today)
    if known is None:
        Activity.objects.create(stage=stage, position=place, **said)
    else:
        Activity.objects.filter(pk=known.pk).update(stage=stage, position=place, **said)
