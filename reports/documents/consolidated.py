"""The consolidated report of a municipality or region: sums of accepted reports, missing named."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kernel.documents.paper import Column, Heading, Letterhead, Paper, Paragraph, Row, Span, Table
from kernel.russian import counted, date_words
from kernel.spreadsheets import Sheet
from kernel.spreadsheets import write as write_workbook
from reports.forms_of_report import quarterly

NO_DATA = "нет данных"


@dataclass(frozen=True)
class Line:
    """One organization in the consolidated report; figures are None until it is accepted."""

    organization: str
    municipality: str
    state: str
    figures: dict[str, int] | None


@dataclass(frozen=True)
class Consolidated:
    """Everything the consolidated report says."""

    organization: str
    period: str
    as_of: date
    lines: tuple[Line, ...]

    @property
    def accepted(self) -> tuple[Line, ...]:
        """The organizations whose figures are in the sums."""
        return tuple(line for line in self.lines if line.figures is not None)

    @property
    def missing(self) -> tuple[Line, ...]:
        """The organizations whose figures are not in the sums."""
        return tuple(line for line in self.lines if line.figures is None)

    @property
    def municipalities(self) -> tuple[str, ...]:
        """The municipalities in the order of the lines."""
        return tuple(dict.fromkeys(line.municipality for line in self.lines))


def total(lines: Iterable[Line], code: str) -> int | None:
    """Add a figure up over those that have it; None when nobody has, which is not 0."""
    values = [line.figures[code] for line in lines if line.figures and code in line.figures]
    return sum(values) if values else None


def as_xlsx(said: Consolidated) -> bytes:
    """A workbook: totals, municipalities, organizations, and who is missing."""
    form = quarterly()
    captions = [figure.caption for figure in form.figures]
    return write_workbook(
        [
            Sheet(
                title="Свод",
                columns=("Показатель", "Единица", "Всего", *said.municipalities),
                rows=[
                    (
                        figure.caption,
                        figure.unit,
                        _cell(total(said.accepted, figure.code)),
                        *(
                            _cell(total(_of(said.accepted, municipality), figure.code))
                            for municipality in said.municipalities
                        ),
                    )
                    for figure in form.figures
                ],
            ),
            Sheet(
                title="Организации",
                columns=("Муниципалитет", "Организация", "Отчёт", *captions),
                rows=[
                    (
                        line.municipality,
                        line.organization,
                        line.state,
                        *(_cell((line.figures or {}).get(f.code)) for f in form.figures),
                    )
                    for line in said.lines
                ],
            ),
            Sheet(
                title="Не вошли в свод",
                columns=("Муниципалитет", "Организация", "Состояние отчёта"),
                rows=[(line.municipality, line.organization, line.state) for line in said.missing],
            ),
        ]
    )


def _of(lines: Iterable[Line], municipality: str) -> list[Line]:
    return [line for line in lines if line.municipality == municipality]


def _cell(value: int | None) -> int | str:
    return NO_DATA if value is None else value


def as_paper(said: Consolidated) -> Paper:
    """The same totals on paper, with those who are missing named."""
    return Paper(
        title=f"Сводный отчёт, {said.period}",
        landscape=True,
        font_size=12,
        blocks=(
            Letterhead(full=said.organization),
            Heading(quarterly().title, level=1),
            Paragraph(
                f"Сводный отчёт, {said.period}, по состоянию на {date_words(said.as_of)}",
                align="center",
                indent=False,
            ),
            Paragraph(
                "В свод вошли принятые отчёты: "
                f"{counted(len(said.accepted), 'организация', 'организации', 'организаций')}"
                f" из {len(said.lines)}.",
                indent=False,
            ),
            _totals(said),
            Heading("Не вошли в свод"),
            _missing(said),
        ),
    )


def _totals(said: Consolidated) -> Table:
    form = quarterly()
    rows: list[Row] = []
    for group in form.groups:
        rows.append(Span(group.caption))
        rows.extend(
            (
                figure.caption,
                str(_cell(total(said.accepted, figure.code))),
                *(
                    str(_cell(total(_of(said.accepted, municipality), figure.code)))
                    for municipality in said.municipalities
                ),
            )
            for figure in form.of_group(group.code)
        )
    columns = (
        Column("Показатель", 40),
        Column("Всего", 12, "right"),
        *(Column(municipality, 14, "right") for municipality in said.municipalities),
    )
    return Table(columns, tuple(rows), small=True)


def _missing(said: Consolidated) -> Table | Paragraph:
    if not said.missing:
        return Paragraph("Отчёты приняты от всех организаций.", indent=False)
    columns = (Column("Муниципалитет", 30), Column("Организация", 50), Column("Отчёт", 20))
    rows = tuple((line.municipality, line.organization, line.state) for line in said.missing)
    return Table(columns, rows, small=True)
