"""Pages of moves: the preview of a whole school, the day on a card, leaving."""

import pytest
from django.urls import reverse

from participants.models import Person, PlaceEvent
from tests.factories.participants import PersonFactory
from tests.people import client_of, curator, the_school

pytestmark = pytest.mark.django_db


def text_of(answer):
    return answer.content.decode()


def pupil(class_name="7А", **facts):
    return PersonFactory(organization=the_school(), class_name=class_name, **facts)


def test_the_page_shows_what_would_become_of_each_class_and_changes_nothing():
    pupil("7А"), pupil("11А"), pupil("ПР-21")

    page = text_of(client_of(curator()).get(reverse("move-up")))

    assert 'value="8А"' in page
    assert page.count('value="graduate" selected') == 1
    assert page.count('value="stay" selected') == 1
    assert PlaceEvent.objects.count() == 0


def test_the_school_moves_as_the_table_says():
    stays, moves, leaves = pupil("7А"), pupil("7А"), pupil("11А")

    answer = client_of(curator()).post(
        reverse("move-up"),
        {
            "on": "2026-09-01",
            "deed_0": "move",
            "next_0": "8 «а»",
            "deed_1": "graduate",
            "next_1": "",
            "stays": [str(stays.pk)],
        },
        follow=True,
    )

    assert "Осталось: 1, выбыло: 1." in text_of(answer)
    assert Person.objects.get(pk=moves.pk).class_name == "8А"
    assert Person.objects.get(pk=stays.pk).class_name == "7А"
    assert Person.objects.get(pk=leaves.pk).archived_at is not None


def test_a_class_that_moves_nowhere_is_refused_beside_its_field():
    pupil("7А")

    answer = client_of(curator()).post(
        reverse("move-up"), {"on": "2026-09-01", "deed_0": "move", "next_0": ""}
    )

    assert answer.status_code == 422
    assert "Укажите, в какой класс переходят." in text_of(answer)


def test_a_move_typed_on_the_card_stays_in_its_history():
    person = pupil("7А")
    client = client_of(curator())
    sent = {"kind": "pupil", "last_name": "Ёлкин", "first_name": "Олег", "class_name": "7Б"}

    client.post(reverse("change-person", args=[person.pk]), {**sent, "moved_on": "2026-10-05"})
    page = text_of(client.get(reverse("person", args=[person.pk])))

    assert "7А → 7Б" in page
    assert "5\xa0октября 2026" in page or "5 октября" in page


def test_a_slip_of_the_pen_is_corrected_without_a_move():
    person = pupil("7А")
    sent = {"kind": "pupil", "last_name": "Ёлкин", "first_name": "Олег", "class_name": "7Б"}

    client_of(curator()).post(reverse("change-person", args=[person.pk]), sent)

    assert PlaceEvent.objects.count() == 0


def test_somebody_leaves_the_school():
    person = pupil("7А")
    client = client_of(curator())
    url = reverse("leave-school", args=[person.pk])

    far = client.post(url, {"on": "2099-01-01", "kind": "left"})
    answer = client.post(url, {"on": "2026-10-05", "kind": "left", "note": "переезд"}, follow=True)

    assert far.status_code == 422
    assert "переезд" in text_of(answer)
    assert Person.objects.get().archived_at is not None
