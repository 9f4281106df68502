"""What people type about people: cleaned, or refused with a sentence that names the field."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from kernel.russian.fields import DayField, LineField, NameField, PhoneField, TextField
from kernel.russian.people_text import clean_name, clean_phone


class Card(forms.Form):
    last = NameField(label="Фамилия")
    post = LineField(label="Должность", required=False, max_length=20)
    phone = PhoneField(label="Телефон", required=False)
    born_on = DayField(label="Дата рождения", required=False)
    words = TextField(label="О себе", required=False)


def errors(**typed):
    card = Card({"last": "Иванов", **typed})
    return {name: list(messages) for name, messages in card.errors.items()}


@pytest.mark.parametrize(
    "name",
    ["Ёлкин", "Әхмәтов", "Ңуров", "О’Коннор", "Салтыков-Щедрин", "Мамед оглы", "Smith", "Ли"],
)
def test_real_names_pass(name):
    assert clean_name(name) == name


def test_a_name_is_stored_in_one_spelling():
    assert clean_name("  Андреи\u0306   Ильич ") == "Андрей Ильич"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Ива\x00нов", "Недопустимый символ в поле «Фамилия»."),
        ("\u202e\u200b", "Поле «Фамилия» не может быть пустым."),
        ("Иванов\u202efdp.exe", "Недопустимый невидимый символ в поле «Фамилия»."),
        ("Иванов😀", "Недопустимый символ в поле «Фамилия»."),
        ("Ив4нов", "Недопустимый символ в поле «Фамилия»."),
        ("Я" * 256, "Не более 100 символов (введено 256)."),
        ("a" * 1_000_000, "Слишком длинное значение."),
        ("Ceргeй", "В имени смешаны русские и латинские буквы: «C», «e». Исправьте."),
        ("<script>", "Недопустимый символ в поле «Фамилия»."),
    ],
)
def test_what_is_no_name_is_refused(typed, sentence):
    assert errors(last=typed) == {"last": [sentence]}


@pytest.mark.parametrize("typed", ["\u00a0", "   "])
def test_a_name_of_spaces_is_empty(typed):
    assert list(errors(last=typed)) == ["last"]


@pytest.mark.parametrize(
    "typed",
    ["89001234567", "+7 (900) 123-45-67", "9001234567", "8 900 123 45 67", "7‑900‑123‑45‑67"],
)
def test_phones_get_one_spelling(typed):
    assert clean_phone(typed) == "+7 900 123-45-67"


@pytest.mark.parametrize("typed", ["123", "телефон", "9" * 40, "+1 900 123-45-67", "٩٠٠١٢٣٤٥٦٧"])
def test_what_is_no_phone_is_refused(typed):
    with pytest.raises(ValidationError) as refused:
        clean_phone(typed)

    assert refused.value.messages == ["Укажите телефон в виде +7 900 000-00-00."]


def test_the_field_of_a_day_says_what_is_wrong():
    assert errors(born_on="31.02.2010") == {"born_on": ["Даты 31.02.2010 не существует."]}
    assert errors(born_on="1.5.10") == {"born_on": ["Введите дату в виде ДД.ММ.ГГГГ."]}


def test_free_text_keeps_its_lines_and_loses_nothing_visible():
    card = Card({"last": "Иванов", "words": "<b>раз</b>\r\n\tдва = 2 "})

    assert card.is_valid()
    assert card.cleaned_data["words"] == "<b>раз</b>\n\tдва = 2"


def test_a_line_that_is_too_long_says_by_how_much():
    assert errors(post="я" * 21) == {"post": ["Не более 20 символов (введено 21)."]}
