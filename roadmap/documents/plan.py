"""The printed roadmap: a table of stages and activities under «УТВЕРЖДАЮ» and «СОГЛАСОВАНО»."""

from collections.abc import Mapping
from typing import Any

from kernel.documents.issue import facts_of
from kernel.documents.paper import Approval, Approvals, Block, Heading, Paper, Paragraph
from kernel.models import IssuedDocument
from kernel.russian import date_words
from roadmap.documents.layouts import table_of
from roadmap.facts import KIND, RoadmapFacts, Signed, facts_of_roadmap
from roadmap.models import Amendment, Roadmap, RoadmapVersion
from roadmap.states import Layout

APPROVED_HERE = "Утверждено в системе"
AGREED_HERE = "Согласовано в системе"
DRAFT = "ПРОЕКТ"


def paper_of(roadmap: Roadmap, *, layout: str = "") -> Paper:
    """The plan in force as it was issued; any other as it stands now, stamped as a draft."""
    asked = layout or roadmap.layout
    issued = issued_paper(roadmap) if roadmap.approved_at else None
    if issued is not None:
        return paper(facts_of(issued, RoadmapFacts), layout=asked)
    return paper(facts_of_roadmap(roadmap), layout=asked, stamp=DRAFT)


def paper_of_version(version: RoadmapVersion, *, layout: str = "") -> Paper:
    """An approved text exactly as it was issued then."""
    facts = facts_of(version.paper, RoadmapFacts)
    return paper(facts, layout=layout or version.roadmap.layout)


def paper_of_amendment(amendment: Amendment, *, layout: str = "") -> Paper:
    """The text that the roadmap would have with the changes, stamped as a draft."""
    wording: Mapping[str, Any] = amendment.content
    facts = facts_of_roadmap(amendment.roadmap, wording)
    return paper(facts, layout=layout or amendment.roadmap.layout, stamp=DRAFT)


def issued_paper(roadmap: Roadmap) -> IssuedDocument | None:
    """Find the latest paper that was issued for the plan."""
    issued = IssuedDocument.objects.filter(
        tenant_id=roadmap.organization_id, kind=KIND, key__startswith=f"{roadmap.pk}:"
    )
    return issued.order_by("-issued_at", "-pk").first()


def paper(facts: RoadmapFacts, *, layout: str = Layout.A, stamp: str = "") -> Paper:
    """Lay the facts out: the blocks of those who sign, the title, the table."""
    blocks: tuple[Block, ...] = (
        _signatures(facts),
        Heading(facts.title, level=1),
        Paragraph(_subtitle(facts), align="center", indent=False),
        table_of(facts, layout),
    )
    return Paper(facts.title, blocks, landscape=True, font_size=12, stamp=stamp)


def _signatures(facts: RoadmapFacts) -> Block:
    approved = _approval(facts.approved, "УТВЕРЖДАЮ", APPROVED_HERE)
    if facts.agreed is None:
        return approved
    earlier = f" (редакция № {facts.agreed_edition})" if facts.agreed_edition else ""
    agreed = _approval(facts.agreed, "СОГЛАСОВАНО", f"{AGREED_HERE}{earlier}")
    return Approvals(agreed, approved)


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
    lines = [f"{facts.organization}, {facts.school_year} учебный год"]
    if facts.edition and facts.approved.on:
        lines.append(f"Редакция № {facts.edition} от {date_words(facts.approved.on)}")
    return "\n".join(lines)
