"""What is different between two versions of a questionnaire, question by question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.pieces import Tone
from roadmap.difference import Piece, pieces
from surveys.content import Content, Said
from surveys.states import QuestionKind

FIELDS: dict[str, str | Promise] = {
    "text": _("Question"),
    "help_text": _("Help"),
    "kind": _("Kind of answer"),
    "choices": _("Choices"),
    "rows": pgettext_lazy("question", "Rows"),
    "has_other": _("Own words as a choice"),
    "least": _("The least"),
    "most": _("The most"),
    "scale_from": _("Scale from"),
    "scale_to": _("Scale to"),
    "label_low": _("What the low end means"),
    "label_high": _("What the high end means"),
    "is_required": _("Required"),
    "show_if": _("Condition"),
    "construct": _("Construct"),
    "is_reversed": _("The higher, the worse"),
    "prefill": _("Filled in from the base"),
}
LOOKS: dict[str, tuple[str | Promise, Tone, str]] = {
    "added": (pgettext_lazy("question", "added"), Tone.GOOD, "plus"),
    "removed": (pgettext_lazy("question", "removed"), Tone.BAD, "minus"),
    "changed": (pgettext_lazy("question", "changed"), Tone.WARN, "pen-line"),
    "moved": (pgettext_lazy("question", "moved"), Tone.IDLE, "chevrons-up-down"),
}


@dataclass(frozen=True)
class Change:
    """One question that is not as it was."""

    how: str
    text: str
    details: Sequence[tuple[str | Promise, Sequence[Piece]]] = ()

    @property
    def word(self) -> str | Promise:
        """What has happened, as a word."""
        return LOOKS[self.how][0]

    @property
    def tone(self) -> Tone:
        """How it feels."""
        return LOOKS[self.how][1]

    @property
    def icon(self) -> str:
        """The sign beside the word."""
        return LOOKS[self.how][2]


def difference(before: Content, after: Content) -> list[Change]:
    """The changes in the order of the newer version, what was removed at the end."""
    old = {question["code"]: question for question in before.questions}
    new = {question["code"]: question for question in after.questions}
    moved = _moved([code for code in old if code in new], [code for code in new if code in old])
    found = [
        change
        for code, question in new.items()
        for change in _changes(old.get(code), question, is_moved=code in moved)
    ]
    gone = [Change("removed", old[code]["text"]) for code in old if code not in new]
    return [*found, *gone]


def _changes(old: Said | None, new: Said, *, is_moved: bool) -> Iterator[Change]:
    if old is None:
        yield Change("added", new["text"])
        return
    details = [
        (label, pieces(before, after))
        for name, label in FIELDS.items()
        if (before := _words(name, old)) != (after := _words(name, new))
    ]
    if details:
        yield Change("changed", new["text"], details)
    elif is_moved:
        yield Change("moved", new["text"])


def _moved(old: list[str], new: list[str]) -> set[str]:
    """The questions that do not stand behind the one they stood behind."""
    before = dict(zip(old, ["", *old], strict=False))
    after = dict(zip(new, ["", *new], strict=False))
    return {code for code in new if before[code] != after[code]}


def _words(name: str, said: Said) -> str:
    value: Any = said.get(name, "")
    if name in ("choices", "rows"):
        return "; ".join(one["text"] for one in value)
    if name == "show_if":
        lines = value["conditions"] if value else []
        return "; ".join(f"{line['question']}: {', '.join(line['answers'])}" for line in lines)
    if name == "kind":
        return str(QuestionKind(value).label)
    return str(_("yes")) if value is True else str(value)
