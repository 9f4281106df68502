"""Taking a change of a plan back: what has been done to it, and the plan without that.

Plans are wordings as `roadmap.wording` keeps them: stages and activities with keys.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

Wording = Mapping[str, Any]
Row = dict[str, Any]

_NOT_WORDS = frozenset({"key", "stages", "activities", "template_key", "is_wanted"})


class ChangedSinceError(Exception):
    """Somebody has changed the same words meanwhile."""


def what_was_done(before: Wording, after: Wording) -> dict[str, Any]:
    """Write down what is different between two wordings, enough to take it back."""
    old, new = dict(_named(before)), dict(_named(after))
    return {
        "words": [
            [key, name, old[key][name], new[key][name]]
            for key in old.keys() & new.keys()
            for name in sorted(old[key].keys() - _NOT_WORDS)
            if old[key][name] != new[key][name]
        ],
        "added": sorted(new.keys() - old.keys()),
        "removed": [
            [stage["key"], place, row]
            for stage in before["stages"]
            for place, row in enumerate(stage["activities"])
            if row["key"] not in new
        ],
        "order": [_keys(before), _keys(after)] if _keys(before) != _keys(after) else [],
    }


def undone(now: Wording, done: Mapping[str, Any]) -> dict[str, Any]:
    """Return the wording as it would be without what was done; the rest of it stays."""
    wording = deepcopy(dict(now))
    known = dict(_named(wording))
    for key, name, before, after in done["words"]:
        if key not in known or known[key][name] != after:
            raise ChangedSinceError
        known[key][name] = before
    for key in done["added"]:
        if key in known:
            known[key]["is_wanted"] = False
    for stage_key, place, row in done["removed"]:
        if stage_key not in known:
            raise ChangedSinceError
        known[stage_key]["activities"].insert(place, {**row, "key": f"n-{row['key']}"})
    _reorder(wording, done["order"])
    return wording


def _named(wording: Wording) -> Iterator[tuple[str, Row]]:
    """Every stage and activity by its key, and the plan itself."""
    yield "plan", wording if isinstance(wording, dict) else dict(wording)
    for stage in wording["stages"]:
        yield stage["key"], stage
        yield from ((row["key"], row) for row in stage["activities"])


def _keys(wording: Wording) -> list[str]:
    return [stage["key"] for stage in wording["stages"]]


def _reorder(wording: dict[str, Any], order: Sequence[Sequence[str]]) -> None:
    if not order:
        return
    before, after = order
    if _keys(wording) != list(after):
        raise ChangedSinceError
    wording["stages"].sort(key=lambda stage: before.index(stage["key"]))
