"""The four tables in which schools and regions print their roadmaps.

A — activities under stage rows with goal and result; B — stages in a column of their own, contents
and results; C — as regions have it: continuous numbers and numbered columns; D — with the result
and the kind of document.
"""

from collections.abc import Callable, Mapping

from kernel.documents.paper import ABOVE, Column, Row, Runs, Span, Table, Text
from roadmap.facts import PlannedActivity, PlannedStage, RoadmapFacts
from roadmap.states import Layout

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def table_of(facts: RoadmapFacts, layout: str) -> Table:
    """Lay the plan out."""
    return _TABLES[Layout(layout)](facts)


def _school(facts: RoadmapFacts) -> Table:
    columns = (
        Column("№ п/п", 6, "center"),
        Column("Мероприятие", 50),
        Column("Сроки", 22),
        Column("Ответственные", 22),
    )
    rows: list[Row] = []
    for stage in facts.stages:
        rows.append(_heading(stage))
        rows += [Span(words, quiet=True) for words in _aims(stage)]
        rows += [(row.number, row.title, row.deadline, row.responsible) for row in stage.activities]
    return Table(columns, tuple(rows))


def _with_contents(facts: RoadmapFacts) -> Table:
    """Stages, what they consist of, and what is done in each part; a plan of one level has less."""
    has_parts = any(row.heading for stage in facts.stages for row in stage.activities)
    parts = (Column("Мероприятия", 20), Column("Содержание деятельности и план мероприятий", 38))
    columns = (
        Column("№", 4, "center"),
        Column("Наименование этапа", 18),
        *(parts if has_parts else (Column("Мероприятия", 44),)),
        Column("Сроки", 16),
        Column("Ответственные", 17),
        Column("Ожидаемый результат", 20),
    )
    rows: list[Row] = []
    for place, stage in enumerate(facts.stages, start=1):
        before: PlannedActivity | None = None
        for row in stage.activities:
            number, title = (ABOVE, ABOVE) if before else (stage.number or str(place), stage.title)
            same_part = bool(before and row.heading and before.heading == row.heading)
            part = (ABOVE if same_part else row.heading,) if has_parts else ()
            same_result = bool(before and row.result and before.result == row.result)
            result = ABOVE if same_result else row.result
            rows.append((number, title, *part, row.title, row.deadline, row.responsible, result))
            before = row
    return Table(columns, tuple(rows), small=True)


def _regional(facts: RoadmapFacts) -> Table:
    columns = (
        Column("№ п/п", 6, "center"),
        Column("Наименование мероприятия", 50),
        Column("Срок исполнения", 20),
        Column("Ответственные исполнители", 24),
    )
    rows: list[Row] = []
    count = 0
    for place, stage in enumerate(facts.stages):
        roman = _ROMAN[place] if place < len(_ROMAN) else str(place + 1)
        rows.append(Span(f"{roman} этап. {stage.title}"))
        for row in stage.activities:
            count += 1
            rows.append((f"{count}.", row.title, row.deadline, row.responsible))
    return Table(columns, tuple(rows), column_numbers=True)


def _with_documents(facts: RoadmapFacts) -> Table:
    columns = (
        Column("№ п/п", 6, "center"),
        Column("Мероприятие", 40),
        Column("Срок реализации", 20),
        Column("Ответственный исполнитель", 20),
        Column("Результат. Вид документа", 24),
    )
    rows: list[Row] = []
    for stage in facts.stages:
        rows.append(_heading(stage))
        rows += [
            (row.number, row.title, row.deadline, row.responsible, row.result)
            for row in stage.activities
        ]
    return Table(columns, tuple(rows))


def _heading(stage: PlannedStage) -> Span:
    number = stage.number.rstrip(". ")
    return Span(f"{number}. {stage.title}" if number else stage.title)


def _aims(stage: PlannedStage) -> list[Runs]:
    """What the stage is for and what comes of it, where the plan says so."""
    said = (("Задача: ", stage.goal), ("Результат: ", stage.result))
    return [(Text(word, italic=True), text) for word, text in said if text]


_TABLES: Mapping[Layout, Callable[[RoadmapFacts], Table]] = {
    Layout.A: _school,
    Layout.B: _with_contents,
    Layout.C: _regional,
    Layout.D: _with_documents,
}
