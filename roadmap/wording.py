"""The words of a plan as a value: how drafts, templates, amendments and versions keep them.

A wording is `{"title", "stages": [{"key", "number", "title", "goal", "result", "code",
"activities": [{"key", "number", "heading", "title", "deadline", "responsible", "result", "proof",
"is_wanted"}]}]}`; a draft adds `problems` and what else it has learnt about a row. A key names a
row within its wording: `a57` is activity 57 of the roadmap, `s12` its stage 12.
"""

import secrets
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from django.utils.translation import gettext

from kernel.russian import date_words
from roadmap.models import Activity, Roadmap, Stage
from roadmap.reading.front import date_in

Wording: TypeAlias = dict[str, Any]
Row: TypeAlias = dict[str, Any]

STAGE_WORDS = ("number", "title", "goal", "result", "code")
ROW_WORDS = ("number", "heading", "title", "deadline", "responsible", "result", "proof")
# The word of a row → the field of the activity that holds it.
FIELDS = {
    "number": "number",
    "heading": "heading",
    "title": "title",
    "deadline": "deadline_text",
    "responsible": "responsible_text",
    "result": "result",
    "proof": "proof_code",
}
KEY_BYTES = 4


def new_key() -> str:
    """Name a row that stands nowhere yet."""
    return f"n{secrets.token_hex(KEY_BYTES)}"


def stage_key(stage: Stage | int) -> str:
    """Name a stage of a roadmap."""
    return f"s{stage if isinstance(stage, int) else stage.pk}"


def row_key(activity: Activity | int) -> str:
    """Name an activity of a roadmap."""
    return f"a{activity if isinstance(activity, int) else activity.pk}"


def pk_of(key: str) -> int | None:
    """The number of the stage or activity that a key names; nothing for a new one."""
    return int(key[1:]) if key[:1] in {"a", "s"} and key[1:].isdecimal() else None


def wording_of(roadmap: Roadmap) -> Wording:
    """Write a roadmap down, in the order it is printed."""
    stages = roadmap.stages.order_by("position").prefetch_related("activities")
    return {"title": roadmap.title, "stages": [_stage(stage) for stage in stages]}


def rows_of(wording: Mapping[str, Any]) -> Iterator[tuple[Row, Row]]:
    """Walk the activities with their stages, in order."""
    for stage in wording.get("stages", []):
        for row in stage["activities"]:
            yield stage, row


def row_in(wording: Mapping[str, Any], key: str) -> Row | None:
    """Find an activity by its key."""
    return next((row for _stage, row in rows_of(wording) if row["key"] == key), None)


def kept(wording: Mapping[str, Any]) -> Wording:
    """Leave out the rows that were not wanted, and the stages that nothing is left in."""
    stages = []
    for stage in wording.get("stages", []):
        rows = [row for row in stage["activities"] if row["is_wanted"] and row["title"].strip()]
        if rows:
            stages.append({**stage, "activities": rows})
    return {"title": wording["title"], "stages": stages}


def new_row(**words: str) -> Row:
    """An activity without words, or with some."""
    return {"key": new_key(), **dict.fromkeys(ROW_WORDS, ""), "is_wanted": True, **words}


def new_stage(**words: str) -> Row:
    """A stage without activities."""
    return {"key": new_key(), **dict.fromkeys(STAGE_WORDS, ""), "activities": [], **words}


def with_keys(wording: Wording) -> Wording:
    """Name every stage and row by its place, where it has no name yet."""
    used = {stage.get("key") for stage in wording.get("stages", [])}
    used |= {row.get("key") for _stage, row in rows_of(wording)}
    for place, stage in enumerate(wording.get("stages", [])):
        _name(stage, f"s{place}", used)
        for number, row in enumerate(stage["activities"]):
            _name(row, f"s{place}-a{number}", used)
            for name in ROW_WORDS:
                row.setdefault(name, "")
    return wording


def approval_words(approval: Mapping[str, str]) -> str:
    """What the document says of its approval, with the day where a person has named it."""
    text, on = approval.get("text", ""), approval.get("on", "")
    if not on or date_in(text):
        return text
    return gettext("%(text)s (approved on %(day)s)") % {
        "text": text,
        "day": date_words(date.fromisoformat(on)),
    }


def _name(row: Row, key: str, used: set[str | None]) -> None:
    if not row.get("key"):
        row["key"] = new_key() if key in used else key
        used.add(row["key"])


def count_of(wording: Mapping[str, Any]) -> int:
    """How many activities stand in it."""
    return sum(row["is_wanted"] for _stage, row in rows_of(wording))


def _stage(stage: Stage) -> Row:
    rows = sorted(stage.activities.all(), key=lambda activity: activity.position)
    return {
        "key": stage_key(stage),
        **{name: getattr(stage, name) for name in STAGE_WORDS},
        "template_key": stage.template_key,
        "activities": [_row(activity) for activity in rows],
    }


def _row(activity: Activity) -> Row:
    return {
        "key": row_key(activity),
        **{name: getattr(activity, field) for name, field in FIELDS.items()},
        "template_key": activity.template_key,
        "is_wanted": True,
    }
