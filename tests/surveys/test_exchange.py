"""A questionnaire as a workbook and back, hostile files refused, and the second language."""

import json
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from surveys.actions import building, versions
from surveys.actions.presets import DATA
from surveys.content import content_of, from_json
from surveys.documents.questionnaire_book import as_xlsx
from surveys.languages import said
from surveys.models import Questionnaire
from surveys.reading import BookRefused, read_book
from surveys.translation import missing_count, texts_of
from tests import people

pytestmark = pytest.mark.django_db

EVERYTHING = {
    "title": "Все виды",
    "side": "mentee",
    "purpose": "feedback",
    "intro": "Начало",
    "english": {"title": "All kinds"},
    "parts": [
        {"questions": [{"code": "met", "kind": "yes_no", "text": "Встречались?"}]},
        {
            "title": "Раздел",
            "intro": "=1+1",
            "show_if": {
                "joined": "any",
                "conditions": [{"question": "met", "answers": ["yes", "no"]}],
            },
            "questions": [
                {
                    "code": "ways",
                    "kind": "several",
                    "text": "Как?",
                    "help_text": "Можно две",
                    "least": 1,
                    "most": 2,
                    "has_other": True,
                    "construct": "WAYS",
                    "is_reversed": True,
                    "is_required": True,
                    "english": {"text": "How?"},
                    "choices": [
                        {"code": "c1", "text": "лично", "en": "in person", "score": 2},
                        {"code": "c2", "text": "по видео", "score": 0},
                    ],
                },
                {
                    "code": "grid",
                    "kind": "matrix",
                    "text": "Согласны?",
                    "rows": [{"code": "r1", "text": "удобно"}],
                    "choices": [{"code": "c1", "text": "да"}, {"code": "c2", "text": "нет"}],
                },
                {
                    "code": "mark",
                    "kind": "scale",
                    "text": "Оценка",
                    "scale_from": 0,
                    "scale_to": 5,
                    "label_low": "плохо",
                    "label_high": "хорошо",
                },
                {"code": "who", "kind": "short", "text": "Кто?", "prefill": "name"},
            ],
        },
    ],
}


def book(change=lambda book: None):
    """The workbook of EVERYTHING, changed by hand."""
    found = openpyxl.load_workbook(BytesIO(as_xlsx(from_json(EVERYTHING))))
    change(found)
    stream = BytesIO()
    found.save(stream)
    return stream.getvalue()


def put(sheet, cell, value):
    """A change of one cell."""

    def change(found):
        found[sheet][cell] = value

    return change


def column(heading, sheet="Вопросы"):
    """The letter of a column."""
    heads = [cell.value for cell in openpyxl.load_workbook(BytesIO(book()))[sheet][1]]
    return openpyxl.utils.get_column_letter(heads.index(heading) + 1)


def test_a_questionnaire_comes_back_from_its_workbook_as_it_was():
    content = from_json(EVERYTHING)

    assert read_book(as_xlsx(content), "a.xlsx") == content


@pytest.mark.parametrize("file", sorted(DATA.glob("*.json")), ids=lambda file: file.stem)
def test_every_shipped_questionnaire_comes_back_from_its_workbook(file):
    content = from_json(json.loads(file.read_text()))

    assert read_book(as_xlsx(content), "a.xlsx") == content


def test_a_workbook_becomes_a_draft(sign_in):
    curator = people.curator()
    sent = SimpleUploadedFile("анкета.xlsx", book())

    answer = sign_in(curator).post(reverse("import-questionnaire"), {"file": sent})

    made = Questionnaire.objects.get(organization=curator.organization)
    assert answer.url == reverse("build-questionnaire", args=[made.pk])
    assert (made.state, content_of(made)) == ("draft", from_json(EVERYTHING))


@pytest.mark.parametrize(
    ("heading", "value", "words"),
    [
        ("Вид ответа", "картинка", "строка 2, столбец «Вид ответа»: «картинка» не подходит"),
        ("Код", "код по-русски", "столбец «Код»: напишите код из латинских букв"),
        ("Код", "ways", "Код «ways» стоит у нескольких вопросов"),
        ("Вопрос", "", "столбец «Вопрос»: напишите вопрос"),
        ("Вопрос", "я" * 2001, "текст длиннее 2000 знаков"),
        ("Обязательный", "наверное", "напишите «да» или «нет»"),
        ("Не больше", "много", "столбец «Не больше»: напишите целое число"),
        ("Не больше", 10**12, "напишите целое число"),
        ("Шкала до", 99, "не дальше 10"),
        ("Раздел", 7, "такого раздела нет"),
        ("Раздел", -1, "такого раздела нет"),
        ("Поле карточки", "mentee.person", "такого поля карточки нет"),
        ("Поле карточки", "mentor.pk", "такого поля карточки нет"),
        ("Задавать, если", "ways", "напишите условие так"),
        ("Задавать, если", "nobody = yes", "ссылается на «nobody»"),
        ("Показатель", "A" * 21, "текст длиннее 20 знаков"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_makes_nothing(sign_in, heading, value, words):
    content = book(put("Вопросы", f"{column(heading)}2", value))
    sent = SimpleUploadedFile("a.xlsx", content)

    answer = sign_in(people.curator()).post(reverse("import-questionnaire"), {"file": sent})

    assert answer.status_code == 422
    assert words in answer.text
    assert not Questionnaire.objects.exists()


def without_sheet(title):
    def change(found):
        del found[title]

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without_sheet("Вопросы"), "В файле нет листа «Вопросы»"),
        (without_sheet("Анкета"), "В файле нет листа «Анкета»"),
        (put("Варианты", "A2", "nobody"), "вопроса с таким кодом нет"),
        (put("Варианты", "B2", "ячейка"), "напишите «вариант» или «строка»"),
        (put("Варианты", "C2", "c2"), "у каждого варианта свой код"),
        (put("Варианты", "C2", "<script>"), "код из латинских букв"),
        (put("Разделы", "B2", None), "напишите заголовок"),
    ],
)
def test_what_is_missing_or_doubled_is_told(change, words):
    with pytest.raises(BookRefused) as refused:
        read_book(book(change), "a.xlsx")

    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"PK\x03\x04 broken", "повреждён"),
        ("a.xlsx", b"MZ", "повреждён"),
        ("a.exe", b"MZ", "не принимаются"),
        ("a.xlsx", b"", "пуст"),
    ],
)
def test_a_hostile_file_is_refused_in_russian(sign_in, name, content, words):
    sent = SimpleUploadedFile(name, content)

    answer = sign_in(people.curator()).post(reverse("import-questionnaire"), {"file": sent})

    assert answer.status_code == 422
    assert words in answer.text


def test_markup_in_a_cell_stays_text(sign_in):
    curator = people.curator()
    content = book(put("Вопросы", f"{column('Вопрос')}2", "<img src=x onerror=alert(1)>{{ 7 }}"))
    sent = SimpleUploadedFile("a.xlsx", content)

    answer = sign_in(curator).post(reverse("import-questionnaire"), {"file": sent}, follow=True)

    assert "&lt;img src=x onerror=alert(1)&gt;{{ 7 }}" in answer.text


def test_a_questionnaire_is_downloaded_as_a_workbook(sign_in):
    curator = people.curator()
    made = versions.make_questionnaire(from_json(EVERYTHING), by=curator)

    answer = sign_in(curator).get(reverse("questionnaire-file", args=[made.pk]))

    assert read_book(answer.content, "a.xlsx") == from_json(EVERYTHING)


def test_the_builder_counts_what_is_not_translated_yet(sign_in):
    curator = people.curator()
    made = versions.make_questionnaire(from_json(EVERYTHING), by=curator)
    texts = texts_of(made)

    page = sign_in(curator).get(reverse("build-questionnaire", args=[made.pk]))

    done = len(texts) - missing_count(texts)
    assert done == 3
    assert f"Английский: {done} из {len(texts)}" in page.text


def test_a_translation_is_written_beside_the_russian_and_falls_back(sign_in):
    curator = people.curator()
    made = versions.make_questionnaire(from_json(EVERYTHING), by=curator)
    asked = made.questions.get(code="met")
    grid = made.questions.get(code="grid")
    sent = {
        f"question-{asked.pk}-text": "Have you met?",
        f"question-{grid.pk}-rows-r1": "handy",
        "about-title": "",
    }

    sign_in(curator).post(reverse("translate-questionnaire", args=[made.pk]), sent)

    made.refresh_from_db()
    asked.refresh_from_db()
    grid.refresh_from_db()
    with translation.override("en"):
        assert (said(asked, "text"), said(made, "title")) == ("Have you met?", "Все виды")
    assert grid.rows == [{"code": "r1", "text": "удобно", "en": "handy"}]


def test_changing_a_question_keeps_its_translation(sign_in):
    curator = people.curator()
    made = versions.make_questionnaire(from_json(EVERYTHING), by=curator)
    asked = made.questions.get(code="ways")

    building.change_question(asked, {"help_text": "Иначе"}, by=curator)

    asked.refresh_from_db()
    assert asked.english == {"text": "How?"}
