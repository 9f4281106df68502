"""What the check knows: the shipped data with what the administrator has changed in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.pieces import Text
from roadmap.linting import Place
from roadmap.linting.method import Knowledge, Method, shipped_knowledge
from roadmap.linting.overlay import Entry, method_with
from roadmap.models import CheckEntry
from roadmap.states import CheckData

_KEY = "roadmap.check_data"
_REMEMBERED_SECONDS = 300

PLACE_WORDS: dict[str, Text] = {
    Place.SCHOOL: _("school"),
    Place.COLLEGE: _("college"),
    Place.TEACHERS: _("mentoring among teachers"),
    Place.AUTHORITY: _("municipality or region"),
}
WORD_TITLES: dict[str, Text] = {
    "one_off": _("What is done once and does not come back each year"),
    "posts": _("Posts that one person holds"),
    "events": _("Events that may be on a day off"),
    "summer": _("What is done in the summer"),
    "vague": _("Deadlines that say no day"),
    "demanded": _("What is done on demand by its nature"),
    "always": _("What goes on all the time by its nature"),
    "subjects": _("Whose activity it is, when two are compared"),
    "measuring": _("How a measurement is called"),
}


@dataclass(frozen=True)
class EntryRow:
    """One step, norm or list on the page."""

    kind: str
    code: str
    title: Text
    about: Text
    mark: Text = ""


def method_in_force() -> Method:
    """The method as the administrator has it; five minutes later at most every process knows."""
    entries: list[Entry] | None = cache.get(_KEY)
    if entries is None:
        entries = list(CheckEntry.objects.values_list("kind", "code", "said"))
        cache.set(_KEY, entries, _REMEMBERED_SECONDS)
    return method_with(entries)


def forget_method() -> None:
    """Read the data anew."""
    cache.delete(_KEY)


def said_of(kind: str, code: str) -> Mapping[str, Any] | None:
    """What is known under a code now; nothing where there is no such thing."""
    entry = CheckEntry.objects.filter(kind=kind, code=code).first()
    shipped = _shipped(shipped_knowledge(), kind).get(code)
    return (entry.said or shipped) if entry else shipped


def is_shipped(kind: str, code: str) -> bool:
    """Tell whether the product brings it."""
    return code in _shipped(shipped_knowledge(), kind)


def groups_of_check_data() -> list[tuple[CheckData, list[EntryRow]]]:
    """Everything that may be changed, by its kind."""
    known, entries = shipped_knowledge(), list(CheckEntry.objects.all())
    groups = []
    for kind in CheckData:
        changed = {entry.code: entry for entry in entries if entry.kind == kind}
        said = {**_shipped(known, kind)}
        said |= {code: entry.said or said.get(code, {}) for code, entry in changed.items()}
        rows = [_row(known, kind, code, each, changed.get(code)) for code, each in said.items()]
        groups.append((kind, rows))
    return groups


def _shipped(known: Knowledge, kind: str) -> dict[str, Mapping[str, Any]]:
    if kind == CheckData.WORDS:
        return {code: {"words": words} for code, words in known.word_lists.items()}
    return dict(known.steps if kind == CheckData.STEP else known.norms)


def _row(
    known: Knowledge, kind: str, code: str, said: Mapping[str, Any], entry: CheckEntry | None
) -> EntryRow:
    return EntryRow(kind, code, _title(kind, code, said), _about(kind, said), _mark(known, entry))


def _title(kind: str, code: str, said: Mapping[str, Any]) -> Text:
    if kind == CheckData.WORDS:
        return WORD_TITLES[code]
    return str(said["name"] if kind == CheckData.STEP else said["why"])


def _about(kind: str, said: Mapping[str, Any]) -> Text:
    if kind == CheckData.STEP:
        asked = [str(PLACE_WORDS[place]) for place in said.get("obligatory", ())]
        return _("asked of: %(places)s") % {"places": ", ".join(asked)} if asked else ""
    if kind == CheckData.NORM:
        return str(said["now"])
    return ", ".join(said["words"][:4]) + ("…" if len(said["words"]) > 4 else "")  # noqa: PLR2004


def _mark(known: Knowledge, entry: CheckEntry | None) -> Text:
    if entry is None:
        return ""
    if not entry.said:
        return _("not looked for")
    is_own = entry.code not in _shipped(known, entry.kind)
    return pgettext_lazy("check", "added") if is_own else pgettext_lazy("check", "changed")
