"""One notice a person a morning, at the hour of the school's own clock, once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from notices.models import Notice
from roadmap.actions.activities import complete_activity
from roadmap.actions.reminders import KIND, owe_deadline_reminders
from roadmap.states import RoadmapState
from tests import people
from tests.factories.accounts import SchoolFactory
from tests.factories.roadmap import a_roadmap, an_activity

pytestmark = pytest.mark.django_db

DUE = "до 21 октября"
EVE = date(2026, 10, 20)


def school_in(zone, hour=8):
    return SchoolFactory(
        parent=people.the_municipality(), time_zone=zone, reminder_hour=hour, short_name=zone
    )


def plan_of(school, *deadlines, responsible=None, days=(1,), **facts):
    """A plan in force with one activity a deadline; its curator is responsible."""
    curator = responsible or people.curator(school)
    roadmap = a_roadmap(by=curator, state=RoadmapState.APPROVED, **facts)
    roadmap.programme.remind_days = list(days)
    roadmap.programme.save()
    return curator, [
        an_activity(roadmap, deadline, responsible=[curator], today=EVE - timedelta(days=30))
        for deadline in deadlines
    ]


def told(membership):
    return list(Notice.objects.filter(recipient=membership.user, kind=KIND).order_by("pk"))


def at(day, hour, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "eight_in_utc"),
    [
        ("Asia/Omsk", at(EVE, 2)),
        ("Asia/Anadyr", at(EVE - timedelta(days=1), 20)),
        ("Europe/Kaliningrad", at(EVE, 6)),
    ],
)
def test_it_comes_at_eight_of_the_schools_own_clock(zone, eight_in_utc):
    curator, _ = plan_of(school_in(zone), DUE)

    owe_deadline_reminders(now=eight_in_utc - timedelta(minutes=1))
    assert told(curator) == []
    owe_deadline_reminders(now=eight_in_utc)

    assert [notice.subject for notice in told(curator)] == ["Скоро срок: Провести анкетирование"]


def test_it_comes_once_however_often_beat_runs():
    curator, _ = plan_of(school_in("Asia/Omsk"), DUE)

    for minutes in range(0, 600, 5):
        owe_deadline_reminders(now=at(EVE, 2) + timedelta(minutes=minutes))

    assert len(told(curator)) == 1


def test_a_person_gets_one_notice_a_morning_not_one_an_activity():
    curator, _ = plan_of(school_in("Europe/Moscow"), DUE, DUE, DUE)

    owe_deadline_reminders(now=at(EVE, 5))

    (notice,) = told(curator)
    assert notice.subject == "приближаются 3 срока"
    assert notice.text.count("Провести анкетирование") == 3


def test_the_next_morning_it_is_told_as_overdue_once():
    curator, _ = plan_of(school_in("Europe/Moscow"), DUE)

    for days in range(6):
        owe_deadline_reminders(now=at(EVE + timedelta(days=days), 5))

    assert [notice.subject for notice in told(curator)] == [
        "Скоро срок: Провести анкетирование",
        "Просрочено: Провести анкетирование",
    ]


def test_after_days_of_silence_nothing_stale_is_said():
    curator, _ = plan_of(school_in("Europe/Moscow"), DUE, "до 26 октября")
    owe_deadline_reminders(now=at(EVE - timedelta(days=2), 5))

    owe_deadline_reminders(now=at(EVE + timedelta(days=5), 5))

    (notice,) = told(curator)
    assert notice.subject == "приближается 1 срок; просрочено 1 мероприятие"
    assert "21 октября" in notice.text.replace("\u00a0", " ").partition("Скоро срок:")[0]


def test_several_days_before_are_each_kept():
    curator, _ = plan_of(school_in("Europe/Moscow"), DUE, days=[7, 3, 1])

    for days in range(-10, 1):
        owe_deadline_reminders(now=at(EVE + timedelta(days=days), 5))

    assert [str(notice.due_at.date()) for notice in told(curator)] == [
        "2026-10-14", "2026-10-18", "2026-10-20",
    ]  # fmt: skip


def test_who_is_done_is_silent():
    curator, (activity,) = plan_of(school_in("Europe/Moscow"), DUE)
    complete_activity(activity, by=curator, today=EVE, now=at(EVE, 4))

    owe_deadline_reminders(now=at(EVE, 5))

    assert told(curator) == []


def test_a_person_whose_role_has_ended_is_not_asked_and_the_curator_is():
    school = school_in("Europe/Moscow")
    curator = people.curator(school)
    gone = people.psychologist(school, until_on=EVE - timedelta(days=1))
    roadmap = a_roadmap(by=curator, state=RoadmapState.APPROVED)
    an_activity(roadmap, DUE, responsible=[gone])

    owe_deadline_reminders(now=at(EVE, 5))

    assert told(gone) == []
    assert len(told(curator)) == 1


@pytest.mark.parametrize(
    "state", [RoadmapState.DRAFT, RoadmapState.SUBMITTED, RoadmapState.RETURNED]
)
def test_a_plan_that_is_not_in_force_reminds_nobody(state):
    curator = people.curator()
    an_activity(a_roadmap(by=curator, state=state), DUE, responsible=[curator])

    owe_deadline_reminders(now=at(EVE, 5))

    assert told(curator) == []
