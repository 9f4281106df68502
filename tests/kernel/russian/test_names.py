"""A name as three parts, its short forms, and the gender it tells."""

import pytest

from kernel.russian import PersonName, guess_gender


@pytest.mark.parametrize(
    ("name", "full", "short", "signature"),
    [
        (
            ("Иванова", "Анна", "Петровна"),
            "Иванова Анна Петровна",
            "Иванова А. П.",
            "А. П. Иванова",
        ),
        (("Цой", "Анита"), "Цой Анита", "Цой А.", "А. Цой"),
        (("Ёлкин", "Ёла", "Ёлович"), "Ёлкин Ёла Ёлович", "Ёлкин Ё. Ё.", "Ё. Ё. Ёлкин"),
        (("Серова", "Анна-Мария"), "Серова Анна-Мария", "Серова А.-М.", "А.-М. Серова"),
    ],
)
def test_short_forms(name, full, short, signature):
    person = PersonName(*name)

    assert person.full == full
    assert person.short.replace("\u00a0", " ") == short
    assert person.initials_first.replace("\u00a0", " ") == signature


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        (("Цой", "Саша", "Петровна"), "female"),
        (("Цой", "Саша", "Петрович"), "male"),
        (("Алиев", "Арзу", "Мамед оглы"), "male"),
        (("Алиева", "Арзу", "Мамед кызы"), "female"),
        (("Ахметов", "Нур", "Рашит улы"), "male"),
        (("Цой", "Анна"), "female"),
        (("Серов", "Саша"), "male"),
        (("Серова", "Саша"), "female"),
        (("Цой", "Саша"), ""),
        (("", ""), ""),
    ],
)
def test_the_gender_is_guessed_only_where_the_name_tells_it(name, gender):
    assert guess_gender(PersonName(*name)) == gender
