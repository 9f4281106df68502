"""The paper of the order: its facts, its words, its two versions, and that it prints."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from docx import Document

from kernel.documents.docx import as_docx
from kernel.documents.html import as_html
from kernel.documents.paper import marks
from kernel.documents.pdf import as_pdf
from kernel.documents.templates import change_wording
from kernel.russian.confirmed import confirm_forms
from pairs.documents.pair_order import as_paper, check_order_wording, for_site, title
from pairs.order_facts import KIND, PLACEHOLDERS, SHIPPED, collect, unconfirmed, wording_of
from pairs.states import OrderWord
from tests.factories.pairs import NOW, PairFactory, a_mentee, a_mentor, order_with
from tests.people import curator, director

pytestmark = pytest.mark.django_db
SIGNED_ON = date(2026, 10, 25)


def person(maker, last, first, patronymic, gender, **facts):
    return maker(last_name=last, first_name=first, patronymic=patronymic, gender=gender, **facts)


def an_order(**facts):
    """Two pairs of one teacher and one of a pupil who mentors."""
    teacher = person(
        a_mentor, "Орлов", "Сергей", "Иванович", "male", post="учитель математики", capacity=2
    )
    elder = person(
        a_mentor, "Ямщикова", "Ксения", "Львовна", "female", kind="pupil", class_name="10А",
        post="", born_on=date(2010, 5, 1),
    )  # fmt: skip
    return order_with(
        PairFactory(mentor=teacher, mentee=person(a_mentee, "Ёлкина", "Мария", "", "female")),
        PairFactory(
            mentor=teacher, mentee=person(a_mentee, "Гордеев", "Тимур", "Русланович", "male")
        ),
        PairFactory(mentor=elder, mentee=person(a_mentee, "Заяц", "Пётр", "Ильич", "male")),
        **facts,
    )


def text_of(paper):
    """Everything that stands on the paper, as one line."""
    document = Document(BytesIO(as_docx(paper)))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    lines = [paragraph.text for paragraph in document.paragraphs]
    return " ".join(" ".join([*lines, *cells]).replace("\xa0", " ").split())


def test_the_facts_are_what_the_records_say():
    facts = collect(an_order(), on=SIGNED_ON)

    assert [(line.mentor, line.mentee, line.mentee_place) for line in facts.pairs] == [
        ("Орлов Сергей Иванович", "Гордеев Тимур Русланович", "7А класс"),
        ("Орлов Сергей Иванович", "Ёлкина Мария", "7А класс"),
        ("Ямщикова Ксения Львовна", "Заяц Пётр Ильич", "7А класс"),
    ]
    assert [(m.accusative.text, m.place.text, m.is_child, m.lines) for m in facts.mentors] == [
        ("Орлова Сергея Ивановича", "учителя математики", False, (1, 2)),
        ("Ямщикову Ксению Львовну", "обучающуюся 10А класса", True, (3,)),
    ]
    assert facts.curator_dative.text == "Белкиной Анне Сергеевне"
    assert facts.curator_post.text == "заместителю директора по воспитательной работе"


def test_the_text_is_an_order_with_all_its_requisites():
    said = text_of(as_paper(collect(an_order(), on=SIGNED_ON)))

    for part in (
        "МБОУ «Школа № 1»",
        "ПРИКАЗ",
        "25 октября 2026 г.",
        "г. Лугавск",
        "О закреплении наставнических пар в 2026/2027 учебном году",
        "ПРИКАЗЫВАЮ:",
        "1. Закрепить наставников за наставляемыми согласно приложению к настоящему приказу",
        "(строки 1, 2 приложения);",
        "(строка 3 приложения).",
        "2.1. провести",
        "3. Куратору программы наставничества Белкиной Анне Сергеевне",
        "4. Контроль за исполнением настоящего приказа оставляю за собой.",
        "Директор",
        "А. С. Громова",
        "Приложение",
        "по 31 мая 2027 г.",
        "Лист ознакомления",
    ):
        assert part in said


def test_a_directive_is_written_with_its_own_word():
    said = text_of(as_paper(collect(an_order(word=OrderWord.RASPORYAZHENIE), on=SIGNED_ON)))

    assert "РАСПОРЯЖЕНИЕ" in said
    assert "ОБЯЗЫВАЮ:" in said
    assert "Контроль за исполнением настоящего распоряжения" in said
    assert "приказ" not in said.lower().replace("приказа директора", "")


def test_control_may_be_laid_on_somebody():
    deputy = director(post="заместитель директора", user__last_name="Кузьмина",
                      user__first_name="Ольга", user__patronymic="Львовна")  # fmt: skip

    said = text_of(as_paper(collect(an_order(control=deputy), on=SIGNED_ON)))

    assert "возложить на Кузьмину Ольгу Львовну" in said.replace("(?)", "")
    assert "заместителя директора" in said


def test_unconfirmed_forms_are_marked_until_somebody_confirms_them():
    order = an_order()
    before = collect(order, on=SIGNED_ON)

    confirm_forms(
        "Орлов Сергей Иванович", gender="male",
        forms={"accusative": "Орлова Сергея Ивановича"}, by=curator(), now=NOW,
    )  # fmt: skip

    after = collect(order, on=SIGNED_ON)
    assert "Орлова Сергея Ивановича" in marks(as_paper(before))
    assert "Орлова Сергея Ивановича" not in marks(as_paper(after))
    assert set(unconfirmed(after)) == set(unconfirmed(before)) - {"Орлова Сергея Ивановича"}


def test_the_version_for_the_site_names_no_child():
    said = text_of(for_site(collect(an_order(), on=SIGNED_ON)))

    for child in ("Ямщиков", "Ёлкин", "Гордеев", "Заяц", "Тимур"):
        assert child not in said
    assert "Орлова Сергея Ивановича" in said.replace("(?)", "")
    assert "обучающихся, давших согласие быть наставниками, — 1 человек." in said


def test_a_draft_is_stamped():
    facts = collect(an_order(), on=SIGNED_ON)

    assert (as_paper(facts, is_draft=True).stamp, as_paper(facts).stamp) == ("ПРОЕКТ", "")


def test_the_title_says_what_it_is():
    facts = collect(an_order(), on=SIGNED_ON)

    assert title(facts) == (
        "Приказ от 25\xa0октября 2026\xa0г. № ________"
        " «О закреплении наставнических пар в 2026/2027 учебном году»"
    )


def test_the_paper_prints():
    paper = as_paper(collect(an_order(), on=SIGNED_ON))

    assert as_pdf(paper).startswith(b"%PDF-")
    assert "Орлова Сергея Ивановича" in as_html(paper)


def test_the_school_writes_its_own_words():
    order = an_order()
    body = "О парах\n\n{ПРИКАЗЫВАЮ}\n\n1. Назначить наставниками:\n{наставники}"
    change_wording(
        KIND, tenant_id=order.organization_id, body=body, source="", allowed=PLACEHOLDERS,
        by=curator(), now=NOW,
    )  # fmt: skip

    said = text_of(as_paper(collect(order, on=SIGNED_ON)))

    assert "О парах" in said
    assert "Контроль за исполнением" not in said


@pytest.mark.parametrize(
    "body",
    [
        "О парах\n{ПРИКАЗЫВАЮ}\n1. Назначить {кого}:\n{наставники}",
        "О парах\n1. Назначить:\n{наставники}",
        "О парах\n{ПРИКАЗЫВАЮ}\n1. Назначить всех.",
        "О парах\n{ПРИКАЗЫВАЮ}\n{наставники}",
        "О парах {\n{ПРИКАЗЫВАЮ}\n1. Назначить:\n{наставники}",
    ],
    ids=["unknown placeholder", "no verb", "no mentors", "no points", "lone brace"],
)
def test_words_that_make_no_order_are_refused(body):
    with pytest.raises(ValidationError):
        check_order_wording(body)


def test_the_shipped_words_make_an_order_and_name_their_source():
    order = an_order()

    words = wording_of(order.programme.organization)

    check_order_wording(words.body)
    assert words.is_shipped
    assert "Р-145" in words.source
    assert SHIPPED.exists()
