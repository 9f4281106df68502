"""The quarterly report of one school: paper and workbook, both from the frozen facts."""

from dataclasses import dataclass
from datetime import date

from kernel.documents.paper import (
    Column,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Row,
    Signature,
    Span,
    Table,
)
from kernel.russian import date_words
from kernel.spreadsheets import Sheet
from kernel.spreadsheets import write as write_workbook
from reports.forms_of_report import ReportForm, quarterly
from reports.models import Report

STATE_WORDS = {
    "done": "выполнено",
    "planned": "в работе",
    "overdue": "не выполнено в срок",
    "not_needed": "не требуется",
}


@dataclass(frozen=True)
class ActivityLine:
    """One activity whose deadline lies in the quarter."""

    stage: str
    number: str
    title: str
    deadline: str
    due_on: str
    state: str
    done_on: str
    note: str
    evidence_count: int


@dataclass(frozen=True)
class SchoolReport:
    """Everything the report says. Made from what was stored when the report was built."""

    organization: str
    short_name: str
    period: str
    version: int
    as_of: date
    figures: dict[str, int]
    activities: tuple[ActivityLine, ...]
    head_post: str
    head_name: str
    sha256: str


def school_report(report: Report) -> SchoolReport:
    """Collect what the paper says from the stored facts."""
    said = report.facts
    organization = report.organization
    return SchoolReport(
        organization=organization.full_name,
        short_name=organization.short_name,
        period=report.period.label,
        version=report.version,
        as_of=date.fromisoformat(said["as_of"]),
        figures=said["figures"],
        activities=tuple(ActivityLine(**line) for line in said["activities"]),
        head_post=organization.head_post,
        head_name=organization.head_name.initials_first,
        sha256=report.sha256,
    )


def as_paper(report: SchoolReport) -> Paper:
    """Draw the report: part A, the roadmap; part B, the figures."""
    form = quarterly()
    return Paper(
        title=f"{form.title}, {report.period}",
        landscape=True,
        font_size=12,
        footer=f"Снимок данных {report.sha256[:12]}, версия {report.version}",
        blocks=(
            Letterhead(full=report.organization, short=report.short_name),
            Heading(form.title, level=1),
            Paragraph(
                f"{report.period}, по состоянию на {date_words(report.as_of)}",
                align="center",
                indent=False,
            ),
            Heading("Часть А. Выполнение дорожной карты"),
            _activities(report),
            Heading("Часть Б. Показатели"),
            _figures(report, form),
            Signature(report.head_post.capitalize(), report.head_name),
        ),
    )


def _activities(report: SchoolReport) -> Table | Paragraph:
    if not report.activities:
        return Paragraph("В отчётном квартале мероприятий со сроком не было.", indent=False)
    rows: list[Row] = []
    stage = ""
    for line in report.activities:
        if line.stage != stage:
            stage = line.stage
            rows.append(Span(stage))
        done = f"{STATE_WORDS[line.state]} {_day(line.done_on)}".strip()
        rows.append((line.number, line.title, line.deadline, done, line.note))
    columns = (
        Column("№", 6),
        Column("Мероприятие", 40),
        Column("Срок по плану", 18),
        Column("Выполнение", 18),
        Column("Примечание", 18),
    )
    return Table(columns, tuple(rows), small=True)


def _figures(report: SchoolReport, form: ReportForm) -> Table:
    rows: list[Row] = []
    for group in form.groups:
        rows.append(Span(group.caption))
        rows.extend(
            (figure.caption, figure.unit, figure_text(report.figures, figure.code))
            for figure in form.of_group(group.code)
        )
    columns = (Column("Показатель", 70), Column("Ед.", 10), Column("Значение", 20, "right"))
    return Table(columns, tuple(rows), small=True)


def figure_text(figures: dict[str, int], code: str) -> str:
    """A figure in words: what was not counted is «нет данных», never 0."""
    value = figures.get(code)
    return "нет данных" if value is None else str(value)


def _day(iso: str) -> str:
    return date.fromisoformat(iso).strftime("%d.%m.%Y") if iso else ""


def as_xlsx(report: SchoolReport) -> bytes:
    """The same facts as a workbook of two sheets."""
    form = quarterly()
    return write_workbook(
        [
            Sheet(
                title="Показатели",
                columns=("Показатель", "Единица", "Значение"),
                rows=[
                    (figure.caption, figure.unit, report.figures.get(figure.code, "нет данных"))
                    for figure in form.figures
                ],
            ),
            Sheet(
                title="Дорожная карта",
                columns=(
                    "Этап", "№", "Мероприятие", "Срок", "Выполнение", "Дата", "Примечание",
                    "Подтверждений",
                ),
                rows=[
                    (
                        line.stage, line.number, line.title, line.deadline,
                        STATE_WORDS[line.state], _day(line.done_on), line.note,
                        line.evidence_count,
                    )
                    for line in report.activities
                ],
            ),
        ]
    )  # fmt: skip
