"""One notice a person a morning, at the hour of the school's own clock, once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from notices import actions as notices
from notices.models import Notice, NoticePreference
from notices.states import Delivery
from roadmap import proofs
from roadmap.actions.activities import complete_activity, reopen_activity
from roadmap.actions.assigning import set_leave
from roadmap.actions.reminders import KIND, owe_deadline_reminders
from roadmap.models import Activity, Programme, Reminder
from roadmap.proofs import Progress, Proof
from roadmap.states import RoadmapState
from tests import people
from tests.factories.accounts import SchoolFactory
from tests.factories.roadmap import a_roadmap, an_activity

pytestmark = pytest.mark.django_db

# A Wednesday; its eve is a Tuesday.
DUE_ON = date(2026, 10, 21)
DUE = "до 21 октября"
EVE = date(2026, 10, 20)
ONE_DAY = timedelta(days=1)


def school_in(zone, hour=8):
    return SchoolFactory(
        parent=people.the_municipality(), time_zone=zone, reminder_hour=hour, short_name=zone
    )


def plan_of(school, *deadlines, responsible=None, days=(1,), digest=None, escalate=None, **facts):
    """A plan in force with one activity a deadline; its curator is responsible."""
    curator = responsible or people.curator(school)
    roadmap = a_roadmap(by=curator, state=RoadmapState.APPROVED, **facts)
    Programme.objects.filter(pk=roadmap.programme_id).update(
        remind_days=list(days), digest_weekday=digest, escalate_days=escalate
    )
    return curator, [
        an_activity(roadmap, deadline, responsible=[curator], today=EVE - timedelta(days=30))
        for deadline in deadlines
    ]


def told(membership):
    return list(Notice.objects.filter(recipient=membership.user, kind=KIND).order_by("pk"))


def subjects(membership):
    return [notice.subject for notice in told(membership)]


def at(day, hour, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def mornings(first, count, hour=5):
    """Beat comes by every morning; in Moscow it is eight o'clock."""
    for days in range(count):
        owe_deadline_reminders(now=at(first + days * ONE_DAY, hour))


@pytest.fixture
def moscow():
    return school_in("Europe/Moscow")


# When.


@pytest.mark.parametrize(
    ("zone", "eight_in_utc"),
    [
        ("Asia/Omsk", at(EVE, 2)),
        ("Asia/Kamchatka", at(EVE - ONE_DAY, 20)),
        ("Europe/Kaliningrad", at(EVE, 6)),
    ],
)
def test_it_comes_at_eight_of_the_schools_own_clock(zone, eight_in_utc):
    curator, _ = plan_of(school_in(zone), DUE)

    owe_deadline_reminders(now=eight_in_utc - timedelta(minutes=1))
    too_early = subjects(curator)
    owe_deadline_reminders(now=eight_in_utc)

    assert (too_early, subjects(curator)) == ([], ["Скоро срок: Провести анкетирование"])


def test_it_comes_at_the_hour_that_the_school_has_chosen():
    curator, _ = plan_of(school_in("Asia/Kamchatka", hour=17), DUE)

    owe_deadline_reminders(now=at(EVE, 4, 59))
    too_early = subjects(curator)
    owe_deadline_reminders(now=at(EVE, 5))

    assert (too_early, len(told(curator))) == ([], 1)


def test_at_one_moment_it_is_overdue_in_kamchatka_and_the_last_day_in_kaliningrad():
    east, _ = plan_of(school_in("Asia/Kamchatka"), DUE)
    west, _ = plan_of(school_in("Europe/Kaliningrad"), DUE)
    mornings(EVE - ONE_DAY, 2, hour=7)
    before = len(told(east)), len(told(west))

    owe_deadline_reminders(now=at(DUE_ON, 20, 30))

    assert before == (1, 1)
    assert subjects(east)[-1] == "Просрочено: Провести анкетирование"
    assert subjects(west)[-1] == "Сегодня последний день: Провести анкетирование"


def test_it_is_told_fourteen_three_and_one_day_before_on_the_day_and_when_it_is_overdue(moscow):
    curator, _ = plan_of(moscow, DUE, days=[14, 3, 1])

    mornings(DUE_ON - timedelta(days=20), 30)

    assert [
        (notice.due_at.date(), notice.subject.partition(":")[0]) for notice in told(curator)
    ] == [
        (date(2026, 10, 7), "Скоро срок"),
        (date(2026, 10, 18), "Скоро срок"),
        (date(2026, 10, 20), "Скоро срок"),
        (date(2026, 10, 21), "Сегодня последний день"),
        (date(2026, 10, 22), "Просрочено"),
    ]


def test_the_days_before_are_chosen_for_each_programme(moscow):
    curator, _ = plan_of(moscow, DUE, days=[7])

    mornings(DUE_ON - timedelta(days=20), 20)

    assert [notice.due_at.date() for notice in told(curator)] == [date(2026, 10, 14)]


# One message.


def test_a_person_gets_one_notice_a_morning_not_one_an_activity(moscow):
    curator, _ = plan_of(moscow, DUE, DUE, DUE, "до 20 октября", "до 19 октября", digest=1)

    mornings(EVE, 1)

    (notice,) = told(curator)
    assert notice.subject == ("просрочено 1 мероприятие; сегодня 1 срок; приближаются 3 срока")
    assert notice.text.count("Провести анкетирование") == 5


def test_the_curator_of_two_plans_of_one_school_gets_one_notice(moscow):
    curator, _ = plan_of(moscow, DUE)
    plan_of(moscow, DUE, responsible=curator, year=2025)
    Activity.objects.update(due_on=DUE_ON)

    mornings(EVE, 1)

    (notice,) = told(curator)
    assert notice.subject == "приближаются 2 срока"


# Once.


def test_it_comes_once_however_often_beat_runs():
    curator, _ = plan_of(school_in("Asia/Omsk"), DUE)

    for minutes in range(0, 600, 5):
        owe_deadline_reminders(now=at(EVE, 2) + timedelta(minutes=minutes))

    assert len(told(curator)) == 1


def test_a_late_beat_still_tells_what_the_morning_had_to_say(moscow):
    curator, _ = plan_of(moscow, DUE)
    mornings(EVE - ONE_DAY, 1)

    owe_deadline_reminders(now=at(EVE, 19))

    assert subjects(curator) == ["Скоро срок: Провести анкетирование"]


def test_after_three_days_of_silence_there_is_one_message_and_nothing_stale_in_it(moscow):
    curator, _ = plan_of(moscow, DUE, "до 22 октября", "до 23 октября", "до 24 октября")
    mornings(EVE - ONE_DAY, 1)

    mornings(EVE + timedelta(days=3), 1)

    (notice,) = told(curator)
    assert notice.subject == "просрочены 2 мероприятия; сегодня 1 срок; приближается 1 срок"
    assert Reminder.objects.count() == 4


def test_a_reminder_of_days_before_that_the_silence_swallowed_is_told_once(moscow):
    curator, _ = plan_of(moscow, DUE, days=[14, 3, 1])
    mornings(date(2026, 10, 6), 1)

    mornings(date(2026, 10, 9), 3)

    assert [notice.due_at.date() for notice in told(curator)] == [date(2026, 10, 9)]


def test_nobody_is_told_the_same_even_when_the_memory_of_the_morning_is_lost(moscow):
    curator, _ = plan_of(moscow, DUE)
    mornings(EVE, 1)
    Programme.objects.update(reminded_on=None)
    Notice.objects.all().delete()

    owe_deadline_reminders(now=at(EVE, 9))

    assert told(curator) == []


def test_a_plan_approved_in_the_afternoon_waits_for_the_morning(moscow):
    curator, _ = plan_of(moscow, DUE)
    mornings(EVE, 1)
    plan_of(moscow, "до 22 октября", responsible=curator, year=2025)
    Activity.objects.filter(stage__roadmap__programme__year=2025).update(due_on=DUE_ON + ONE_DAY)

    owe_deadline_reminders(now=at(EVE, 15))
    in_the_afternoon = len(told(curator))
    mornings(DUE_ON, 1)

    assert (in_the_afternoon, len(told(curator))) == (1, 2)


# To whom.


def test_who_is_done_is_silent(moscow):
    curator, (activity,) = plan_of(moscow, DUE)
    complete_activity(activity, by=curator, today=EVE, now=at(EVE, 4))

    mornings(EVE, 3)

    assert told(curator) == []


def test_what_the_facts_have_proved_is_silent_although_it_is_not_closed_yet(moscow):
    curator, (activity,) = plan_of(moscow, DUE)
    Activity.objects.filter(pk=activity.pk).update(proof_code="all-in")
    before = dict(proofs._proofs)
    proofs.connect({"all-in": Proof("согласия", lambda _programme: Progress(5, 5), grows=True)})
    try:
        mornings(EVE, 1)
        silent = subjects(curator)
        Activity.objects.filter(pk=activity.pk).update(closes_itself=False)
        mornings(DUE_ON, 1)
    finally:
        proofs.connect(before)

    assert (silent, len(told(curator))) == ([], 1)


def test_a_person_whose_role_has_ended_is_not_asked_and_the_curator_is(moscow):
    curator = people.curator(moscow)
    gone = people.psychologist(moscow, until_on=EVE - ONE_DAY)
    roadmap = a_roadmap(by=curator, state=RoadmapState.APPROVED)
    an_activity(roadmap, DUE, responsible=[gone])

    mornings(EVE, 1)

    assert (told(gone), len(told(curator))) == ([], 1)


def test_while_somebody_is_away_the_deputy_is_told(moscow):
    curator = people.curator(moscow)
    away, deputy = people.psychologist(moscow), people.class_teacher(moscow)
    plan_of(moscow, DUE, responsible=away)
    set_leave(away, deputy=deputy, since_on=EVE, until_on=EVE, by=curator, now=at(EVE - ONE_DAY, 9))

    mornings(EVE, 2)

    assert subjects(deputy) == ["Скоро срок: Провести анкетирование"]
    assert subjects(away) == ["Сегодня последний день: Провести анкетирование"]


def test_those_who_help_are_told_of_the_deadline_but_not_that_it_is_late(moscow):
    curator, (activity,) = plan_of(moscow, DUE)
    helper = people.psychologist(moscow)
    activity.helpers.add(helper)

    mornings(EVE, 5)

    assert [subject.partition(":")[0] for subject in subjects(helper)] == [
        "Скоро срок",
        "Сегодня последний день",
    ]
    assert len(told(curator)) == 3


@pytest.mark.parametrize(
    "state", [RoadmapState.DRAFT, RoadmapState.SUBMITTED, RoadmapState.RETURNED]
)
def test_a_plan_that_is_not_in_force_reminds_nobody(state):
    curator = people.curator()
    an_activity(a_roadmap(by=curator, state=state), DUE, responsible=[curator])

    mornings(EVE, 1)

    assert told(curator) == []


# The week, and the director.


def test_on_monday_people_see_their_week_and_the_curator_the_whole_plan(moscow):
    curator, psychologist = people.curator(moscow), people.psychologist(moscow)
    plan_of(moscow, "до 22 октября", "до 26 октября", responsible=psychologist, digest=0)
    roadmap = Programme.objects.get().roadmap
    an_activity(roadmap, "до 10 октября", responsible=[curator])
    Programme.objects.update(reminded_on=date(2026, 10, 18))

    mornings(date(2026, 10, 19), 1)

    assert subjects(psychologist) == ["Скоро срок: Провести анкетирование"]
    assert subjects(curator) == ["просрочено 1 мероприятие; на этой неделе 1 срок"]


def test_the_week_is_told_once_and_also_when_monday_was_missed(moscow):
    curator, _ = plan_of(moscow, "до 24 октября", days=[14], digest=0)
    mornings(date(2026, 10, 17), 1)

    mornings(date(2026, 10, 20), 3)

    assert [notice.due_at.date() for notice in told(curator)] == [date(2026, 10, 20)]


def test_the_director_learns_of_what_is_overdue_for_a_week_and_only_once(moscow):
    director = people.director(moscow)
    curator, _ = plan_of(moscow, DUE, escalate=7)

    mornings(DUE_ON, 15)

    (notice,) = told(director)
    assert notice.due_at.date() == date(2026, 10, 28)
    assert curator.user.name.short in notice.text


def test_the_director_learns_nothing_when_it_was_done_in_time_to_be_late(moscow):
    director = people.director(moscow)
    curator, (activity,) = plan_of(moscow, DUE, escalate=7)
    mornings(DUE_ON, 5)
    complete_activity(activity, by=curator, today=DUE_ON, now=at(DUE_ON, 9))

    mornings(DUE_ON + timedelta(days=5), 10)

    assert told(director) == []


# At the moment of sending.


def sent_by(now):
    letters = []
    notices.sweep(now=now, deliver=lambda notice: letters.append((notice.subject, notice.text)))
    return letters


def test_what_was_done_since_the_morning_is_not_sent(moscow):
    curator, (activity,) = plan_of(moscow, DUE)
    mornings(EVE, 1)
    complete_activity(activity, by=curator, today=EVE, now=at(EVE, 6))

    assert sent_by(at(EVE, 7)) == []


def test_what_is_still_open_is_sent_without_what_was_done(moscow):
    curator, (activity, _other) = plan_of(moscow, DUE, DUE)
    mornings(EVE, 1)
    complete_activity(activity, by=curator, today=EVE, now=at(EVE, 6))

    ((subject, text),) = sent_by(at(EVE, 7))

    assert subject == "Скоро срок: Провести анкетирование"
    assert text.count("Провести анкетирование") == 1


def test_whoever_is_not_concerned_any_more_is_not_written_to(moscow):
    curator, (activity,) = plan_of(moscow, DUE)
    psychologist = people.psychologist(moscow)
    mornings(EVE, 1)
    activity.responsible.set([psychologist])

    assert sent_by(at(EVE, 7)) == []
    assert len(told(curator)) == 1


def test_what_was_opened_again_by_then_is_sent(moscow):
    curator, (activity,) = plan_of(moscow, DUE)
    mornings(EVE, 1)
    done = complete_activity(activity, by=curator, today=EVE, now=at(EVE, 6))
    reopen_activity(done, by=curator)

    assert len(sent_by(at(EVE, 7))) == 1


def test_the_letter_of_the_day_has_the_reminder_of_its_own_morning(moscow):
    curator, _ = plan_of(moscow, DUE)
    NoticePreference.objects.create(user=curator.user, delivery=Delivery.DIGEST)
    letters = []
    owe_deadline_reminders(now=at(EVE, 5, 5))

    notices.send_digests(now=at(EVE, 5, 6), deliver=letters.append)

    assert [[notice.subject for notice in letter] for letter in letters] == [
        ["Скоро срок: Провести анкетирование"]
    ]


def test_trouble_in_one_school_does_not_silence_the_others(moscow):
    curator, (activity,) = plan_of(school_in("Europe/Samara"), DUE)
    Activity.objects.filter(pk=activity.pk).update(proof_code="broken")
    other, _ = plan_of(moscow, DUE)
    before = dict(proofs._proofs)

    def measure(_programme):
        raise ZeroDivisionError

    proofs.connect({"broken": Proof("сломано", measure)})
    try:
        with pytest.raises(ZeroDivisionError):
            mornings(EVE, 1)
    finally:
        proofs.connect(before)
    still_owed = told(curator)
    owe_deadline_reminders(now=at(EVE, 6))

    assert (still_owed, len(told(other)), len(told(curator))) == ([], 1, 1)
