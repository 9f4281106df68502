"""The burden meter counts what people did, by role, and what the system did instead of them."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from kernel import journal
from kernel.history import noun_of, words_for
from notices.models import Notice
from reports.burden import Month, burden_of
from reports.burden_form import burden_form
from tests import people
from tests.factories.pairs import ActivePairFactory
from tests.factories.roadmap import ActivityFactory
from tests.people import client_of

OCTOBER = Month(2026, 10)

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return people.curator()


def did(verb, subject, by, *, at=datetime(2026, 10, 20, 9, tzinfo=UTC), times=1):
    for _ in range(times):
        with time_machine.travel(at, tick=False):
            journal.record(verb, subject, by=by)


@pytest.fixture
def pair(curator):
    return ActivePairFactory()


def test_deeds_are_weighed_by_role(curator, pair):
    mentor = people.mentor()
    did("set_goal", pair, curator, times=2)
    did("set_goal", pair, mentor)
    goal = burden_form().asked["pairs.pair", "set_goal"]

    roles = {role.label: role for role in burden_of(curator, OCTOBER).roles}

    assert (roles["куратор"].fields, roles["куратор"].minutes) == (
        2 * goal.fields,
        2 * goal.minutes,
    )
    assert (roles["наставник"].people, roles["наставник"].minutes_each) == (1, goal.minutes)
    assert roles["куратор"].frequent == [(goal.caption, 2)]


def test_a_month_begins_and_ends_where_the_school_is(curator, pair):
    school = curator.organization
    school.time_zone = "Asia/Kamchatka"
    school.save()
    did("set_goal", pair, curator, at=datetime(2026, 9, 30, 13, tzinfo=UTC))
    did("set_goal", pair, curator, at=datetime(2026, 10, 31, 13, tzinfo=UTC))

    october = burden_of(curator, OCTOBER)
    november = burden_of(curator, Month(2026, 11))

    assert [role.deeds for role in october.roles] == [{"Записать цель пары": 1}]
    assert [role.deeds for role in november.roles] == [{"Записать цель пары": 1}]


def test_the_work_of_the_system_is_told_beside_it(curator, pair):
    did("propose", pair, curator, times=3)
    Notice.objects.create(
        recipient=curator.user,
        organization=curator.organization,
        due_at=datetime(2026, 10, 5, tzinfo=UTC),
        kind="deadline",
        key="1",
        subject="Срок завтра",
    )

    burden = burden_of(curator, OCTOBER)

    assert [(line.caption, line.count) for line in burden.made] == [
        ("Предложила пары и объяснила, почему", 3),
        ("Напомнила и сообщила вовремя", 1),
    ]
    assert burden.minutes_saved == 3 * 6 + 1


def test_what_people_closed_themselves_is_not_told_as_the_work_of_the_system(curator):
    activity = ActivityFactory(stage__roadmap__programme__organization=curator.organization)
    did("complete", activity, curator)
    did("complete", activity, None, times=2)

    burden = burden_of(curator, OCTOBER)

    assert [(line.caption, line.count) for line in burden.made] == [
        ("Закрыла мероприятия по фактам", 2)
    ]
    assert [role.deeds for role in burden.roles] == [{"Закрыть мероприятие": 1}]


def test_another_school_is_not_counted_and_an_authority_counts_all_below(curator, pair):
    did("set_goal", pair, curator)

    assert burden_of(people.stranger(), OCTOBER).roles == []
    assert len(burden_of(people.municipal(), OCTOBER).roles) == 1


def test_a_month_that_nobody_offers_is_the_running_one():
    today = datetime(2026, 11, 24, tzinfo=UTC).date()

    asked = [Month.asked(text, today=today) for text in ("2026-10", "", "1999-01", "x")]

    assert [month.code for month in asked] == ["2026-10", "2026-11", "2026-11", "2026-11"]
    assert [month.code for month in Month.offered(today)][-1] == "2026-06"


WEIGHTS = [*burden_form().asked.values(), *burden_form().made.values()]


@pytest.mark.parametrize("weight", WEIGHTS, ids=lambda weight: f"{weight.of} {weight.deed}")
def test_every_weighed_deed_is_one_that_the_journal_can_tell_of(weight):
    subject = f"{weight.of}:1"

    assert noun_of(subject) != weight.of
    assert words_for(weight.deed, weight.of) != weight.deed


def test_the_page_says_what_to_do_in_an_empty_month(curator):
    page = client_of(curator).get(reverse("burden")).content.decode()

    assert "В этом месяце ни от кого ничего не потребовалось" in page
