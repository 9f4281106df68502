"""What is different between two wordings of a plan: rows added, removed, changed, word by word."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.pieces import Tone
from roadmap.wording import Row, rows_of

NAMES: dict[str, str | Promise] = {
    "stage": _("Stage"),
    "number": pgettext_lazy("activity", "Number"),
    "heading": _("Part of"),
    "title": _("Activity"),
    "deadline": _("Deadline"),
    "responsible": pgettext_lazy("column", "Responsible"),
    "result": _("Expected result"),
    "proof": _("Shown by the facts of the system"),
}
STAGE_NAMES: dict[str, str | Promise] = {
    "number": pgettext_lazy("activity", "Number"),
    "title": _("Title"),
    "goal": pgettext_lazy("stage", "Goal"),
    "result": _("Expected result"),
}
_SAID = ("deadline", "responsible", "result")
_TOKEN = re.compile(r"\s+|[\w-]+|[^\w\s]")


class How(StrEnum):
    """What has happened to a row or to a piece of a text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


WORDS: dict[How, tuple[str | Promise, Tone, str]] = {
    How.ADDED: (pgettext_lazy("activity", "added"), Tone.GOOD, "plus"),
    How.REMOVED: (pgettext_lazy("activity", "removed"), Tone.BAD, "minus"),
    How.CHANGED: (pgettext_lazy("activity", "changed"), Tone.WARN, "pen-line"),
}


@dataclass(frozen=True)
class Piece:
    """A piece of a text that stayed, came or went."""

    text: str
    how: How


@dataclass(frozen=True)
class WordChange:
    """One cell that says something else now."""

    name: str
    before: str
    after: str

    @property
    def label(self) -> str | Promise:
        """The name of the cell."""
        return NAMES.get(self.name) or STAGE_NAMES[self.name]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The two texts in one, word by word."""
        return pieces(self.before, self.after)


@dataclass(frozen=True)
class Change:
    """One activity or stage that was added, removed or changed.

    `words` are the cells that differ; `said` is what a row says that came or went as a whole.
    """

    key: str
    how: How
    title: str
    number: str
    stage: str
    words: tuple[WordChange, ...] = ()
    is_stage: bool = False
    said: tuple[WordChange, ...] = ()

    @property
    def word(self) -> str | Promise:
        """What has happened, in a word."""
        return WORDS[self.how][0]

    @property
    def tone(self) -> Tone:
        """How the word feels."""
        return WORDS[self.how][1]

    @property
    def icon(self) -> str:
        """The sign beside the word."""
        return WORDS[self.how][2]


@dataclass(frozen=True)
class Difference:
    """Everything that is different, in the order of the later plan."""

    changes: tuple[Change, ...]
    title: WordChange | None = None
    is_reordered: bool = False

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.changes or self.title or self.is_reordered)

    def count(self, how: str) -> int:
        """How many rows were added, removed or changed."""
        return sum(change.how == how for change in self.changes)

    @property
    def added_count(self) -> int:
        """How many are new."""
        return self.count(How.ADDED)

    @property
    def removed_count(self) -> int:
        """How many are gone."""
        return self.count(How.REMOVED)

    @property
    def changed_count(self) -> int:
        """How many say something else."""
        return self.count(How.CHANGED)


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Difference:
    """Compare two wordings row by row; rows are the same when their keys are."""
    old = {row["key"]: (stage, row) for stage, row in rows_of(before)}
    new = {row["key"]: (stage, row) for stage, row in rows_of(after)}
    changes = [
        *_stages(before, after),
        *(change for key, there in new.items() if (change := _row(old.get(key), there))),
        *(_gone(*there) for key, there in old.items() if key not in new),
    ]
    title = WordChange("title", before["title"], after["title"])
    return Difference(
        tuple(changes),
        title if title.before != title.after else None,
        is_reordered=_order(old, new) != _order(new, old),
    )


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Lay two texts over each other word by word; a space between changes goes with them."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[Piece] = []
    gone, come = "", ""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        text = "".join(old[old_from:old_to])
        if tag != "equal":
            gone, come = gone + text, come + "".join(new[new_from:new_to])
        elif not text.strip() and (gone or come):
            gone, come = gone + text, come + text
        else:
            found += _changed(gone, come)
            found.append(Piece(text, How.SAME))
            gone, come = "", ""
    return (*found, *_changed(gone, come))


def _changed(gone: str, come: str) -> list[Piece]:
    """What went and what came; the space that both end with stays between them and the rest."""
    tail = ""
    while gone and come and gone[-1] == come[-1] and gone[-1].isspace():
        gone, come, tail = gone[:-1], come[:-1], gone[-1] + tail
    said = ((gone, How.REMOVED), (come, How.ADDED), (tail, How.SAME))
    return [Piece(text, how) for text, how in said if text]


def word_changes(before: Row, after: Row, names: Iterable[str]) -> tuple[WordChange, ...]:
    """The cells that differ between two rows."""
    return tuple(
        WordChange(name, before.get(name, ""), after.get(name, ""))
        for name in names
        if before.get(name, "") != after.get(name, "")
    )


def _row(old: tuple[Row, Row] | None, new: tuple[Row, Row]) -> Change | None:
    stage, row = new
    if old is None:
        return _change(stage, row, How.ADDED)
    old_stage, old_row = old
    words = word_changes(old_row, row, (name for name in NAMES if name != "stage"))
    if old_stage["key"] != stage["key"]:
        words = (WordChange("stage", old_stage["title"], stage["title"]), *words)
    return _change(stage, row, How.CHANGED, words) if words else None


def _gone(stage: Row, row: Row) -> Change:
    return _change(stage, row, How.REMOVED)


def _change(stage: Row, row: Row, how: How, words: tuple[WordChange, ...] = ()) -> Change:
    said = tuple(WordChange(name, "", row[name]) for name in _SAID if row[name])
    return Change(
        row["key"],
        how,
        row["title"],
        row["number"],
        stage["title"],
        words,
        said=() if how is How.CHANGED else said,
    )


def _stages(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Stages whose own words changed; new and empty ones speak through their activities."""
    old = {stage["key"]: stage for stage in before.get("stages", [])}
    found = []
    for stage in after.get("stages", []):
        was = old.get(stage["key"])
        words = word_changes(was, stage, STAGE_NAMES) if was else ()
        if words:
            found.append(
                Change(
                    stage["key"],
                    How.CHANGED,
                    stage["title"],
                    stage["number"],
                    stage["title"],
                    words,
                    is_stage=True,
                )
            )
    return found


def _order(keys: Mapping[str, Any], others: Mapping[str, Any]) -> Sequence[str]:
    return [key for key in keys if key in others]
