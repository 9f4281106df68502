"""From rows to stages and activities: torn rows, inherited cells, stages by row or by column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from roadmap.deadlines import Kind, parse
from roadmap.reading.headings import Meaning
from roadmap.reading.rows import Row, said
from roadmap.reading.source import UNFINISHED, one_line
from roadmap.reading.splitting import actions, is_bulleted, is_list
from roadmap.reading.stages import add_to, begins_with_label, named, speaks_of_stage, stage_of
from roadmap.reading.values import Problem, ReadItem, ReadStage

_LEADING_NUMBER = re.compile(
    r"^(?P<number>\d{1,2}(?:\.\d{1,3}){1,3}|\d{1,3}(?=[.)]\s))[.)]?\s+(?P<text>\S.*)$", re.DOTALL
)
_DOTTED = re.compile(r"^\d+\.\d")
_LIST_END = (";", ".", "!", "?", ":")
_WIDE = 3
_HEADING_KINDS = frozenset({Kind.MONTH, Kind.RANGE, Kind.DATE, Kind.DEADLINE})


@dataclass(slots=True)
class Assembly:
    """The roadmap as it grows row by row."""

    stages: list[ReadStage] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    meanings: Sequence[Meaning] = ()
    is_dotted: bool = False
    is_numbered: bool = False
    numbers_stages: bool = False
    _last: dict[Meaning, str] = field(default_factory=dict)
    _heading: str = ""
    _after_stage: bool = False
    _goes_on: int = 0
    _waiting: Row | None = None

    @property
    def stage(self) -> ReadStage:
        """The stage that rows now belong to; one without a name when none was read yet."""
        if not self.stages:
            self.stages.append(ReadStage("", ""))
        return self.stages[-1]

    @property
    def has_stage_column(self) -> bool:
        """Whether stages stand in a column of their own."""
        return Meaning.STAGE in self.meanings

    def add(self, row: Row) -> None:
        """Take the next row of the table."""
        if row.is_empty:
            return
        if self._waiting is not None and not row.number:
            row = self._waiting.with_rest(row)
        self._waiting = None
        if row.number and not row.work and row.has_text and not row.alone:
            self._waiting = row
        elif self._is_stage_row(row):
            self._open(row.number, row.work if row.number else row.alone or row.work)
        elif self._continues_stage(row):
            add_to(self.stage, row.alone or row.work)
        else:
            self._add_activity(row)

    def add_heading(self, text: str) -> None:
        """Take a line between tables that names a stage."""
        self._open("", text)

    def _open(self, number: str, text: str) -> None:
        self.stages.append(stage_of(number, text))
        self._last, self._heading, self._after_stage = {}, "", True

    def _is_stage_row(self, row: Row) -> bool:
        text = row.alone
        if text and (begins_with_label(text) or is_bulleted(text)):
            return False
        if text and row.widest >= max(_WIDE, row.columns - 1):
            return True
        if row.has_rest or (row.text(Meaning.STAGE) and not text):
            return False
        if row.number and row.work and not is_list(row.work):
            return self._is_numbered_stage(row)
        if not text:
            return False
        return (
            speaks_of_stage(text) or row.text(Meaning.NUMBER) == text or self._is_bare_heading(text)
        )

    def _is_numbered_stage(self, row: Row) -> bool:
        """«1 · Подготовка условий» is a stage where activities are 1.1, 1.2."""
        if _DOTTED.match(row.number) or self.has_stage_column:
            return False
        return (
            self.is_dotted
            or speaks_of_stage(row.work)
            or not row.number.isdigit()
            or row.work.isupper()
            or row.widest >= max(_WIDE, row.columns - 1)
        )

    def _is_bare_heading(self, text: str) -> bool:
        """A line alone in the column of activities, without a number where others have one."""
        if text[:1].islower() or self._is_torn_text(text):
            return False
        own = named(text)
        if (
            own is not None
            and (self.is_dotted or not self.is_numbered)
            and not _LEADING_NUMBER.match(text)
        ):
            return True
        return text.isupper() or (
            self.is_dotted and not self._after_stage and not text.endswith((".", ";"))
        )

    def _continues_stage(self, row: Row) -> bool:
        if not self._after_stage or row.has_rest or row.number or not self.stages:
            return False
        return not is_list(row.work) and not row.text(Meaning.STAGE)

    def _is_torn_text(self, text: str) -> bool:
        """Whether the text goes on with the last activity."""
        if not self.stages or not self.stage.items or is_list(text):
            return False
        before = self.stage.items[-1].text
        return text[:1].islower() or bool(UNFINISHED.search(before))

    def _add_activity(self, row: Row) -> None:
        if self.has_stage_column and row.text(Meaning.STAGE):
            number = row.number if self.numbers_stages else ""
            self._open(number, row.text(Meaning.STAGE))
            self.stage.goal = self.stage.goal or said(row.text(Meaning.GOAL))
        if self._is_torn(row):
            self._mend(row)
            return
        self._after_stage = False
        shared = {
            one: self._cell(row, one)
            for one in (Meaning.DEADLINE, Meaning.RESPONSIBLE, Meaning.RESULT)
        }
        if not row.work:
            return
        before = len(self.stage.items)
        for number, text in self._activities(row):
            self.stage.items.append(
                ReadItem(
                    number,
                    text,
                    shared[Meaning.DEADLINE],
                    shared[Meaning.RESPONSIBLE],
                    shared[Meaning.RESULT],
                    self._heading,
                    row.place,
                )
            )
        self._goes_on = len(self.stage.items) - before

    def _is_torn(self, row: Row) -> bool:
        """A row without a number that goes on with the row above, torn by the end of a page."""
        if row.number or not self.stages or not self.stage.items or row.text(Meaning.STAGE):
            return False
        if not row.work:
            return True
        if Meaning.CONTENT in self.meanings and row.text(Meaning.TITLE):
            return False
        return self._is_torn_text(row.work)

    def _mend(self, row: Row) -> None:
        """Put the pieces of a torn row where they belong."""
        items = self.stage.items
        last = items[-1]
        if row.work:
            items[-1] = replace(last, text=one_line(f"{last.text}\n{row.work}"))
        for at in range(len(items) - max(self._goes_on, 1), len(items)):
            items[at] = replace(
                items[at],
                deadline=self._grown(items[at].deadline, row.text(Meaning.DEADLINE)),
                responsible=self._grown(items[at].responsible, row.text(Meaning.RESPONSIBLE)),
                result=self._grown(items[at].result, row.text(Meaning.RESULT)),
            )
        self._last[Meaning.DEADLINE] = items[-1].deadline
        self._last[Meaning.RESPONSIBLE] = items[-1].responsible
        self._last[Meaning.RESULT] = items[-1].result

    @staticmethod
    def _grown(before: str, text: str) -> str:
        return one_line(f"{before}\n{text}") if text else before

    def _cell(self, row: Row, meaning: Meaning) -> str:
        """Return a cell, or what it inherits from the row above."""
        text = said(row.text(meaning))
        inherits = meaning in row.follows or (
            self.has_stage_column and meaning is not Meaning.RESULT
        )
        if not text and inherits:
            text = self._last.get(meaning, "")
        self._last[meaning] = text
        return text

    def _activities(self, row: Row) -> list[tuple[str, str]]:
        """Return the activities of a row as (number, text)."""
        number = "" if self.numbers_stages else row.number
        content, title = row.text(Meaning.CONTENT), row.text(Meaning.TITLE)
        if title:
            self._heading = said(title) if content else ""
        text = content or title
        found = actions(text)
        if len(found) == 1 and content and title and not is_list(content):
            return [(number, f"{said(title).rstrip('.')}. {found[0][1]}")]
        if len(found) > 1 or is_list(text):
            return [(own or number, said) for own, said in found]
        leading = None if number else _LEADING_NUMBER.match(found[0][1])
        return [(leading["number"], leading["text"])] if leading else [(number, found[0][1])]

    def finish(self, *, has_deadlines: bool, has_responsible: bool) -> None:
        """Drop empty stages without a name and note what is missing."""
        self.stages = [stage for stage in self.stages if stage.items or stage.title]
        if not has_deadlines:
            self._date_by_stages()
        for stage in self.stages:
            if not stage.items:
                self._note(stage.title or stage.number, _("The stage has no activities."))
            for item in stage.items:
                place = item.number or item.text[:60]
                if has_deadlines and not item.deadline:
                    self._note(place, _("No deadline."))
                if has_responsible and not item.responsible:
                    self._note(place, _("Nobody is responsible."))

    def _date_by_stages(self) -> None:
        """In a plan by months the heading «Сентябрь» is the deadline of what stands under it."""
        for stage in self.stages:
            deadline = parse(stage.title)
            if deadline.kind in _HEADING_KINDS and not deadline.left_over:
                stage.items = [replace(item, deadline=stage.title) for item in stage.items]

    def _note(self, place: str, text: str) -> None:
        self.problems.append(Problem(place, text))
