"""The certificate of training: one sheet, with the code by which anybody may check it."""

from collections.abc import Sequence

from kernel.documents import paper as p
from kernel.russian import date_words
from participants.certificates import CertificateFacts


def as_paper(certificates: Sequence[CertificateFacts], *, link: str) -> p.Paper:
    """Lay out one certificate a sheet; `link` is the page where it is checked."""
    blocks: list[p.Block] = []
    for facts in certificates:
        if blocks:
            blocks.append(p.PageBreak())
        blocks += _sheet(facts, link)
    return p.Paper("Сертификат", tuple(blocks), font_size=14)


def _sheet(facts: CertificateFacts, link: str) -> list[p.Block]:
    passed = "прошла" if facts.is_female else "прошёл"
    kind = "обучение наставников" if facts.is_further else "подготовку наставников"
    days = (
        date_words(facts.began_on)
        if facts.began_on == facts.ended_on
        else f"с {date_words(facts.began_on)} по {date_words(facts.ended_on)}"
    )
    address = f"{link}?code={facts.code}"
    return [
        p.Letterhead(facts.organization),
        p.Heading("СЕРТИФИКАТ", level=1),
        p.Paragraph(f"№ {facts.number}", align="center", indent=False),
        p.Paragraph("Настоящим подтверждается, что", align="center", indent=False),
        p.Paragraph(p.Text(facts.name, bold=True), align="center", indent=False),
        p.Paragraph(
            f"{passed} {kind} по программе «{facts.course}» в объёме {facts.hours} ч., {days}",
            align="center",
            indent=False,
        ),
        p.Signature((facts.head_post or "директор").capitalize(), facts.head_name),
        p.Paragraph(
            ", ".join(part for part in (facts.place, date_words(facts.on)) if part), indent=False
        ),
        p.QR(address, caption=f"Проверить: {link}\nкод {facts.code}", align="left"),
    ]
