"""Read a roadmap from a file, a text or a template; correct what was read."""

import copy
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Membership
from kernel import journal
from kernel.jobs import Run, job, want
from kernel.refusals import Refusal
from roadmap.dates import moved_to
from roadmap.models import Draft, TemplateVersion
from roadmap.reading import ReadItem, ReadRoadmap, read, read_pasted
from roadmap.stage_codes import code_of
from roadmap.states import Layout, WayIn
from roadmap.templates_shipped import ShippedTemplate
from roadmap.wording import with_keys

# What is read while the person waits; the rest is read by a worker.
AT_ONCE_BYTES = 1024 * 1024
SLOW_KINDS = (".pdf", ".doc")
MOST_ACTIVITIES = 300
# What stands outside the table is kept for the check.
MOST_LINES, MOST_LETTERS = 100, 300
TITLE_LIMIT, DEADLINE_LIMIT, RESPONSIBLE_LIMIT, NUMBER_LIMIT = 400, 400, 600, 12

READ_FILE = "roadmap.read_file"


class RoadmapNotRead(Refusal):
    """What was read cannot become a roadmap; the message says why."""


@transaction.atomic
def read_file(*, year: int, name: str, content: bytes, by: Membership, now: datetime) -> Draft:
    """Keep an uploaded roadmap and read it: at once, or by a worker when it takes time."""
    draft = _new(WayIn.FILE, year=year, source_name=name, by=by, now=now)
    if len(content) > AT_ONCE_BYTES or name.lower().endswith(SLOW_KINDS):
        draft.file.save(name, ContentFile(content), save=False)
        draft.save(update_fields=["file"])
        draft.job = want(
            READ_FILE, by=by, key=str(draft.pk), title=name, now=now, draft_id=draft.pk
        )
        draft.save(update_fields=["job"])
        return draft
    return _keep(draft, _content(read(content, name)))


@transaction.atomic
def read_text(*, year: int, text: str, by: Membership, now: datetime) -> Draft:
    """Read a table pasted from Word or from a page."""
    draft = _new(
        WayIn.TEXT, year=year, source_name=_("pasted text"), source_text=text, by=by, now=now
    )
    return _keep(draft, _content(read_pasted(text)))


@transaction.atomic
def take_template(template: ShippedTemplate, *, year: int, by: Membership, now: datetime) -> Draft:
    """Begin with a shipped template; the school corrects it as it likes."""
    draft = _new(WayIn.TEMPLATE, year=year, source_name=template.title, by=by, now=now)
    return _keep(draft, template.content())


@transaction.atomic
def take_version(version: TemplateVersion, *, year: int, by: Membership, now: datetime) -> Draft:
    """Begin with a template of the bodies above; the school follows this version of it."""
    draft = _new(WayIn.TEMPLATE, year=year, source_name=str(version), by=by, now=now)
    draft.template_version = version
    draft.save(update_fields=["template_version"])
    content = copy.deepcopy(version.content)
    for stage in content["stages"]:
        stage["template_key"] = stage["key"]
        for row in stage["activities"]:
            row["template_key"] = row["key"]
    return _keep(draft, {**content, "problems": []})


@job(READ_FILE, title=gettext_lazy("Reading a roadmap"))
def read_kept_file(run: Run) -> dict[str, Any]:
    """Read the file of a draft; done twice, it reads the same."""
    run.step(0, 1, gettext_lazy("Reading the file"))
    draft = Draft.objects.get(pk=run.params["draft_id"])
    with draft.file.open("rb") as file:
        content = _content(read(file.read(), draft.source_name))
    with transaction.atomic():
        _keep(Draft.objects.select_for_update().get(pk=draft.pk), content)
    run.step(1, 1)
    return {"draft": draft.pk}


@transaction.atomic
def correct_draft(draft: Draft, *, content: Mapping[str, Any], by: Membership) -> Draft:
    """Keep what the curator has corrected in the preview."""
    return _keep(Draft.objects.select_for_update().get(pk=draft.pk), dict(content))


@transaction.atomic
def move_dates(draft: Draft, *, by: Membership) -> int:
    """Carry the dates of an earlier plan over to the school year of the draft."""
    fresh = Draft.objects.select_for_update().get(pk=draft.pk)
    moved = 0
    content = fresh.content
    for stage in content["stages"]:
        for activity in stage["activities"]:
            deadline = moved_to(activity["deadline"], year=fresh.year)
            moved += deadline != activity["deadline"]
            activity["deadline"] = deadline
    _keep(fresh, content)
    return moved


@transaction.atomic
def drop_draft(draft: Draft, *, by: Membership) -> None:
    """Throw away what was read and its file."""
    journal.record("drop_draft", draft, by=by, source=draft.source_name)
    erase(draft)


def erase(draft: Draft) -> None:
    """Delete the row, and its file once the transaction holds."""
    if draft.file:
        name, storage = str(draft.file.name), draft.file.storage
        transaction.on_commit(lambda: storage.delete(name))
    draft.delete()


def _new(
    way_in: WayIn,
    *,
    year: int,
    source_name: str,
    by: Membership,
    now: datetime,
    source_text: str = "",
) -> Draft:
    draft = Draft.objects.create(
        organization_id=by.organization_id,
        year=year,
        way_in=way_in,
        source_name=source_name[:200],
        source_text=source_text,
        made_at=now,
        made_by_id=by.user_id,
    )
    journal.record("read_roadmap", draft, by=by, way_in=way_in, year=year)
    return draft


def _keep(draft: Draft, content: dict[str, Any]) -> Draft:
    draft.content = with_keys(content)
    draft.save(update_fields=["content"])
    return draft


def _content(found: ReadRoadmap) -> dict[str, Any]:
    """Write down what was read as the preview needs it."""
    stages = [_stage(stage) for stage in found.stages]
    count = sum(len(stage["activities"]) for stage in stages)
    if not count:
        raise RoadmapNotRead(
            _(
                "No activities were found. A roadmap is a table with a column of activities and"
                " a column of deadlines: copy the table together with its headings."
            )
        )
    if count > MOST_ACTIVITIES:
        raise RoadmapNotRead(
            ngettext(
                "There is %(count)d activity in it, and a roadmap may have %(most)d.",
                "There are %(count)d activities in it, and a roadmap may have %(most)d.",
                count,
            )
            % {"count": count, "most": MOST_ACTIVITIES}
        )
    approved = found.approved
    return {
        "title": _title(found),
        "stages": stages,
        "problems": _problems(found),
        "approval": {"text": approved.text, "by": approved.by, "on": approved.on}
        if approved
        else None,
        "layout": _layout(found),
        "around": [line[:MOST_LETTERS] for line in found.around[:MOST_LINES]],
    }


def _title(found: ReadRoadmap) -> str:
    return _line(found.title, TITLE_LIMIT) or str(_("Roadmap of mentoring"))


def _problems(found: ReadRoadmap) -> list[dict[str, str]]:
    return [{"place": str(each.place), "text": str(each.text)} for each in found.problems]


def _stage(stage: Any) -> dict[str, Any]:
    return {
        "number": _line(stage.number, NUMBER_LIMIT),
        "title": _line(stage.title, TITLE_LIMIT) or str(_("Stage without a name")),
        "goal": (stage.goal or "").strip(),
        "result": (stage.result or "").strip(),
        "code": code_of(stage.title or ""),
        "activities": [_activity(each) for each in stage.items],
    }


def _activity(read_row: ReadItem) -> dict[str, Any]:
    """One row, with what was read kept beside what the curator makes of it."""
    said = {
        "title": (read_row.text or "").strip(),
        "deadline": _line(read_row.deadline, DEADLINE_LIMIT),
        "responsible": _line(read_row.responsible, RESPONSIBLE_LIMIT),
    }
    return {
        "number": _line(read_row.number, NUMBER_LIMIT),
        "heading": _line(read_row.heading, TITLE_LIMIT),
        **said,
        "result": (read_row.result or "").strip(),
        "proof": "",
        "is_wanted": True,
        "place": read_row.place,
        "read": said,
    }


def _layout(found: ReadRoadmap) -> str:
    """The layout in which the document is printed itself, by its columns."""
    meanings = {column.meaning for column in found.columns}
    if "stage" in meanings or "content" in meanings:
        return Layout.B
    if "result" in meanings:
        return Layout.D
    numbers = [each.number for stage in found.stages for each in stage.items if each.number]
    is_continuous = bool(numbers) and numbers == [str(n) for n in range(1, len(numbers) + 1)]
    return Layout.C if is_continuous else Layout.A


def _line(text: str | None, limit: int) -> str:
    return " ".join((text or "").split())[:limit]
