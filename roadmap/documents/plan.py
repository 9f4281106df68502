"""The printed roadmap: a table of stages and activities under «УТВЕРЖДАЮ»."""

from kernel.documents.issue import facts_of
from kernel.documents.paper import (
    Approval,
    Approvals,
    Block,
    Column,
    Heading,
    Paper,
    Paragraph,
    Row,
    Runs,
    Span,
    Table,
    Text,
)
from kernel.models import IssuedDocument
from roadmap.facts import KIND, PlannedStage, RoadmapFacts, Signed, facts_of_roadmap
from roadmap.models import Roadmap

APPROVED_HERE = "Утверждено в системе"
AGREED_HERE = "Согласовано в системе"
DRAFT = "ПРОЕКТ"


def paper_of(roadmap: Roadmap) -> Paper:
    """The plan in force as it was issued; any other as it stands now, stamped as a draft."""
    issued = issued_paper(roadmap) if roadmap.is_in_force else None
    if issued is not None:
        return paper(facts_of(issued, RoadmapFacts))
    return paper(facts_of_roadmap(roadmap), stamp=DRAFT)


def issued_paper(roadmap: Roadmap) -> IssuedDocument | None:
    """Find the latest paper that was issued for the plan."""
    issued = IssuedDocument.objects.filter(
        tenant_id=roadmap.organization_id, kind=KIND, key__startswith=f"{roadmap.pk}:"
    )
    return issued.order_by("-issued_at", "-pk").first()


def paper(facts: RoadmapFacts, *, stamp: str = "") -> Paper:
    """Lay the facts out: № п/п, мероприятие, сроки, ответственные, результат."""
    blocks: tuple[Block, ...] = (
        _signatures(facts),
        Heading(facts.title, level=1),
        Paragraph(_subtitle(facts), align="center", indent=False),
        Table(_columns(facts), tuple(_rows(facts)), small=True),
    )
    return Paper(facts.title, blocks, landscape=True, font_size=12, stamp=stamp)


def _signatures(facts: RoadmapFacts) -> Block:
    approved = _approval(facts.approved, "УТВЕРЖДАЮ", APPROVED_HERE)
    if facts.agreed is None:
        return approved
    return Approvals(_approval(facts.agreed, "СОГЛАСОВАНО", AGREED_HERE), approved)


def _approval(signed: Signed, word: str, note: str) -> Approval:
    return Approval(
        post=signed.post,
        name=signed.name,
        word=word,
        organization=signed.organization,
        on=signed.on,
        note=note if signed.on else "",
    )


def _subtitle(facts: RoadmapFacts) -> str:
    return f"{facts.organization}, {facts.school_year} учебный год"


def _has_results(facts: RoadmapFacts) -> bool:
    return any(row.result for stage in facts.stages for row in stage.activities)


def _columns(facts: RoadmapFacts) -> tuple[Column, ...]:
    columns = (
        Column("№ п/п", 6, "center"),
        Column("Мероприятие", 40),
        Column("Сроки", 20),
        Column("Ответственные", 20),
    )
    return (*columns, Column("Результат", 24)) if _has_results(facts) else columns


def _rows(facts: RoadmapFacts) -> list[Row]:
    has_results = _has_results(facts)
    rows: list[Row] = []
    for stage in facts.stages:
        rows.append(Span(f"{stage.number} {stage.title}".strip()))
        rows += [Span(words, quiet=True) for words in _aims(stage)]
        for row in stage.activities:
            cells: tuple[Runs, ...] = (row.number, row.title, row.deadline, row.responsible)
            rows.append((*cells, row.result) if has_results else cells)
    return rows


def _aims(stage: PlannedStage) -> list[Runs]:
    """What the stage is for and what comes of it, where the plan says so."""
    said = (("Задача: ", stage.goal), ("Результат: ", stage.result))
    return [(Text(word, italic=True), text) for word, text in said if text]
