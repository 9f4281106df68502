"""Names and posts in six cases. The table was read form by form, it is not the library's word."""

from pathlib import Path

import pytest

from kernel.russian import (
    OBLIQUE,
    Case,
    Declined,
    PersonName,
    decline_name,
    decline_parts,
    decline_post,
    declined,
    declined_post,
)

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("names.tsv").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]}")
def test_difficult_names_are_declined(row):
    name = PersonName(*row[:4])

    assert [decline_name(name, case) for case in OBLIQUE] == row[4:]


def test_the_table_holds_at_least_sixty_people():
    assert len({tuple(row[:3]) for row in ROWS}) >= 60


def test_nominative_is_the_name_as_it_was_entered():
    assert decline_name(PersonName("Швец", "Олег", "Ильич", "male"), Case.NOMINATIVE) == (
        "Швец Олег Ильич"
    )


def test_a_name_of_unknown_gender_stays():
    assert decline_name(PersonName("Ли", "Эйко"), Case.DATIVE) == "Ли Эйко"


def test_parts_make_short_forms_in_a_case():
    name = PersonName("Соловей", "Иван", "Петрович")

    assert decline_parts(name, Case.DATIVE).short == "Соловью\u00a0И.\u00a0П."


@pytest.mark.parametrize(
    ("post", "genitive", "dative", "instrumental"),
    [
        ("директор школы", "директора школы", "директору школы", "директором школы"),
        (
            "заместитель директора по воспитательной работе",
            "заместителя директора по воспитательной работе",
            "заместителю директора по воспитательной работе",
            "заместителем директора по воспитательной работе",
        ),
        (
            "исполняющий обязанности директора",
            "исполняющего обязанности директора",
            "исполняющему обязанности директора",
            "исполняющим обязанности директора",
        ),
        ("и. о. директора", "и. о. директора", "и. о. директора", "и. о. директора"),
        ("врио директора", "врио директора", "врио директора", "врио директора"),
        (
            "учитель русского языка и литературы",
            "учителя русского языка и литературы",
            "учителю русского языка и литературы",
            "учителем русского языка и литературы",
        ),
        ("педагог-психолог", "педагога-психолога", "педагогу-психологу", "педагогом-психологом"),
        (
            "социальный педагог",
            "социального педагога",
            "социальному педагогу",
            "социальным педагогом",
        ),
        ("старшая вожатая", "старшей вожатой", "старшей вожатой", "старшей вожатой"),
        ("заведующая", "заведующей", "заведующей", "заведующей"),
        (
            "ведущий специалист",
            "ведущего специалиста",
            "ведущему специалисту",
            "ведущим специалистом",
        ),
        (
            "учитель истории, классный руководитель",
            "учителя истории, классного руководителя",
            "учителю истории, классному руководителю",
            "учителем истории, классным руководителем",
        ),
        ("секретарь", "секретаря", "секретарю", "секретарём"),
        ("библиотекарь", "библиотекаря", "библиотекарю", "библиотекарем"),
        ("медицинская сестра", "медицинской сестры", "медицинской сестре", "медицинской сестрой"),
        ("пресс-секретарь", "пресс-секретаря", "пресс-секретарю", "пресс-секретарём"),
        (
            "Директор МБОУ «Школа № 7»",
            "Директора МБОУ «Школа № 7»",
            "Директору МБОУ «Школа № 7»",
            "Директором МБОУ «Школа № 7»",
        ),
        (
            "обучающаяся 9 «А» класса",
            "обучающейся 9 «А» класса",
            "обучающейся 9 «А» класса",
            "обучающейся 9 «А» класса",
        ),
    ],
)
def test_posts_change_their_head_and_what_agrees_with_it(post, genitive, dative, instrumental):
    cases = (Case.GENITIVE, Case.DATIVE, Case.INSTRUMENTAL)

    assert [decline_post(post, case) for case in cases] == [genitive, dative, instrumental]


@pytest.mark.parametrize("text", ["", " ", "—", "123", "A", "и", "ООО", "\u202e", "ь", "-", "ж-"])
@pytest.mark.parametrize("case", OBLIQUE)
def test_no_text_breaks_the_declension(text, case):
    decline_post(text, case)
    decline_name(PersonName(text, text, text, "male"), case)
    decline_name(PersonName(text, text, text, "female"), case)


def test_a_confirmed_form_wins_over_the_library():
    name = PersonName("Грач", "Олег", "", "male")
    dictionary = {("Грач Олег", "male", "instrumental"): "Грачем Олегом"}

    form = declined(name, Case.INSTRUMENTAL, lookup=lambda *key: dictionary.get(key))

    assert form == Declined("Грачем Олегом", confirmed=True)


def test_what_nobody_confirmed_says_so():
    assert declined(PersonName("Грач", "Олег", "", "male"), Case.DATIVE) == Declined(
        "Грачу Олегу", confirmed=False
    )
    assert declined_post("директор", Case.DATIVE) == Declined("директору", confirmed=False)
    assert declined_post("директор", Case.NOMINATIVE).confirmed
