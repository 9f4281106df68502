"""A slip for the parent: what is asked, until when, and the QR code that opens it."""

from kernel.documents import paper as p
from kernel.russian import date_words
from participants.documents.consent_form import TITLES
from participants.models import ConsentRequest
from participants.states import Purpose

HOW = (
    "Наведите камеру телефона на код или наберите адрес под ним: там полный текст и две кнопки —"
    " «Даю согласие» и «Не даю». Согласие можно отозвать по этой же ссылке."
)


def slip(asked: ConsentRequest, *, link: str) -> p.Paper:
    """Lay the slip out: a few lines, the code, and the address in letters."""
    child = f"{asked.person.name.spoken} {asked.person.last_name[:1]}."
    school = asked.person.organization.short_name
    title = TITLES[Purpose(asked.purpose)]
    return p.Paper(
        "Личная ссылка",
        (
            p.Heading(asked.signer.name.spoken or asked.signer.name.full, level=2),
            p.Paragraph(f"{school} просит вас ответить, согласны ли вы {title} ({child})."),
            p.Paragraph(HOW),
            p.QR(link, caption=link, align="center"),
            p.Paragraph(
                f"Ссылка действует до {date_words(asked.expires_at.date())} Она личная: не"
                " передавайте её. Если удобнее бумага, попросите бланк у куратора.",
                small=True,
            ),
        ),
        font_size=13,
    )
