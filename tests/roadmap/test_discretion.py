"""Names of minors do not leave the system, in whatever case they are written."""

import pytest

from roadmap.discretion import Names

NAMES = Names({"сидоров": {"петр", "ан"}, "достоевск": {"мар"}, "ким": {"юр"}})


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Встреча с Петром Сидоровым", "Встреча с [имя скрыто]"),
        ("Беседа: Сидоров Пётр", "Беседа: [имя скрыто]"),
        ("Встретиться с Сидоровой А. П. и родителями", "Встретиться с [имя скрыто] и родителями"),
        ("План Сидорова Петра Алексеевича на год", "План [имя скрыто] на год"),
        ("План П. Сидорова", "План [имя скрыто]"),
        ("Помочь Марии Достоевской", "Помочь [имя скрыто]"),
        ("Ким Юра и Сидоров П.", "[имя скрыто] и [имя скрыто]"),
    ],
)
def test_a_surname_beside_a_first_name_or_an_initial_is_left_out(said, told):
    assert Names.left_out(NAMES, said) == told


@pytest.mark.parametrize(
    "said",
    [
        "Провести анкетирование наставляемых",
        "Соколова Мария Игоревна собирает согласия",
        "Музей Достоевского. Экскурсия",
        "Сидоров",
        "Пётр Первый и его время",
        "ПЕТР СИДОРОВ — герой повести",
        "",
    ],
)
def test_other_words_stay_as_they_are(said):
    assert NAMES.left_out(said) == said


def test_without_names_to_hide_nothing_is_hidden():
    assert Names({}).left_out("Встреча с Петром Сидоровым") == "Встреча с Петром Сидоровым"
