"""Who is meant by the words of a plan."""

import pytest

from roadmap.responsibles import meant, names_in, suggested
from tests import people


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("О.В. Иванова", ["О.В. Иванова"]),
        ("Иванова О. В., рабочая группа", ["Иванова О. В.", "рабочая группа"]),
        ("О.В. Иванова Е.Е. Петрова", ["О.В. Иванова", "Е.Е. Петрова"]),
        ("Директор, куратор", ["Директор", "куратор"]),
        ("Департамент образования и науки; школы", ["Департамент образования и науки", "школы"]),
        ("", []),
        ("Куратор, Куратор", ["Куратор"]),
    ],
)
def test_persons_and_posts_are_told_apart(cell, names):
    assert names_in(cell) == names


@pytest.mark.django_db
class TestSuggesting:
    """Somebody is suggested only where nobody else can be meant."""

    def member(self, maker, last, first, patronymic):
        return maker(user__last_name=last, user__first_name=first, user__patronymic=patronymic)

    def test_by_surname_and_initials(self):
        staff = [
            self.member(people.psychologist, "Иванова", "Ольга", "Викторовна"),
            self.member(people.class_teacher, "Иванова", "Елена", "Петровна"),
        ]

        assert suggested("О. В. Иванова", staff) == staff[0].pk
        assert suggested("Иванова Е.П.", staff) == staff[1].pk
        assert suggested("Иванова", staff) == 0
        assert suggested("А. А. Иванова", staff) == 0

    def test_by_a_role_that_one_person_has(self):
        staff = [people.psychologist(), people.curator()]

        assert suggested("Педагог-психолог", staff) == staff[0].pk
        assert suggested("Куратор", staff) == staff[1].pk
        assert suggested("Кураторы", staff) == 0
        assert suggested("Заместитель директора", [people.director()]) == 0
        assert suggested("Куратор", [*staff, people.curator()]) == 0


def test_the_people_of_a_row_are_those_chosen_for_its_names_and_those_it_brings():
    wording = {"people": {"Куратор": 5, "Психолог": 0}}

    assert meant(wording, {"responsible": "Куратор, Психолог", "members": [9]}) == {5, 9}
