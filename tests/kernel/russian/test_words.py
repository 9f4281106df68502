"""Plurals, dates in words, dates as typed, keys of search and order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.russian import (
    counted,
    date_full_words,
    date_words,
    day_words,
    parse_day,
    period_words,
    plural,
    search_key,
    sort_key,
)


@pytest.mark.parametrize(
    ("count", "word"),
    [
        (0, "пар"),
        (1, "пара"),
        (2, "пары"),
        (4, "пары"),
        (5, "пар"),
        (11, "пар"),
        (12, "пар"),
        (14, "пар"),
        (21, "пара"),
        (22, "пары"),
        (111, "пар"),
        (112, "пар"),
        (1001, "пара"),
        (-1, "пара"),
    ],
)
def test_plural(count, word):
    assert plural(count, "пара", "пары", "пар") == word


def test_counted_parts_thousands():
    assert counted(12345, "пара", "пары", "пар") == "12\u00a0345\u00a0пар"


def test_dates_in_words():
    day = date(2026, 10, 25)

    assert day_words(day) == "25\u00a0октября"
    assert date_words(day) == "25\u00a0октября 2026\u00a0г."
    assert date_full_words(day) == "двадцать пятое октября две тысячи двадцать шестого года"


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2026, 10, 1), "1 октября 2026 г."),
        (date(2026, 10, 15), "с 1 по 15 октября 2026 г."),
        (date(2026, 11, 15), "с 1 октября по 15 ноября 2026 г."),
        (date(2027, 1, 15), "с 1 октября 2026 г. по 15 января 2027 г."),
    ],
)
def test_a_period_says_once_what_its_ends_share(last, words):
    assert period_words(date(2026, 10, 1), last).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1.5.2010", date(2010, 5, 1)),
        (" 01.05.2010 г. ", date(2010, 5, 1)),
        ("2010-05-01", date(2010, 5, 1)),
        ("29.02.2028", date(2028, 2, 29)),
    ],
)
def test_typed_dates_are_read(text, day):
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31.02.2026", "Даты 31.02.2026 не существует."),
        ("2026-02-30", "Даты 2026-02-30 не существует."),
        ("00.00.2026", "Даты 00.00.2026 не существует."),
        ("12/13/2010", "Введите дату в виде ДД.ММ.ГГГГ."),
        ("2010-5-1", "Введите дату в виде ДД.ММ.ГГГГ."),
        ("1.5.10", "Введите дату в виде ДД.ММ.ГГГГ."),
        ("١.٥.٢٠١٠", "Введите дату в виде ДД.ММ.ГГГГ."),
        ("01.01.0001", "Проверьте год в дате 01.01.0001."),
        ("вчера", "Введите дату в виде ДД.ММ.ГГГГ."),
    ],
)
def test_what_is_no_date_gets_a_sentence(text, sentence):
    with pytest.raises(ValueError) as refused:
        parse_day(text)

    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("иванов", "ИВАНОВ"),
        ("елкин", "Ёлкин"),
        ("ЁЛКИН", "елкин"),
        ("андрей", "Андреи\u0306"),
        ("  анна   мария ", "Анна Мария"),
        ("петрова—водкина", "Петрова-Водкина"),
        ("о’нил", "О'Нил"),
    ],
)
def test_search_finds_every_spelling(typed, stored):
    assert search_key(typed) == search_key(stored)


def test_order_is_that_of_a_russian_dictionary():
    names = [
        "Абрамов",
        "Әхмәтов",
        "Баранов",
        "Егоров",
        "Ежов",
        "Ёлкин",
        "Жуков",
        "Иванов",
        "Иванова Анна",
        "Иванова-Петрова",
        "Ивановский",
        "Йога",
        "Нуров",
        "Ңуров",
        "Оленин",
        "Яшин",
    ]

    assert sorted(names, key=sort_key) == names
    assert max(names, key=lambda name: sort_key(name).encode()) == names[-1]


@given(st.text())
def test_keys_take_any_text(text):
    assert sort_key(text).isascii()
    assert search_key(search_key(text)) == search_key(text)
