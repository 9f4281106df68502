"""A file that looks like the wrong one is stopped; the right one is not."""

import pytest

from participants.import_doubts import doubts
from participants.states import ImportProfile

PUPIL_HEADS = ("ФИО", "Класс", "Дата рождения")
STAFF_HEADS = ("ФИО", "Класс", "Должность", "Стаж", "Место работы")


def row(row_class="new", *, place="7А", person=None, moves=None):
    changes = [{"field": "Класс или группа", "was": moves[0], "now": moves[1]}] if moves else []
    return {
        "class": row_class, "place": place, "person": person, "candidates": [], "changes": changes,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "profile", "headings", "sizes", "said"),
    [
        ([row()] * 30, ImportProfile.PUPILS, PUPIL_HEADS, {}, ""),
        ([row(person=1)] * 30, ImportProfile.PUPILS, PUPIL_HEADS, {"7А": 30}, ""),
        ([row(), *[row(person=1)] * 29], ImportProfile.PUPILS, PUPIL_HEADS, {"7А": 30}, ""),
        ([row("wrong")] * 4, ImportProfile.PUPILS, PUPIL_HEADS, {}, ""),
        ([row("wrong")] * 3 + [row()] * 3, ImportProfile.PUPILS, PUPIL_HEADS, {}, ""),
        ([row("wrong")] * 4 + [row()] * 3, ImportProfile.PUPILS, PUPIL_HEADS, {}, "половины строк"),
        ([row()] * 5, ImportProfile.PUPILS, STAFF_HEADS, {}, "другой список: «сотрудники"),
        ([row()] * 5, ImportProfile.PUPILS, PUPIL_HEADS, {"7А": 25}, "другой школы"),
        ([row()] * 4, ImportProfile.PUPILS, PUPIL_HEADS, {"7А": 25}, ""),
        (
            [row("changed", person=1, moves=("8А", "7А"))] * 20,
            ImportProfile.PUPILS, PUPIL_HEADS, {"7А": 25}, "прошлого года",
        ),
        (
            [row("changed", person=1, moves=("9А", "10А"))] * 20,
            ImportProfile.PUPILS, PUPIL_HEADS, {"9А": 25}, "",
        ),
    ],
)  # fmt: skip
def test_signs_of_the_wrong_file(rows, profile, headings, sizes, said):
    found = doubts(rows, profile=profile, headings=headings, class_sizes=sizes)

    assert (bool(found), said in " ".join(found)) == (bool(said), True)
