"""Opening a programme in a browser: what works, what is refused with a sentence."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from roadmap.models import Activity, Draft, Roadmap
from roadmap.states import RoadmapState
from tests import people
from tests.factories.roadmap import a_draft, a_roadmap, an_activity
from tests.people import client_of

pytestmark = pytest.mark.django_db

HEADINGS = ["№ п/п", "Мероприятие", "Сроки", "Ответственные"]
ROWS = [
    ["1", "Подготовка условий для запуска программы", "", ""],
    ["1.1", "Рассказать педагогам", "ежегодно до 10 сентября", "Куратор"],
    ["1.2", "Рассказать родителям", "31.02.2027", "Классные руководители"],
]
TEXT = "\n".join("\t".join(row) for row in [HEADINGS, *ROWS])


def docx(rows=(), *, picture=False):
    document = Document()
    if picture:
        from PIL import Image

        drawn = BytesIO()
        Image.new("RGB", (40, 40), "white").save(drawn, "PNG")
        document.add_picture(drawn)
    if rows:
        table = document.add_table(0, 4)
        for row in rows:
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=True):
                cell.text = text
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def upload(name, content, year=2026):
    client = client_of(people.curator())
    file = SimpleUploadedFile(name, content)
    return client, client.post(
        reverse("open-programme"), {"way_in": "file", "year": year, "file": file}, follow=True
    )


def test_a_file_of_word_is_shown_before_anything_is_made():
    _client, page = upload("план.docx", docx([HEADINGS, *ROWS]))

    text = page.content.decode()
    assert page.status_code == 200
    assert "Рассказать педагогам" in text
    assert "до 10 сентября 2026 г." in text.replace("\u00a0", " ")
    assert "не понято: останется текстом" in text
    assert "Даты 31.02.2027 нет в календаре." in text
    assert not Roadmap.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("фото.docx", docx(picture=True), "похоже, это фотография"),
        ("сломан.docx", b"PK\x03\x04 broken", "повреждён"),
        ("план.exe", b"MZ", "прочитать нельзя"),
        ("пусто.docx", b"", "Файл пуст"),
        ("большой.docx", b"x" * (20 * 1024 * 1024 + 1), "больше 20 МБ"),
        ("слова.txt", "просто слова".encode(), "не найдена"),
    ],
)
def test_what_cannot_be_read_gets_its_sentence(name, content, sentence):
    _client, page = upload(name, content)

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not Draft.objects.exists()


def test_a_zip_bomb_is_refused():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<a/>")
        archive.writestr("word/document.xml", b" " * (300 * 1024 * 1024))

    _client, page = upload("бомба.docx", stream.getvalue())

    assert page.status_code == 422
    assert not Draft.objects.exists()


def test_what_was_pasted_is_not_lost_when_it_cannot_be_read():
    client = client_of(people.curator())

    page = client.post(
        reverse("open-programme"), {"way_in": "text", "year": 2026, "text": "мои слова"}
    )

    assert page.status_code == 422
    assert "мои слова" in page.content.decode()


def test_corrections_come_into_the_roadmap_without_a_script():
    curator = people.curator()
    client = client_of(curator)
    client.post(reverse("open-programme"), {"way_in": "text", "year": 2026, "text": TEXT})
    draft = Draft.objects.get()

    client.post(
        reverse("roadmap-draft", args=[draft.pk]),
        {
            "title": "Наш план",
            "s0-a0-title": "Рассказать всем педагогам",
            "s0-a0-deadline": "до 15 сентября",
            "s0-a0-wanted": "1",
            "s0-a1-title": "Рассказать родителям",
            "s0-a1-deadline": "31.02.2027",
            "create": "1",
        },
    )

    (activity,) = Activity.objects.all()
    assert (activity.title, activity.due_on) == ("Рассказать всем педагогам", date(2026, 9, 15))
    assert Roadmap.objects.get().title == "Наш план"


def test_a_row_without_words_is_named_and_nothing_typed_is_lost():
    curator = people.curator()
    draft = a_draft(curator)

    page = client_of(curator).post(
        reverse("roadmap-draft", args=[draft.pk]),
        {"s0-a0-title": " ", "s0-a0-deadline": "до 3 мая", "s0-a0-wanted": "1", "create": "1"},
    )

    assert page.status_code == 422
    assert "Строка 1.1: напишите" in page.content.decode()
    assert "до 3 мая" in page.content.decode()
    assert not Roadmap.objects.exists()


def test_an_existing_roadmap_is_replaced_only_when_it_is_ticked():
    curator = people.curator()
    an_activity(a_roadmap(by=curator))
    draft = a_draft(curator)
    client, address = client_of(curator), reverse("roadmap-draft", args=[draft.pk])

    refused = client.post(address, {"create": "1"})
    assert refused.status_code == 422
    assert "Подтвердите" in refused.content.decode()

    client.post(address, {"create": "1", "replace": "1"})
    assert Roadmap.objects.get().title == "Дорожная карта"


def test_a_year_with_an_approved_roadmap_offers_no_forms():
    curator = people.curator()
    a_roadmap(by=curator, state=RoadmapState.APPROVED)

    page = client_of(curator).get(reverse("open-programme") + "?year=2026")

    assert "дорожная карта уже есть" in page.content.decode()
    assert 'name="file"' not in page.content.decode()


def test_a_template_is_a_way_in():
    curator = people.curator()
    client = client_of(curator)

    client.post(
        reverse("open-programme"), {"way_in": "template", "year": 2026, "template": "school"}
    )

    draft = Draft.objects.get()
    assert len(draft.stages) == 7
    client.post(reverse("roadmap-draft", args=[draft.pk]), {"create": "1"})
    assert Roadmap.objects.get().stages.count() == 7


def test_a_deadline_is_read_while_it_is_typed_and_nothing_is_kept():
    page = client_of(people.curator()).get(
        reverse("deadline-reading"),
        {"year": "2026", "id": "s0-a0-reading", "s0-a0-deadline": "до 5 ноября"},
    )

    assert page.content.decode().replace("\u00a0", " ").count("до 5 ноября 2026 г.") == 1
    assert 'id="s0-a0-reading"' in page.content.decode()
