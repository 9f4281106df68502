"""A meeting recorded on a phone: four fields, once, and what is said when it cannot be."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pairs.models import Meeting
from tests.factories.pairs import ActivePairFactory, MeetingFactory, a_mentor
from tests.people import client_of, mentor

pytestmark = pytest.mark.django_db


@pytest.fixture
def helper(db):
    return mentor()


@pytest.fixture
def pair(helper):
    return ActivePairFactory(mentor=a_mentor(user=helper.user))


def typed(**facts):
    today = timezone.localdate()
    return {
        "held_on": today.isoformat(),
        "lasted_minutes": "45",
        "topic": "Разобрали задачи",
        "next_on": (today + timedelta(days=7)).isoformat(),
        **facts,
    }


def url_of(pair):
    return reverse("record-meeting", args=[pair.pk])


def test_the_form_asks_four_things_and_says_the_kind(helper, pair):
    MeetingFactory(pair=pair)

    page = client_of(helper).get(url_of(pair))

    assert list(page.context["form"].fields) == ["held_on", "lasted_minutes", "topic", "next_on"]
    assert "вторая, пробная" in page.content.decode()


def test_a_meeting_is_recorded_once_however_often_one_clicks(helper, pair):
    client = client_of(helper)

    answers = [client.post(url_of(pair), typed()) for _ in range(2)]

    assert [answer.url for answer in answers] == [reverse("pair", args=[pair.pk])] * 2
    meeting = Meeting.objects.get()
    assert (meeting.recorded_by, meeting.topic, meeting.kind) == (
        helper.user, "Разобрали задачи", "first",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"held_on": (timezone.localdate() + timedelta(days=2)).isoformat()}, "ещё не наступила"),
        ({"held_on": "2026-09-15"}, "В этот день пара не действовала"),
        ({"held_on": "31.02.2026"}, "не существует"),
        ({"lasted_minutes": "0"}, "Сколько минут"),
        ({"lasted_minutes": "601"}, "Сколько минут"),
        ({"topic": " "}, "Что делали"),
        ({"next_on": "2026-01-01"}, "Следующая встреча должна быть позже этой"),
    ],
    ids=["future", "before the order", "no such day", "nought", "too long", "nothing", "next"],
)
def test_what_cannot_be_is_said_in_a_sentence_and_nothing_typed_is_lost(
    helper, pair, facts, sentence
):
    answer = client_of(helper).post(url_of(pair), typed(**{"topic": "Дроби", **facts}))

    page = answer.content.decode()
    assert (answer.status_code, Meeting.objects.count()) == (422, 0)
    assert sentence in page
    assert ("Дроби" in page) is ("topic" not in facts)


def test_a_meeting_of_last_week_asks_why_only_now(helper, pair):
    long_ago = (timezone.localdate() - timedelta(days=6)).isoformat()
    client = client_of(helper)

    asked = client.post(url_of(pair), typed(held_on=long_ago))
    client.post(url_of(pair), typed(held_on=long_ago, late_reason="Болел"))

    assert "late_reason" in asked.context["form"].fields
    assert asked.status_code == 422
    assert Meeting.objects.get().late_reason == "Болел"


def test_a_mentor_does_not_record_for_another_pair(helper):
    other = ActivePairFactory()

    assert client_of(helper).post(url_of(other), typed()).status_code == 404


def test_the_mentor_corrects_and_cancels_a_fresh_record(helper, pair):
    meeting = MeetingFactory(pair=pair, recorded_at=timezone.now())
    client = client_of(helper)

    client.post(
        reverse("edit-meeting", args=[meeting.pk]),
        typed(kind="trial", format="remote", topic="Исправлено"),
    )
    client.post(reverse("cancel-meeting", args=[meeting.pk]), {"reason": "Не та дата"})

    meeting.refresh_from_db()
    assert (meeting.topic, meeting.format, meeting.cancel_reason) == (
        "Исправлено", "remote", "Не та дата",
    )  # fmt: skip


def test_after_three_days_the_mentor_is_sent_to_the_curator(helper, pair):
    meeting = MeetingFactory(pair=pair, recorded_at=timezone.now() - timedelta(days=4))

    answer = client_of(helper).post(
        reverse("edit-meeting", args=[meeting.pk]),
        typed(kind="trial", format="remote", reason="Опечатка"),
    )

    assert answer.status_code == 422
    assert "Попросите куратора" in answer.content.decode()
