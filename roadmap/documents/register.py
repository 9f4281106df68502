"""«Опись»: the register of the folder for an inspection, an activity a row, gaps named."""

from kernel.documents.paper import Block, Column, Heading, Paper, Paragraph, Row, Span, Table, Text
from kernel.russian import counted, date_words
from roadmap.folder import Folder, Line

NO_GAPS = "Пробелов нет: каждое выполненное мероприятие подтверждено."


def as_paper(folder: Folder) -> Paper:
    """Draw the register: how much there is, what is missing, then every activity."""
    programme = folder.roadmap.programme
    school = programme.organization
    title = "Опись материалов по дорожной карте"
    variant = ", без персональных данных" if folder.is_depersonalized else ""
    lines = [
        f"{school.full_name}, {programme.school_year.label} учебный год",
        f"Составлена {date_words(folder.today)}{variant}",
    ]
    blocks: tuple[Block, ...] = (
        Heading(title, level=1),
        Paragraph("\n".join(lines), align="center", indent=False),
        Paragraph(_sum_of(folder), indent=False),
        *_gaps(folder),
        _table(folder),
    )
    return Paper(title, blocks, landscape=True, font_size=12)


def _sum_of(folder: Folder) -> str:
    files = folder.file_count
    activities = counted(len(folder.lines), "мероприятие", "мероприятия", "мероприятий")
    return f"В описи {activities}, к ним приложено: {counted(files, 'файл', 'файла', 'файлов')}."


def _gaps(folder: Folder) -> tuple[Block, ...]:
    if not folder.gaps:
        return (Paragraph(NO_GAPS, indent=False),)
    rows: tuple[Row, ...] = tuple(
        (line.number, line.title, line.deadline, line.gap) for line in folder.gaps
    )
    columns = (
        Column("№", 6, "center"),
        Column("Мероприятие", 54),
        Column("Срок", 20),
        Column("Чего не хватает", 20),
    )
    return (Heading("Пробелы", level=2), Table(columns, rows, small=True))


def _table(folder: Folder) -> Table:
    people = () if folder.is_depersonalized else (Column("Ответственные", 16),)
    columns = (
        Column("№", 5, "center"),
        Column("Мероприятие", 30),
        Column("Срок", 14),
        *people,
        Column("Состояние", 12),
        Column("Подтверждение", 30),
    )
    rows: list[Row] = []
    stage = ""
    for line in folder.lines:
        if line.stage != stage:
            stage = line.stage
            rows.append(Span(Text(stage, bold=True)))
        named = () if folder.is_depersonalized else (line.responsible,)
        rows.append((line.number, line.title, line.deadline, *named, line.state, _shown(line)))
    return Table(columns, tuple(rows), caption="Мероприятия", small=True)


def _shown(line: Line) -> str:
    files = [piece.path.rpartition("/")[2] for piece in line.pieces]
    return "\n".join([*files, *line.notes, *([line.gap] if line.gap else [])]) or "—"
