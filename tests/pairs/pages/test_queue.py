"""The queue: everybody who waits, why, and what is done about it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pairs.states import NextStep, QueueState
from tests.factories.pairs import PairFactory, QueueCardFactory, a_mentor
from tests.people import client_of, curator

pytestmark = pytest.mark.django_db


def test_whoever_waits_is_shown_with_the_reason_and_the_nearest_mentor():
    full = a_mentor()
    QueueCardFactory(reason={"code": "places_taken", "words": [], "mentors": [full.pk]})

    page = client_of(curator()).get(reverse("queue")).content.decode()

    assert f"У всех подходящих ({full.name.short}) места заняты." in page
    assert "пора вернуться" in page


def test_whoever_has_got_a_proposal_is_not_shown_and_stays_in_the_queue():
    pair = PairFactory()
    card = QueueCardFactory(mentee=pair.mentee, programme=pair.programme)

    page = client_of(curator()).get(reverse("queue"))

    assert page.context["listing"].count == 0
    card.refresh_from_db()
    assert card.state == QueueState.WAITING


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_do_not_grow(count, django_assert_max_num_queries):
    for _ in range(count):
        QueueCardFactory(reason={"code": "age", "words": ["12", ""], "mentors": [a_mentor().pk]})
    client = client_of(curator())

    with django_assert_max_num_queries(12):
        page = client.get(reverse("queue"))

    assert page.context["listing"].count == count


def test_a_step_is_planned_for_a_day_ahead():
    card = QueueCardFactory()
    client = client_of(curator())
    url = reverse("queue-card", args=[card.pk])
    day = timezone.localdate() + timedelta(days=7)

    past = client.post(url, {"next_step": "search", "review_on": "2026-01-01", "note": "Звонок"})
    client.post(url, {"next_step": "psychologist", "review_on": day.isoformat(), "note": "Беседа"})

    card.refresh_from_db()
    assert past.status_code == 422
    assert "Звонок" in past.content.decode()
    assert (card.next_step, card.review_on, card.note) == (NextStep.PSYCHOLOGIST, day, "Беседа")


def test_a_refusal_needs_words():
    card = QueueCardFactory()
    client = client_of(curator())
    url = reverse("refuse-queue-card", args=[card.pk])

    empty = client.post(url, {"note": ""})
    client.post(url, {"note": "Заявление мамы от 3 ноября"})

    card.refresh_from_db()
    assert (empty.status_code, card.state) == (422, QueueState.REFUSED)
    assert card.left_on >= date(2026, 10, 1)
