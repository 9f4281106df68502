"""The order that fixes pairs: facts → paper, whole for the school or without children for the site.

The words come with the facts (an editable wording): a subject, the preamble, the line with
{ПРИКАЗЫВАЮ}, then numbered points. A line {наставники} becomes points of the point above it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kernel.documents.paper import (
    Acquaintance,
    Block,
    Column,
    Heading,
    Letterhead,
    NumberedList,
    PageBreak,
    Paper,
    Paragraph,
    Point,
    Requisites,
    Run,
    Runs,
    Signature,
    Subject,
    Table,
    plain,
    said,
)
from kernel.documents.templates import check_wording, fill
from kernel.russian import counted, date_words, plural
from pairs.order_facts import PLACEHOLDERS, MentorLine, PairOrderFacts
from pairs.states import OrderWord

_POINT = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\.\s+(?P<text>.+)")
_VERB = "{приказываю}"
_MENTORS = "{наставники}"
DRAFT = "ПРОЕКТ"
# GOST R 7.0.97-2025 allows 12, 13 and 14: with 13 a usual order stands on one sheet.
FONT_SIZE: Literal[13] = 13
# The forms of «this order» and the verb, for each word that a school may use for its act.
_WORDS: Mapping[str, Mapping[str, str]] = {
    OrderWord.PRIKAZ: {
        "ПРИКАЗЫВАЮ": "ПРИКАЗЫВАЮ:",
        "настоящий приказ": "настоящий приказ",
        "настоящего приказа": "настоящего приказа",
        "настоящему приказу": "настоящему приказу",
        "настоящим приказом": "настоящим приказом",
    },
    OrderWord.RASPORYAZHENIE: {
        "ПРИКАЗЫВАЮ": "ОБЯЗЫВАЮ:",
        "настоящий приказ": "настоящее распоряжение",
        "настоящего приказа": "настоящего распоряжения",
        "настоящему приказу": "настоящему распоряжению",
        "настоящим приказом": "настоящим распоряжением",
    },
}
# The word itself: where it heads the sheet, in the dative, in the instrumental.
_ACTS: Mapping[str, tuple[str, str, str]] = {
    OrderWord.PRIKAZ: ("ПРИКАЗ", "приказу", "приказом"),
    OrderWord.RASPORYAZHENIE: ("РАСПОРЯЖЕНИЕ", "распоряжению", "распоряжением"),
}
_COLUMNS = (
    Column("№ п/п", 6, "center"),
    Column("Наставник (должность, класс)", 30),
    Column("Наставляемый (должность, класс)", 30),
    Column("Форма", 20),
    Column("Срок", 17),
)


def as_paper(facts: PairOrderFacts, *, is_draft: bool = False) -> Paper:
    """The whole paper: the order, the annex with the pairs, the sheet of acquaintance."""
    _head, _dative, instrumental = _ACTS[facts.word]
    return Paper(
        title=title(facts),
        font_size=FONT_SIZE,
        stamp=DRAFT if is_draft else "",
        blocks=(
            *_act(facts, list(_mentor_points(facts))),
            PageBreak(),
            *_annex(facts),
            PageBreak(),
            Heading("Лист ознакомления", level=1),
            Acquaintance(
                tuple(dict.fromkeys([*(mentor.name for mentor in facts.mentors), facts.curator])),
                title=f"С {instrumental} {_numbered(facts)} ознакомлены:",
            ),
        ),
    )


def for_site(facts: PairOrderFacts) -> Paper:
    """The paper that may be published: no name of a child on it, and no annex."""
    return Paper(
        title=title(facts),
        font_size=FONT_SIZE,
        blocks=(
            *_act(facts, list(_public_mentor_points(facts))),
            Paragraph("Приложение содержит персональные данные и не публикуется.", small=True),
        ),
    )


def title(facts: PairOrderFacts) -> str:
    """The name of the paper in lists, in the file and in the register."""
    head, _dative, _instrumental = _ACTS[facts.word]
    subject = plain(fill(_lines(facts.wording)[0], {"учебный год": facts.school_year}))
    return f"{head.capitalize()} {_numbered(facts)} «{subject}»"


def check_order_wording(body: str) -> None:
    """Refuse words that would not make an order: unknown placeholders, no verb, no mentors."""
    check_wording(body, PLACEHOLDERS)
    lines = [line.lower() for line in _lines(body)]
    if _VERB not in lines or _MENTORS not in lines:
        raise ValidationError(
            _("The text needs the lines {ПРИКАЗЫВАЮ} and {наставники}, each by itself."),
            code="structure",
        )
    if not any(_POINT.fullmatch(line) for line in lines[lines.index(_VERB) :]):
        raise ValidationError(
            _("After {ПРИКАЗЫВАЮ} there must be points: “1. …”, “2. …”."), code="points"
        )


def _numbered(facts: PairOrderFacts) -> str:
    day = date_words(facts.on) if facts.on else "«____» ____________ 20___ г."
    return f"от {day} № {facts.number or '________'}"


def _lines(body: str) -> list[str]:
    return [line.strip() for line in body.splitlines() if line.strip()]


def _act(facts: PairOrderFacts, mentors: list[Point]) -> Iterator[Block]:
    """The first sheet: from the letterhead to the signature."""
    head, _dative, _instrumental = _ACTS[facts.word]
    yield Letterhead(facts.organization, facts.short_name, facts.founder, facts.lines)
    yield Requisites(head, facts.number, facts.on, facts.place)
    lines = _lines(facts.wording)
    values = _values(facts)
    verb = [line.lower() for line in lines].index(_VERB)
    yield Subject(plain(fill(lines[0], values)))
    for line in lines[1:verb]:
        yield Paragraph(fill(line, values))
    yield Paragraph(
        fill(lines[verb], values), align="left", indent=False, spread=True, keep_with_next=True
    )
    yield NumberedList(_points(lines[verb + 1 :], values, mentors))
    yield Signature(facts.signer_post, facts.signer)


def _values(facts: PairOrderFacts) -> dict[str, Runs]:
    return {
        **_WORDS[facts.word],
        "учебный год": facts.school_year,
        "организация": facts.short_name,
        "срок": date_words(facts.until_on),
        "куратор": _person(said(facts.curator_dative), said(facts.curator_post)),
        "контроль": _control(facts),
        "наставники": "",
    }


def _control(facts: PairOrderFacts) -> Runs:
    if facts.control_accusative is None or facts.control_post is None:
        return "оставляю за собой"
    person = _person(said(facts.control_accusative), said(facts.control_post))
    return ("возложить на ", *person)


def _person(name: Run, place: Run) -> tuple[Run, ...]:
    return (name, ", ", place) if plain(place) else (name,)


@dataclass
class _Draft:
    """A point while its own points are being gathered."""

    depth: int
    runs: Runs
    points: list["_Draft | Point"] = field(default_factory=list)

    def done(self) -> Point:
        """The point with all its points."""
        return Point(
            self.runs,
            tuple(one.done() if isinstance(one, _Draft) else one for one in self.points),
        )


def _points(
    lines: Iterable[str], values: Mapping[str, Runs], mentors: list[Point]
) -> tuple[Point, ...]:
    """Read «1. …», «2.1. …» into points; what has no number goes on with the point above."""
    top = _Draft(0, "")
    open_points = [top]
    for line in lines:
        found = _POINT.fullmatch(line)
        if line.lower() == _MENTORS:
            open_points[-1].points += mentors
        elif found is None:
            above = open_points[-1]
            above.runs = (*_as_tuple(above.runs), " ", *fill(line, values))
        else:
            depth = found["number"].count(".") + 1
            while open_points[-1].depth >= depth:
                open_points.pop()
            point = _Draft(depth, fill(found["text"], values))
            open_points[-1].points.append(point)
            open_points.append(point)
    return top.done().points


def _as_tuple(runs: Runs) -> tuple[Run, ...]:
    return runs if isinstance(runs, tuple) else (runs,)


def _mentor_points(facts: PairOrderFacts) -> Iterator[Point]:
    last = len(facts.mentors)
    for place, mentor in enumerate(facts.mentors, start=1):
        lines = ", ".join(str(number) for number in mentor.lines)
        word = plural(len(mentor.lines), "строка", "строки", "строки")
        end = "." if place == last else ";"
        yield Point((*_mentor(mentor), f" ({word} {lines} приложения){end}"))


def _public_mentor_points(facts: PairOrderFacts) -> Iterator[Point]:
    grown = [mentor for mentor in facts.mentors if not mentor.is_child]
    children_count = len(facts.mentors) - len(grown)
    for place, mentor in enumerate(grown, start=1):
        is_last = place == len(grown) and not children_count
        yield Point((*_mentor(mentor), "." if is_last else ";"))
    if children_count:
        count = counted(children_count, "человек", "человека", "человек")
        yield Point(f"обучающихся, давших согласие быть наставниками, — {count}.")


def _mentor(mentor: MentorLine) -> tuple[Run, ...]:
    return _person(said(mentor.accusative), said(mentor.place))


def _annex(facts: PairOrderFacts) -> Iterator[Block]:
    _head, dative, _instrumental = _ACTS[facts.word]
    yield Paragraph(f"Приложение\nк {dative} {_numbered(facts)}", align="right", indent=False)
    yield Heading(f"Наставнические пары и группы\nв {facts.school_year} учебном году", level=1)
    yield Table(
        _COLUMNS,
        tuple(
            (
                str(number),
                _named(line.mentor, line.mentor_place),
                _named(line.mentee, line.mentee_place),
                line.form,
                f"по {date_words(facts.until_on)}",
            )
            for number, line in enumerate(facts.pairs, start=1)
        ),
    )


def _named(name: str, place: str) -> str:
    return f"{name}, {place}" if place else name
