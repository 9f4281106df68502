"""Signs that a file is the wrong one: of another kind, of another school, of a past year. Pure.

A file with such a sign stops: it is loaded only after a person has said that it is the right one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from participants.columns import NAMES, guess
from participants.file_fields import FIELDS
from participants.people_rules import clean_class
from participants.states import ImportProfile, RowClass

ENOUGH = 5
MORE_COLUMNS = 2


def doubts(
    rows: Sequence[Mapping[str, Any]],
    *,
    profile: str,
    headings: Sequence[str],
    class_sizes: Mapping[str, int],
) -> list[str]:
    """Say what makes a checked file look like the wrong one; `rows` are those of the preview."""
    found = (
        _other_kind(headings, profile),
        _mostly_wrong(rows),
        _past_year(rows),
        *(_other_school(rows, class_sizes) if profile == ImportProfile.PUPILS else ()),
    )
    return [said for said in found if said]


def _other_kind(headings: Sequence[str], profile: str) -> str:
    guessed = {kind: guess(headings, kind, {}).values() for kind in ImportProfile}
    known = {
        kind: len(fields)
        for kind, fields in guessed.items()
        if any(field in NAMES for field in fields)
    }
    best = max(known, key=lambda kind: known[kind], default=None)
    if best is None or known[best] < known.get(ImportProfile(profile), 0) + MORE_COLUMNS:
        return ""
    return _("By its headings this looks like another list: “%(kind)s”.") % {"kind": best.label}


def _mostly_wrong(rows: Sequence[Mapping[str, Any]]) -> str:
    wrong = sum(row["class"] == RowClass.WRONG for row in rows)
    if len(rows) < ENOUGH or wrong * 2 <= len(rows):
        return ""
    return _("More than half of the rows cannot be loaded: %(wrong)d of %(all)d.") % {
        "wrong": wrong,
        "all": len(rows),
    }


def _past_year(rows: Sequence[Mapping[str, Any]]) -> str:
    """Pupils move up; a list by which they would move down is one of a past year."""
    label = str(FIELDS["class_name"].label)
    moves = [
        (_number(change["was"]), _number(change["now"]))
        for row in rows
        for change in row["changes"]
        if change["field"] == label
    ]
    down = sum(bool(was and now and now < was) for was, now in moves)
    known = sum(row["person"] is not None for row in rows)
    if down < ENOUGH or down * 2 <= known:
        return ""
    return _(
        "By this file %(count)d pupils would go to a lower class: it looks like a list of a past"
        " year."
    ) % {"count": down}


def _other_school(rows: Sequence[Mapping[str, Any]], class_sizes: Mapping[str, int]) -> list[str]:
    """A class of which nobody is known, though the base has that class, is somebody else's."""
    readable = [row for row in rows if row["class"] != RowClass.WRONG]
    listed = Counter(clean_class(row["place"]) for row in readable)
    known = Counter(
        clean_class(row["place"])
        for row in readable
        if row["person"] is not None or row["candidates"]
    )
    return [
        _(
            "Nobody of %(class)s in the file is known, though %(count)d pupils of this class are"
            " in the base: is it another school's list?"
        )
        % {"class": name, "count": class_sizes[name]}
        for name in sorted(listed)
        if listed[name] >= ENOUGH and not known[name] and class_sizes.get(name, 0) >= ENOUGH
    ]


def _number(class_name: str) -> int:
    digits = class_name[: len(class_name) - len(class_name.lstrip("0123456789"))]
    return int(digits) if digits else 0
