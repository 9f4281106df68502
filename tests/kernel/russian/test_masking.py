"""Names are taken out of a text in any case, and nothing else is."""

import pytest

from kernel.russian.masking import Mask
from kernel.russian.names import PersonName

PEOPLE = [
    PersonName("Стрижова", "Анна", "Петровна", "female"),
    PersonName("Лугов", "Пётр", "Ильич", "male"),
    PersonName("Семёнов-Горский", "Олег", "", ""),
    PersonName("Коваль", "Ким", "", ""),
    PersonName("Школа", "Ирина", "Олеговна", "female"),
]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Отвечает Стрижова А. П.", "Отвечает …"),
        ("Поручить Стрижовой А.П. и Лугову П. И. отчёт", "Поручить … и … отчёт"),
        ("Беседа со Стрижовой Анной Петровной о плане", "Беседа со … о плане"),
        ("Анна Петровна Стрижова, куратор", "…, куратор"),
        ("А.\u00a0П.\u00a0Стрижова", "…"),
        ("Пара Лугова: первая встреча", "Пара …: первая встреча"),
        ("Приказ готовит Семенов-Горский", "Приказ готовит …"),
        ("Встреча с Ковалем прошла", "Встреча с … прошла"),
        ("ОТВЕТСТВЕННЫЙ СТРИЖОВА", "ОТВЕТСТВЕННЫЙ …"),
    ],
)
def test_a_known_name_is_hidden_in_any_case(text, hidden):
    assert Mask(PEOPLE).hide(text) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "Провести анкетирование наставляемых до 15 октября",
        "Луговая игра и стрижи на школьном дворе",
        "Анна Петровна проводит классный час",
        "Лугано — город",
        "школа наставника",
        "",
    ],
)
def test_words_that_are_no_known_surname_stay(text):
    assert Mask(PEOPLE).hide(text) == text


def test_what_is_hidden_is_not_found_again():
    mask = Mask(PEOPLE)
    text = "Стрижова и Лугов, Стрижовой с Луговым"

    assert mask.finds(text) == {"Стрижова", "Лугов", "Стрижовой", "Луговым"}
    assert mask.finds(mask.hide(text)) == set()
