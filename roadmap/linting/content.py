"""Plans made from what a file says and from the preview of a draft; the preview changed."""

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from roadmap.linting.findings import PLAN_KEY, Change, Insert, MoveStage, Part, Remove, Rewrite
from roadmap.linting.plan import Plan, PlanActivity, PlanStage
from roadmap.reading import ReadItem, ReadRoadmap
from roadmap.stage_codes import code_of

_SCHOOL_YEAR = re.compile(r"(20\d\d)\s*[/\u2010-\u2014-]\s*(?:20)?(\d\d)\D{0,6}уч", re.IGNORECASE)
_LONGEST_NUMBER = 12
# Words are kept under these names in the preview.
_NAMES = {
    Part.TITLE: "title",
    Part.DEADLINE: "deadline",
    Part.RESPONSIBLE: "responsible",
    Part.RESULT: "result",
    Part.NUMBER: "number",
    Part.GOAL: "goal",
}


def plan_of_file(read: ReadRoadmap, *, year: int | None = None) -> Plan:
    """See a file as a plan."""
    approval = read.approved
    return Plan(
        title=read.title,
        organization=read.organisation,
        stages=tuple(
            PlanStage(
                key=_stage_key(at),
                number=stage.number,
                title=stage.title,
                goal=stage.goal,
                result=stage.result,
                code=code_of(stage.title),
                activities=tuple(
                    _of_item(_activity_key(at, place), item)
                    for place, item in enumerate(stage.items)
                ),
            )
            for at, stage in enumerate(read.stages)
        ),
        year=year if year is not None else year_in(read.title),
        approval=approval.text if approval else "",
        approved_on=approval.on if approval else "",
        around=read.around,
    )


def year_in(title: str) -> int | None:
    """The school year that a title names: «на 2023/2024 учебный год», but not «2020-2024 гг.»."""
    found = _SCHOOL_YEAR.search(title)
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        return None
    return int(found[1])


def _of_item(key: str, item: ReadItem) -> PlanActivity:
    return PlanActivity(
        key=key,
        number=item.number,
        title=item.text,
        deadline=item.deadline,
        responsible=item.responsible,
        result=item.result,
        heading=item.heading,
    )


def plan_of_content(content: Mapping[str, Any], *, year: int | None, **facts: Any) -> Plan:
    """See a wording or the preview of a draft as a plan; rows that are not taken are not there.

    `facts` are what the words do not say: the organization, its place, the days it shifts.
    """
    approval = content.get("approval") or {}
    around = {
        "approval": approval.get("text", ""),
        "approved_on": approval.get("on", ""),
        "around": tuple(content.get("around", ())),
    }
    return Plan(
        title=content["title"],
        stages=tuple(_of_stage(at, stage) for at, stage in enumerate(content["stages"])),
        year=year,
        **{**around, **facts},
    )


def _of_stage(at: int, stage: Mapping[str, Any]) -> PlanStage:
    return PlanStage(
        key=stage.get("key") or _stage_key(at),
        code=stage.get("code", ""),
        **{name: stage.get(name, "") for name in ("number", "title", "goal", "result")},
        activities=tuple(
            _of_said(said.get("key") or _activity_key(at, place), said)
            for place, said in enumerate(stage["activities"])
            if said.get("is_wanted", True)
        ),
    )


def _of_said(key: str, said: Mapping[str, Any]) -> PlanActivity:
    return PlanActivity(
        key=key,
        number=said["number"],
        title=said["title"],
        deadline=said["deadline"],
        responsible=said["responsible"],
        result=said.get("result", ""),
        heading=said.get("heading", ""),
        people=tuple(said.get("people", ())),
    )


def changed(content: Mapping[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    """Return the preview with the changes made; the one that was given stays as it was."""
    new = deepcopy(dict(content))
    stages = {stage.get("key") or _stage_key(at): stage for at, stage in enumerate(new["stages"])}
    rows = {
        row.get("key") or _activity_key(at, place): row
        for at, stage in enumerate(new["stages"])
        for place, row in enumerate(stage["activities"])
    }
    for change in changes:
        if isinstance(change, Rewrite):
            _rewrite(new, {**stages, **rows}, change)
        elif isinstance(change, Insert):
            stage = stages[change.stage]
            stage["activities"].append(_row(change, stage))
        elif isinstance(change, Remove):
            rows[change.key]["is_wanted"] = False
        else:
            _move(new, stages, change)
    return new


def _rewrite(content: dict[str, Any], known: Mapping[str, Any], change: Rewrite) -> None:
    if change.part is Part.APPROVAL:
        content["approval"] = {**content.get("approval", {}), "on": change.text}
    elif change.key == PLAN_KEY:
        content["title"] = change.text
    else:
        known[change.key][_NAMES[change.part]] = change.text


def _row(change: Insert, stage: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "number": next_number(stage["number"], [row["number"] for row in stage["activities"]]),
        "heading": "",
        "title": change.title,
        "deadline": change.deadline,
        "responsible": change.responsible,
        "result": change.result,
        "proof": change.proof,
        "is_wanted": True,
    }


def _move(content: dict[str, Any], stages: Mapping[str, Any], change: MoveStage) -> None:
    moved, before = stages[change.key], stages[change.before]
    kept = [stage for stage in content["stages"] if stage is not moved]
    at = next(place for place, stage in enumerate(kept) if stage is before)
    content["stages"] = [*kept[:at], moved, *kept[at:]]


def next_number(stage: str, numbers: Iterable[str]) -> str:
    """Number an activity that is added at the end of a stage, in the manner of those before it."""
    last = ([*numbers] or [""])[-1].strip(" .")
    if not last and stage:
        return f"{stage}.1"
    head, dot, tail = last.rpartition(".")
    if not (dot and tail.isascii() and tail.isdigit()):
        return ""
    number = f"{head}.{int(tail) + 1}"
    return number if len(number) <= _LONGEST_NUMBER else ""


def _stage_key(at: int) -> str:
    return f"s{at}"


def _activity_key(at: int, place: int) -> str:
    return f"s{at}-a{place}"
