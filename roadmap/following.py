"""A new version of a template against the roadmap of a school: what it offers, item by item.

Three texts are compared: the version that the school follows (`base`), the new one (`theirs`) and
the school's own (`ours`). What the school has reworded or dated itself stays its own unless it
takes the item; what the template did not change is not offered at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from kernel.russian import search_key
from roadmap.difference import WORDS, How, WordChange
from roadmap.wording import Row, Wording, new_row, new_stage, rows_of

OFFERED = ("title", "deadline", "responsible", "result")
STAGE_OFFERED = ("title", "goal", "result")
# How alike two titles are that mean the same activity.
ALIKE = 0.8


@dataclass(frozen=True)
class Offer(WordChange):
    """One cell of the template that says something new; `is_own` when the school has its own."""

    is_own: bool = False


@dataclass(frozen=True)
class Item:
    """One change of the template that the school takes or declines."""

    key: str
    how: How
    stage: str
    title: str
    offers: tuple[Offer, ...] = ()
    is_stage: bool = False
    our_key: str = ""
    said: tuple[WordChange, ...] = ()

    @property
    def word(self) -> Any:
        """What the template has done, in a word."""
        return WORDS[self.how][0]

    @property
    def tone(self) -> str:
        """How the word feels."""
        return WORDS[self.how][1]

    @property
    def icon(self) -> str:
        """The sign beside the word."""
        return WORDS[self.how][2]

    @property
    def can_keep_days(self) -> bool:
        """Tell whether the words can be taken without the deadline."""
        names = {offer.name for offer in self.offers}
        return "deadline" in names and len(names) > 1

    @property
    def has_own_days(self) -> bool:
        """Tell whether the school has a deadline of its own here."""
        return any(offer.name == "deadline" and offer.is_own for offer in self.offers)


@dataclass(frozen=True)
class Matched:
    """Which of our rows stands for which row of the template, by the template's keys."""

    rows: Mapping[str, Row]
    stages: Mapping[str, Row]


def matched(ours: Mapping[str, Any], theirs: Mapping[str, Any], base: Any = None) -> Matched:
    """Find our rows by the key they were taken with, else by alike titles."""
    known = {row["template_key"]: row for _stage, row in rows_of(ours) if row.get("template_key")}
    free = [row for _stage, row in rows_of(ours) if not row.get("template_key")]
    for _stage, row in [*rows_of(theirs), *(rows_of(base) if base else ())]:
        if row["key"] in known:
            continue
        alike = _most_alike(row["title"], free)
        if alike is not None:
            known[row["key"]] = alike
            free.remove(alike)
    stages = {
        stage["key"]: found
        for stage in [*theirs["stages"], *(base["stages"] if base else ())]
        if (found := _stage_like(stage, ours["stages"])) is not None
    }
    return Matched(known, stages)


def items_of(
    ours: Mapping[str, Any], theirs: Mapping[str, Any], base: Mapping[str, Any] | None
) -> list[Item]:
    """List what the version offers. A school that followed nothing is offered what it lacks."""
    ties = matched(ours, theirs, base)
    before = {row["key"]: row for _stage, row in rows_of(base)} if base else {}
    found: list[Item] = [*_stage_items(ties, theirs, base)] if base else []
    for stage, row in rows_of(theirs):
        mine, was = ties.rows.get(row["key"]), before.get(row["key"])
        if mine is None and was is None:
            found.append(_added(stage, row))
        elif mine is not None and was is not None:
            offers = _offers(was, row, mine, OFFERED)
            if offers:
                found.append(
                    Item(
                        row["key"],
                        How.CHANGED,
                        stage["title"],
                        mine["title"],
                        offers,
                        our_key=mine["key"],
                    )
                )
    left = {row["key"] for _stage, row in rows_of(theirs)}
    for stage, row in rows_of(base) if base else ():
        mine = ties.rows.get(row["key"])
        if row["key"] not in left and mine is not None:
            found.append(
                Item(
                    row["key"],
                    How.REMOVED,
                    stage["title"],
                    mine["title"],
                    our_key=mine["key"],
                    said=_said(mine),
                )
            )
    return found


def taken(
    ours: Wording,
    theirs: Mapping[str, Any],
    items: Iterable[Item],
    *,
    base: Mapping[str, Any] | None,
    keeps_days: Iterable[str] = (),
) -> Wording:
    """Our text with these items in it; for `keeps_days` the deadline stays our own."""
    ties = matched(ours, theirs, base)
    _tie(ties)
    for item in items:
        if item.is_stage:
            _reword(ties.stages[item.key], item.offers)
        elif item.how is How.CHANGED:
            kept = item.key in set(keeps_days)
            offers = [each for each in item.offers if not (kept and each.name == "deadline")]
            _reword(ties.rows[item.key], offers)
        elif item.how is How.REMOVED:
            for stage in ours["stages"]:
                stage["activities"] = [
                    row for row in stage["activities"] if row["key"] != item.our_key
                ]
        else:
            _insert(ours, theirs, item.key)
    return ours


def tied(ours: Wording, theirs: Mapping[str, Any], base: Mapping[str, Any] | None) -> Wording:
    """Our text with every row that has its like in the template marked as such."""
    _tie(matched(ours, theirs, base))
    return ours


def _tie(ties: Matched) -> None:
    for key, row in ties.rows.items():
        row["template_key"] = key
    for key, stage in ties.stages.items():
        stage["template_key"] = key


def _added(stage: Row, row: Row) -> Item:
    return Item(row["key"], How.ADDED, stage["title"], row["title"], said=_said(row))


def _said(row: Row) -> tuple[WordChange, ...]:
    names = (name for name in ("deadline", "responsible", "result") if row[name])
    return tuple(WordChange(name, "", row[name]) for name in names)


def _stage_items(
    ties: Matched, theirs: Mapping[str, Any], base: Mapping[str, Any] | None
) -> Iterable[Item]:
    before = {stage["key"]: stage for stage in base["stages"]} if base else {}
    for stage in theirs["stages"]:
        mine, was = ties.stages.get(stage["key"]), before.get(stage["key"])
        if mine is not None and was is not None:
            offers = _offers(was, stage, mine, STAGE_OFFERED)
            if offers:
                yield Item(
                    stage["key"],
                    How.CHANGED,
                    stage["title"],
                    mine["title"],
                    offers,
                    is_stage=True,
                    our_key=mine["key"],
                )


def _offers(was: Row, theirs: Row, ours: Row, names: Sequence[str]) -> tuple[Offer, ...]:
    """The cells that the template changed and that we do not have yet."""
    return tuple(
        Offer(name, ours[name], theirs[name], is_own=ours[name] != was[name])
        for name in names
        if theirs[name] not in (was[name], ours[name])
    )


def _reword(row: Row, offers: Iterable[Offer]) -> None:
    for offer in offers:
        row[offer.name] = offer.after


def _insert(ours: Wording, theirs: Mapping[str, Any], key: str) -> None:
    """Put a new activity at the end of its stage; a stage that we lack comes with it."""
    for there, row in rows_of(theirs):
        if row["key"] != key:
            continue
        stage = _stage_like(there, ours["stages"])
        if stage is None:
            words = {name: there[name] for name in ("number", "title", "goal", "result", "code")}
            stage = new_stage(**words)
            ours["stages"].append(stage)
        stage["template_key"] = there["key"]
        words = {name: row.get(name, "") for name in ("heading", "result", "proof", *OFFERED)}
        stage["activities"].append(new_row(**words, number=_next(ours, stage), template_key=key))
        return


def _next(ours: Wording, stage: Row) -> str:
    numbers = [row["number"] for _stage, row in rows_of(ours) if row["number"]]
    if numbers and "." not in numbers[0].rstrip("."):
        return str(len(numbers) + 1)
    return f"{stage['number']}.{len(stage['activities']) + 1}".lstrip(".")


def _most_alike(title: str, rows: Sequence[Row]) -> Row | None:
    said = search_key(title)
    best, found = ALIKE, None
    for row in rows:
        other = search_key(row["title"])
        matcher = SequenceMatcher(None, said, other, autojunk=False)
        if matcher.real_quick_ratio() < best or matcher.quick_ratio() < best:
            continue
        likeness = matcher.ratio()
        if likeness >= best:
            best, found = likeness, row
    return found


def _stage_like(stage: Row, stages: Sequence[Row]) -> Row | None:
    """Our stage for one of the template: the one it was taken as, of its code, or of its name."""
    for name, wanted in (
        ("template_key", stage["key"]),
        ("code", stage["code"]),
        ("title", stage["title"]),
    ):
        found = next((ours for ours in stages if wanted and ours.get(name) == wanted), None)
        if found is not None:
            return found
    return None
