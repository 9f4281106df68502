"""The copy of what is kept about a person, for that person: the same facts as JSON and as PDF.

Nothing is collected here: the facts are those of the own page, so that a copy never says more.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from kernel.documents import paper as p
from kernel.pieces import Fact
from kernel.russian import date_words
from participants.queries.card import PersonPage


@dataclass(frozen=True)
class Line:
    """A fact by its name."""

    name: str
    value: str


@dataclass(frozen=True)
class OwnData:
    """Everything that the own page shows about one person."""

    person: str
    organization: str
    made_on: date
    card: tuple[Line, ...]
    as_mentee: tuple[Line, ...]
    as_mentor: tuple[Line, ...]
    representatives: tuple[Line, ...]
    consents: tuple[Line, ...]
    views: tuple[Line, ...]


def own_data(shown: PersonPage, *, today: date) -> OwnData:
    """Take the facts off the page."""
    return OwnData(
        person=shown.person.name.full,
        organization=shown.person.organization.full_name,
        made_on=today,
        card=_lines(shown.facts),
        as_mentee=_lines(shown.mentee_facts),
        as_mentor=_lines(shown.mentor_facts),
        representatives=tuple(
            Line(str(line.link.get_relation_display()), line.link.guardian.name.full)
            for line in shown.guardians
        ),
        consents=tuple(
            Line(str(card.purpose.label), str(card.verdict.status.label)) for card in shown.purposes
        ),
        views=tuple(
            Line(moment.when, " ".join(filter(None, (str(moment.text), str(moment.note)))))
            for moment in shown.views
        ),
    )


def as_json(copies: Sequence[OwnData]) -> bytes:
    """The facts for a machine."""
    said = [asdict(copy) for copy in copies]
    return json.dumps(said, ensure_ascii=False, indent=2, default=str).encode()


def as_paper(copies: Sequence[OwnData]) -> p.Paper:
    """The facts to read and to print, one person a sheet."""
    blocks: list[p.Block] = []
    for copy in copies:
        if blocks:
            blocks.append(p.PageBreak())
        blocks += _sheet(copy)
    return p.Paper("Копия персональных данных", tuple(blocks), font_size=12)


def _sheet(copy: OwnData) -> list[p.Block]:
    blocks: list[p.Block] = [
        p.Heading("Копия персональных данных", level=1),
        p.Paragraph(
            f"{copy.person}. {copy.organization}. {date_words(copy.made_on)}",
            align="center",
            indent=False,
        ),
    ]
    parts = (
        ("Карточка", copy.card),
        ("Наставляемый", copy.as_mentee),
        ("Наставник", copy.as_mentor),
        ("Представители", copy.representatives),
        ("Согласия", copy.consents),
        ("Кто смотрел", copy.views),
    )
    for title, lines in parts:
        if lines:
            blocks += [p.Heading(title, level=2), _table(lines)]
    return blocks


def _table(lines: Sequence[Line]) -> p.Table:
    return p.Table(
        columns=(p.Column("Что", 30), p.Column("Значение", 70)),
        rows=tuple((line.name, line.value) for line in lines),
        small=True,
    )


def _lines(facts: Sequence[Fact]) -> tuple[Line, ...]:
    return tuple(
        Line(str(fact.name), str(fact.value)) for fact in facts if fact.value not in (None, "")
    )
