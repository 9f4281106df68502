"""The sheet of an interview as a paper: empty for the pen, or as it was filled in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from kernel.documents import paper as p
from kernel.russian import date_words


@dataclass(frozen=True)
class SheetFacts:
    """Everything that stands on the sheet."""

    organization: str
    name: str
    place: str
    held_on: date
    starts_at: time
    interviewers: tuple[str, ...]
    points: tuple[tuple[str, str], ...]
    notes: str = ""
    decision: str = ""


def as_paper(facts: SheetFacts) -> p.Paper:
    """Lay the sheet out. The private reason is never printed."""
    columns = (p.Column("Критерий", 30), p.Column("Оценка", 10))
    rows: Sequence[p.Row] = [(point, mark) for point, mark in facts.points]
    who = f"{facts.name}, {facts.place}" if facts.place else facts.name
    return p.Paper(
        "Лист собеседования",
        (
            p.Letterhead(facts.organization),
            p.Heading("ЛИСТ СОБЕСЕДОВАНИЯ С НАСТАВНИКОМ", level=1),
            p.Paragraph(who, align="center", indent=False),
            p.Paragraph(
                f"{date_words(facts.held_on)}, {facts.starts_at:%H:%M}",
                align="center",
                indent=False,
            ),
            p.Table(columns, tuple(rows)),
            p.Blank("Заметки", value=facts.notes, count=1 if facts.notes else 3),
            p.Blank("Решение", hint="готов, резерв, не допущен", value=facts.decision),
            *(p.Signature("Собеседование провёл(а)", name) for name in facts.interviewers),
        ),
    )
