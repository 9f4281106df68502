"""The results of a campaign as a paper, PDF or DOCX from the same facts; never a name."""

from dataclasses import dataclass

from kernel.documents.paper import (
    Block,
    BulletList,
    Column,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Row,
    Table,
)
from kernel.pieces import share
from kernel.russian import counted
from surveys.queries.results import Result, Results

MOST_TEXTS = 40


@dataclass(frozen=True)
class QuestionFacts:
    """One question as the paper tells it."""

    text: str
    answered: int
    bars: tuple[tuple[str, int], ...]
    texts: tuple[str, ...]
    mean: str
    median: str


@dataclass(frozen=True)
class ResultsFacts:
    """Everything the paper says."""

    organization: str
    title: str
    questionnaire: str
    asked: int
    answered: int
    questions: tuple[QuestionFacts, ...]


def facts_of(found: Results) -> ResultsFacts:
    """Collect the facts; the only part that reads the database."""
    campaign = found.campaign
    return ResultsFacts(
        organization=str(campaign.programme.organization),
        title=campaign.title,
        questionnaire=campaign.questionnaire.title,
        asked=campaign.invitations.count(),
        answered=found.sheet_count,
        questions=tuple(_question(result) for result in found.results),
    )


def _question(result: Result) -> QuestionFacts:
    return QuestionFacts(
        text=result.question.text,
        answered=result.answered,
        bars=tuple((str(label), count) for label, count in result.bars),
        texts=tuple(result.texts[:MOST_TEXTS]),
        mean=_number(result.mean, 2),
        median=_number(result.median, 1),
    )


def as_paper(facts: ResultsFacts) -> Paper:
    """Draw the report."""
    answered = counted(facts.answered, "ответ", "ответа", "ответов")
    blocks: list[Block] = [
        Letterhead(full=facts.organization),
        Heading("Результаты опроса", level=1),
        Paragraph(facts.title, align="center", indent=False),
        Paragraph(
            f"Анкета «{facts.questionnaire}». Получено {answered} из {facts.asked} "
            f"({share(facts.answered, facts.asked)} %).",
            indent=False,
        ),
    ]
    for question in facts.questions:
        blocks += _blocks(question)
    return Paper(title=f"Результаты опроса: {facts.title}", blocks=tuple(blocks), font_size=12)


def _blocks(question: QuestionFacts) -> list[Block]:
    drawn: list[Block] = [Heading(question.text, level=3, align="left")]
    if not question.answered:
        return [*drawn, Paragraph("Мало данных.", indent=False)]
    if question.mean:
        middle = f"Среднее {question.mean}, медиана {question.median}."
        drawn.append(Paragraph(middle, indent=False))
    if question.bars:
        rows: list[Row] = [
            (label, str(count), f"{share(count, question.answered)} %")
            for label, count in question.bars
        ]
        columns = (
            Column("Ответ", 60),
            Column("Сколько", 15, align="right"),
            Column("Доля", 15, align="right"),
        )
        drawn.append(Table(columns, tuple(rows), small=True))
    if question.texts:
        drawn.append(BulletList(question.texts))
    return drawn


def _number(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:.{digits}f}".replace(".", ",")
