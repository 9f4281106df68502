"""Read a questionnaire from a workbook; every mistake is told with its sheet, row and column."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from kernel.refusals import Refusal
from kernel.spreadsheets import SheetRows, Value, read
from kernel.spreadsheets.writing import NOTHING
from surveys.book import (
    ABOUT,
    ABOUT_LINES,
    BOOLEANS,
    CHOICE_COLUMNS,
    CHOICES,
    CODE,
    IN_ENGLISH,
    JOINED,
    NAME,
    NO,
    NUMBERS,
    OF_CHOICES,
    QUESTION_COLUMNS,
    QUESTIONS,
    SECTION,
    SECTION_COLUMNS,
    SECTIONS,
    TARGETS,
    VALUE,
    WHEN,
    WHEN_JOINED,
    WORDS,
    YES,
)
from surveys.book_checks import mistakes_of_whole
from surveys.content import Content, Part
from surveys.models import Question, Questionnaire, Section

MOST_ROWS = 2_000
LONGEST, SHOWN = 2_000, 40
HIGHEST_MARK, LARGEST = 10, 1_000_000
_CODE = re.compile(r"^[a-zA-Z0-9_-]{1,40}$")
_USUAL = {"scale_from": 1, "scale_to": 10, "least": None, "most": None}
Row = Mapping[str, Value]


class BookRefused(Refusal):
    """The workbook has mistakes; `mistakes` says each with its place."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class Reader:
    """Reads the sheets one by one and collects what is wrong instead of stopping at the first."""

    def __init__(self, sheets: list[SheetRows]) -> None:
        self.sheets = {sheet.title.strip(): sheet for sheet in sheets}
        self.mistakes: list[str] = []
        self.place = ("", 0)

    def content(self) -> Content:
        """The questionnaire. Raises BookRefused with everything that is wrong."""
        facts = self._about()
        sections = [self._section(row) for row in self._rows(SECTIONS)]
        questions = [self._question(row) for row in self._rows(QUESTIONS)]
        self._give_choices({said["code"]: said for _section, said in questions})
        self.mistakes += mistakes_of_whole(questions, sections)
        if self.mistakes:
            raise BookRefused(self.mistakes)
        head = Part({}, [said for number, said in questions if not number])
        parts = [
            Part(section, [said for of, said in questions if of == number])
            for number, section in enumerate(sections, start=1)
        ]
        return Content(facts, [*([head] if head.questions else []), *parts])

    def _rows(self, title: str) -> Iterator[Row]:
        """The rows of a sheet by heading; columns may stand in any order."""
        sheet = self.sheets.get(title)
        if sheet is None or not sheet.rows:
            if title in (ABOUT, QUESTIONS):
                self._wrong(_("The sheet “%(sheet)s” is missing.") % {"sheet": title})
            return
        heads = [str(value or "").strip() for value in sheet.rows[0]]
        for number, row in enumerate(sheet.rows[1:], start=2):
            self.place = (title, number)
            if any(value is not None for value in row) and row != [NOTHING]:
                yield dict(zip(heads, [*row, *[None] * len(heads)], strict=False))

    def _wrong(self, words: str) -> None:
        self.mistakes.append(words)

    def _at(self, column: str, words: str) -> None:
        sheet, row = self.place
        place = _("Sheet “%(sheet)s”, row %(row)d, column “%(column)s”") % {
            "sheet": sheet,
            "row": row,
            "column": column,
        }
        self._wrong(f"{place}: {words}")

    def _about(self) -> dict[str, Any]:
        names = {label: name for name, label in ABOUT_LINES.items()}
        facts: dict[str, Any] = {}
        english: dict[str, str] = {}
        for row in self._rows(ABOUT):
            name = names.get(str(row.get(NAME)))
            if name is None:
                continue
            value = self._text(row, VALUE, _limit(Questionnaire, name))
            facts[name] = self._word(name, VALUE, value)
            english[name] = self._text(row, IN_ENGLISH, LONGEST)
        if not facts.get("title"):
            self._wrong(_("Sheet “%(sheet)s”: the title is missing.") % {"sheet": ABOUT})
        return _without_empty(facts, english)

    def _section(self, row: Row) -> dict[str, Any]:
        said: dict[str, Any] = {}
        english: dict[str, str] = {}
        for name, column in SECTION_COLUMNS.items():
            field, _dot, translated = name.partition(".")
            text = self._text(row, column, _limit(Section, field))
            (english if translated else said)[field] = text
        if not said["title"]:
            self._at(SECTION_COLUMNS["title"], _("write a heading."))
        return _without_empty(said | {"show_if": self._condition(row)}, english)

    def _question(self, row: Row) -> tuple[int, dict[str, Any]]:
        said: dict[str, Any] = {}
        english: dict[str, str] = {}
        for name, column in QUESTION_COLUMNS.items():
            field, _dot, translated = name.partition(".")
            if translated:
                english[field] = self._text(row, column, LONGEST)
            else:
                said[field] = self._field(field, column, row)
        self._require(said)
        number = self._number(row, SECTION) or 0
        found = _without_empty(said | {"show_if": self._condition(row)}, english)
        return number, {"code": "", **found}

    def _field(self, field: str, column: str, row: Row) -> Any:
        if field in BOOLEANS:
            return self._flag(row, column)
        if field in NUMBERS:
            number = self._number(row, column)
            return _USUAL[field] if number is None else number
        return self._word(field, column, self._text(row, column, _limit(Question, field)))

    def _require(self, said: Mapping[str, Any]) -> None:
        if not _CODE.match(said["code"]):
            self._at(CODE, _("write a code of Latin letters and digits, 40 at most."))
        if not said["kind"]:
            self._at(QUESTION_COLUMNS["kind"], _("write the kind of answer."))
        if not said["text"]:
            self._at(QUESTION_COLUMNS["text"], _("write the question."))
        if not 0 <= said["scale_from"] < said["scale_to"] <= HIGHEST_MARK:
            self._at(QUESTION_COLUMNS["scale_to"], _("a scale rises, from 0 or 1 to 10 at most."))
        if said["target"] and said["target"] not in TARGETS:
            self._at(QUESTION_COLUMNS["target"], _("there is no such field of the card."))

    def _text(self, row: Row, column: str, limit: int) -> str:
        value = row.get(column)
        text = "" if value is None else str(value)
        if len(text) > limit:
            self._at(column, _("the text is longer than %(limit)d signs.") % {"limit": limit})
        return text

    def _word(self, field: str, column: str, text: str) -> str:
        """The code that a word stands for."""
        words = WORDS.get(field)
        if not text or words is None or text in words:
            return text
        by_word = {word: code for code, word in words.items()}
        if text.lower() not in by_word:
            known = ", ".join(words.values())
            self._at(
                column,
                _("“%(word)s” is not known. Write one of these: %(known)s.")
                % {"word": text[:SHOWN], "known": known},
            )
        return str(by_word.get(text.lower(), ""))

    def _flag(self, row: Row, column: str) -> bool:
        text = self._text(row, column, LONGEST).lower()
        if text not in ("", YES, NO):
            self._at(column, _("write “да” or “нет”."))
        return text == YES

    def _number(self, row: Row, column: str) -> int | None:
        value = row.get(column)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST:
            return value
        self._at(column, _("write a whole number."))
        return None

    def _condition(self, row: Row) -> dict[str, Any]:
        text = self._text(row, WHEN, LONGEST)
        lines = []
        for line in filter(None, (line.strip() for line in text.split(";"))):
            code, equals, answers = (part.strip() for part in line.partition("="))
            found = [answer.strip() for answer in answers.split(",") if answer.strip()]
            if not equals or not code or not found:
                self._at(WHEN, _("write a condition like this: met = yes; where = c1, c2."))
            lines.append({"question": code, "answers": found})
        by_word = {word: joined for joined, word in JOINED.items()}
        joined = by_word.get(self._text(row, WHEN_JOINED, LONGEST), "all")
        return {"joined": joined, "conditions": lines} if lines else {}

    def _give_choices(self, questions: Mapping[str, dict[str, Any]]) -> None:
        of, what, code, text, english, points = CHOICE_COLUMNS
        names = {word: name for name, word in OF_CHOICES.items()}
        for row in self._rows(CHOICES):
            question = questions.get(self._text(row, of, LONGEST))
            name = names.get(self._text(row, what, LONGEST).lower())
            if question is None:
                self._at(of, _("there is no question with this code."))
            if name is None:
                self._at(what, _("write “вариант” or “строка”."))
            one = {"code": self._text(row, code, 40), "text": self._text(row, text, 400)}
            if not _CODE.match(one["code"]) or not one["text"]:
                self._at(code, _("a choice has a code of Latin letters and a text."))
            extra = {"en": self._text(row, english, 400), "score": self._number(row, points)}
            if question is not None and name is not None:
                kept = {key: value for key, value in extra.items() if value not in ("", None)}
                question.setdefault(name, []).append({**one, **kept})


def read_book(content: bytes, name: str) -> Content:
    """The questionnaire of a workbook. Raises a Refusal that says what is wrong and where."""
    return Reader(read(content, name, max_rows=MOST_ROWS)).content()


def _limit(model: Any, field: str) -> int:
    if field in WORDS:
        return LONGEST
    return getattr(model._meta.get_field(field), "max_length", None) or LONGEST


def _without_empty(said: Mapping[str, Any], english: Mapping[str, str]) -> dict[str, Any]:
    """Leave out what has its usual value, so that a file read back equals what was written."""
    kept = {
        name: value
        for name, value in said.items()
        if value != _USUAL.get(name, "") and (value or name in NUMBERS)
    }
    translated = {name: text for name, text in english.items() if text}
    return {**kept, **({"english": translated} if translated else {})}
