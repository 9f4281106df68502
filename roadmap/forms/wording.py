"""A whole plan in one form: its rows as they were typed, and the buttons that change its build."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from roadmap import proofs
from roadmap.states import StageCode
from roadmap.wording import ROW_WORDS, STAGE_WORDS, Row, Wording, new_row, new_stage

ROW_LIMITS = {
    "number": 12,
    "heading": 400,
    "title": 2000,
    "deadline": 400,
    "responsible": 600,
    "result": 2000,
}
STAGE_LIMITS = {"number": 12, "title": 400, "goal": 4000, "result": 4000}
TITLE_LIMIT = 400


class EditedWording:
    """The wording as it was sent, after what the pressed button asks for.

    What was not sent stays as it was. `errors` names the rows that cannot be taken; `at` is the
    key of the row or stage that the page shall show next.
    """

    def __init__(
        self, wording: Mapping[str, Any], sent: Mapping[str, str], *, locked: frozenset[str]
    ) -> None:
        self.sent = sent
        self.locked = locked
        self.errors: list[str] = []
        self.at = ""
        self.content: Wording = {
            **wording,
            "title": self._typed("title", wording["title"], TITLE_LIMIT) or wording["title"],
            "stages": [self._stage(stage) for stage in wording["stages"]],
        }
        self._rebuild()

    def _stage(self, stage: Row) -> Row:
        key = stage["key"]
        typed = {
            name: self._typed(f"{key}-{name}", stage[name], STAGE_LIMITS[name])
            for name in STAGE_WORDS
            if name in STAGE_LIMITS
        }
        rows = [self._row(row) for row in stage["activities"]]
        return {
            **stage,
            **typed,
            "title": typed["title"] or stage["title"] or str(_("Stage without a name")),
            "code": self._chosen(f"{key}-code", stage["code"], StageCode.values),
            "activities": [row for row in rows if not _is_blank(row)],
        }

    def _row(self, row: Row) -> Row:
        key = row["key"]
        if f"{key}-title" not in self.sent:
            return dict(row)
        typed = {
            name: self._typed(f"{key}-{name}", row.get(name, ""), ROW_LIMITS[name])
            for name in ROW_WORDS
            if name in ROW_LIMITS
        }
        proof = self._chosen(
            f"{key}-proof", row.get("proof", ""), [code for code, _label in proofs.choices()]
        )
        is_wanted = f"{key}-wanted" in self.sent or key in self.locked
        said = {**row, **typed, "proof": proof, "is_wanted": is_wanted}
        if is_wanted and not typed["title"] and not _is_blank(said):
            self.errors.append(
                _("Row %(number)s: write what is to be done, or take its mark off.")
                % {"number": typed["number"] or row["number"] or key}
            )
        return said

    def _typed(self, name: str, before: str, limit: int) -> str:
        return self.sent.get(name, before).replace("\x00", "").strip()[:limit]

    def _chosen(self, name: str, before: str, known: list[str]) -> str:
        said = self.sent.get(name, before)
        return said if said in known else ""

    def _rebuild(self) -> None:
        """Do what the button says that was pressed; a plain save does nothing more."""
        stages: list[Row] = self.content["stages"]
        if "add-stage" in self.sent:
            stages.append(new_stage(number=str(len(stages) + 1), title=str(_("New stage"))))
            self.at = stages[-1]["key"]
        elif "number-anew" in self.sent:
            _number(stages)
        elif key := self.sent.get("add-row"):
            self._add_row(key)
        elif key := self.sent.get("row-up") or self.sent.get("row-down"):
            self._move_row(key, up="row-up" in self.sent)
        elif key := self.sent.get("stage-up") or self.sent.get("stage-down"):
            self.at = key if _shift(stages, key, up="stage-up" in self.sent) else ""
        elif key := self.sent.get("drop-stage"):
            self.content["stages"] = [
                stage for stage in stages if stage["key"] != key or self._holds_locked(stage)
            ]

    def _add_row(self, key: str) -> None:
        for stage in self.content["stages"]:
            if stage["key"] == key:
                number = f"{stage['number']}.{len(stage['activities']) + 1}".lstrip(".")
                stage["activities"].append(new_row(number=number))
                self.at = stage["activities"][-1]["key"]

    def _move_row(self, key: str, *, up: bool) -> None:
        """Move within the stage, or over its edge into the next one."""
        stages = self.content["stages"]
        for place, stage in enumerate(stages):
            rows = stage["activities"]
            at = next((number for number, row in enumerate(rows) if row["key"] == key), None)
            if at is None:
                continue
            self.at = key
            if _shift(rows, key, up=up):
                return
            beside = place + (-1 if up else 1)
            if 0 <= beside < len(stages):
                there = stages[beside]["activities"]
                there.insert(len(there) if up else 0, rows.pop(at))
            return

    def _holds_locked(self, stage: Row) -> bool:
        return any(row["key"] in self.locked for row in stage["activities"])


def _is_blank(row: Row) -> bool:
    """A row that was added and left empty says nothing."""
    words = (row.get(name, "") for name in ROW_WORDS if name not in {"number", "proof"})
    return row["key"].startswith("n") and not any(words)


def _shift(rows: list[Row], key: str, *, up: bool) -> bool:
    """Change places with the neighbour; tell whether there is one."""
    at = next((place for place, row in enumerate(rows) if row["key"] == key), None)
    beside = None if at is None else at + (-1 if up else 1)
    if at is None or beside is None or not 0 <= beside < len(rows):
        return False
    rows[at], rows[beside] = rows[beside], rows[at]
    return True


def _number(stages: list[Row]) -> None:
    """Number anew: 1.1, 1.2 … or through, as the plan has begun to do it."""
    numbers = [row["number"] for stage in stages for row in stage["activities"] if row["number"]]
    is_dotted = not numbers or "." in numbers[0].rstrip(".")
    count = 0
    for place, stage in enumerate(stages, start=1):
        stage["number"] = str(place) if stage["number"].isdecimal() else stage["number"]
        for number, row in enumerate(stage["activities"], start=1):
            count += 1
            row["number"] = f"{place}.{number}" if is_dotted else str(count)
