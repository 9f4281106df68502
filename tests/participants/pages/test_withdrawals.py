"""The page of withdrawals counts the days; a step is marked with what was done."""

import pytest
from django.urls import reverse
from django.utils import timezone

from kernel.calendar import today_in
from participants.actions.consents import withdraw_consent
from participants.models import WithdrawalStep
from tests.factories.participants import ConsentFactory, EmployeeFactory
from tests.people import client_of, curator, director, the_school

pytestmark = pytest.mark.django_db


def withdrawn(name="Лугова"):
    consent = ConsentFactory(person=EmployeeFactory(organization=the_school(), last_name=name))
    today = today_in(the_school().time_zone, timezone.now())
    return withdraw_consent(consent, by=curator(), now=timezone.now(), today=today)


def test_the_counters_are_shown_and_a_step_is_done():
    withdrawn("Вересова")
    step = WithdrawalStep.objects.get(kind="stop")
    browser = client_of(curator())

    before = browser.get(reverse("withdrawals")).content.decode()
    answer = browser.post(
        reverse("finish-step", args=[step.pk]), {"note": "Фотография убрана"}, follow=True
    )

    assert "Вересова" in before
    assert "через 30 дней" in before
    assert "Фотография убрана" in answer.content.decode()


def test_a_step_needs_a_word_about_what_was_done():
    withdrawn()
    step = WithdrawalStep.objects.get(kind="stop")

    answer = client_of(curator()).post(reverse("finish-step", args=[step.pk]), {"note": ""})

    assert answer.status_code == 422
    assert WithdrawalStep.objects.open().count() == 3


def test_the_director_sees_the_days_and_marks_nothing():
    withdrawn()

    page = client_of(director()).get(reverse("withdrawals")).content.decode()

    assert reverse("finish-step", args=[WithdrawalStep.objects.get(kind="stop").pk]) not in page


@pytest.mark.parametrize("count", [1, 3])
def test_many_take_as_many_queries_as_one(django_assert_max_num_queries, count):
    for number in range(count):
        withdrawn(f"Лугова{'абв'[number]}")
    browser = client_of(curator())

    with django_assert_max_num_queries(14):
        page = browser.get(reverse("withdrawals")).content.decode()

    assert page.count('data-label="Уничтожить данные"') == count
