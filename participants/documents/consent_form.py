"""The blank of a consent: the wording of its version, with lines to be filled in by hand.

Identity papers are written on the paper only; the system keeps none of their data.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from accounts.models import Organization
from kernel.documents import paper as p
from kernel.documents.templates import paragraphs
from participants.models import ConsentText, Person
from participants.sheet_codes import SheetCode
from participants.states import Category, Purpose

TITLES = {
    Purpose.TAKING_PART: "на участие в программе наставничества и обработку персональных данных",
    Purpose.THIRD_PARTY: "на получение сведений от третьих лиц",
    Purpose.PUBLICATION: "на обработку персональных данных, разрешённых для распространения",
    Purpose.TRANSFER: "на передачу персональных данных другой организации",
}
CATEGORIES = {
    Category.NAME: "фамилия и имя",
    Category.PLACE: "класс, группа или должность",
    Category.PICTURES: "фотографии и видеозаписи",
    Category.WORKS: "отзыв, результаты и работы",
}
RELATIONS = {
    "mother": "мать",
    "father": "отец",
    "guardian": "опекун (попечитель)",
    "other": "законный представитель",
}
LINE = "_" * 28
PLACEHOLDERS = (
    "вступление",
    "организация",
    "адрес",
    "инн",
    "огрн",
    "сайт",
    "участник",
    "обработчик",
    "срок",
)
NO_PROCESSOR = "не поручается"
END_OF_YEAR = (8, 31)


@dataclass(frozen=True)
class ConsentForm:
    """Everything that stands on the blank of one person for one purpose and one signer."""

    purpose: str
    body: str
    organization: str
    address: str
    inn: str
    ogrn: str
    site: str
    subject: str
    place: str
    signer: str
    relation: str
    is_own: bool
    until: date
    code: str = ""


def consent_form(
    person: Person,
    *,
    organization: Organization,
    text: ConsentText,
    signer: Person | None,
    relation: str,
    until: date,
) -> ConsentForm:
    """Collect the facts of a blank; without a known signer the name is left for the pen."""
    return ConsentForm(
        purpose=text.purpose,
        body=text.body,
        organization=organization.full_name,
        address=organization.address or organization.place,
        inn=organization.inn,
        ogrn=organization.ogrn,
        site=organization.site,
        subject=person.name.full,
        place=person.class_name,
        signer=signer.name.full if signer else "",
        relation=RELATIONS.get(relation, ""),
        is_own=signer is not None and signer.pk == person.pk,
        until=until,
        code=str(SheetCode(person.pk, text.purpose, signer.pk if signer else 0, text.pk)),
    )


def wording(form: ConsentForm) -> tuple[p.Paragraph, ...]:
    """The text of the consent with the facts in their places: on paper and on the screen."""
    return paragraphs(
        form.body,
        {
            "вступление": _opening(form),
            "организация": form.organization,
            "адрес": form.address or LINE,
            "инн": form.inn or LINE,
            "огрн": form.ogrn or LINE,
            "сайт": form.site or "организации",
            # The wording ends the sentence itself: «Дарья Е.» must not end it twice.
            "участник": (f"{form.subject}, {form.place}" if form.place else form.subject).rstrip(
                "."
            ),
            "обработчик": NO_PROCESSOR,
            "срок": f"{form.until:%d.%m.%Y}",
        },
    )


def as_paper(forms: Sequence[ConsentForm]) -> p.Paper:
    """Lay out one blank a sheet."""
    blocks: list[p.Block] = []
    for form in forms:
        if blocks:
            blocks.append(p.PageBreak())
        blocks += _sheet(form)
    return p.Paper("Согласие", tuple(blocks), font_size=12)


def masked(form: ConsentForm, *, subject: str, signer: str) -> ConsentForm:
    """The same form without surnames: as a personal link shows it, for others may see the link."""
    return replace(form, subject=subject, signer=signer, place="")


def _sheet(form: ConsentForm) -> list[p.Block]:
    blocks: list[p.Block] = [
        # By this code the sheet is known again when its scan comes back.
        *([p.QR(form.code, beside=True)] if form.code else []),
        p.Heading("СОГЛАСИЕ", level=1),
        p.Paragraph(TITLES[Purpose(form.purpose)], align="center", indent=False),
        *_who_signs(form),
        *wording(form),
    ]
    if form.purpose == Purpose.PUBLICATION:
        blocks.append(p.Paragraph("Разрешаю распространять:", indent=False, keep_with_next=True))
        blocks.append(p.Choices(tuple(p.Choice(text) for text in CATEGORIES.values())))
    blocks += [
        p.Blank("Дата", hint="число, месяц, год"),
        p.Blank("Подпись", hint="подпись, фамилия и инициалы"),
    ]
    return blocks


def _who_signs(form: ConsentForm) -> list[p.Block]:
    blocks: list[p.Block] = [
        p.Blank("Я,", hint="фамилия, имя, отчество", value=form.signer),
        p.Blank("адрес", hint="адрес места жительства"),
        p.Blank("документ", hint="вид, серия, номер, кем и когда выдан"),
    ]
    if not form.is_own:
        blocks.append(
            p.Blank(
                "полномочие",
                hint="кем прихожусь; реквизиты документа, подтверждающего полномочия",
                value=form.relation,
            )
        )
    return blocks


def _opening(form: ConsentForm) -> str:
    if form.is_own:
        return f"Я, {form.signer},"
    who = form.signer or LINE
    what = f" ({form.relation})" if form.relation else ""
    return f"Я, {who}{what}, законный представитель участника,"
