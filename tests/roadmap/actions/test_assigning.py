"""Who is in charge, who helps, and who stands in for somebody who is away."""

from datetime import date, timedelta

import pytest

from kernel.models import JournalEntry
from notices.models import Notice
from roadmap.actions.assigning import (
    ForeignPerson,
    WrongLeave,
    assign_activity,
    end_leave,
    set_leave,
)
from roadmap.facts import helping_words, responsible_words
from roadmap.models import Leave
from roadmap.people import StandIns, answered_by
from roadmap.rules import answers_for
from roadmap.states import RoadmapState
from tests import people
from tests.factories.roadmap import NOW, TODAY, a_roadmap, an_activity

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


@pytest.fixture
def curator():
    return people.curator()


@pytest.fixture
def activity(curator):
    return an_activity(a_roadmap(by=curator, state=RoadmapState.APPROVED), "до 25 октября")


def away(person, deputy, *, by, since=TODAY, until=TODAY + WEEK):
    return set_leave(person, deputy=deputy, since_on=since, until_on=until, by=by, now=NOW)


def told(membership):
    return [notice.subject for notice in Notice.objects.filter(recipient=membership.user)]


def test_responsible_people_are_told_once(curator, activity):
    psychologist = people.psychologist()

    for _ in range(2):
        assign_activity(activity, people=[psychologist, curator], by=curator, now=NOW)

    assert set(activity.responsible.all()) == {psychologist, curator}
    assert told(psychologist) == ["Вы отвечаете за мероприятие: Провести анкетирование"]
    assert told(curator) == []


def test_those_who_help_are_told_that_they_help(curator, activity):
    psychologist = people.psychologist()

    assign_activity(
        activity, people=[curator], helpers=[psychologist, curator], by=curator, now=NOW
    )

    assert list(activity.helpers.all()) == [psychologist]
    assert told(psychologist) == ["Вы помогаете: Провести анкетирование"]


def test_a_body_answers_in_words_beside_people(curator, activity):
    assign_activity(
        activity,
        people=[curator],
        bodies=" педагогический совет ",
        helpers=[],
        helping_bodies="родительский комитет",
        by=curator,
        now=NOW,
    )

    activity.refresh_from_db()
    assert responsible_words(activity) == f"{curator.user.name.short}, педагогический совет"
    assert helping_words(activity) == "родительский комитет"


def test_choosing_who_is_in_charge_leaves_helpers_and_bodies_alone(curator, activity):
    activity.helpers.add(curator)
    activity.bodies = "педсовет"
    activity.save()

    assign_activity(activity, people=[], by=curator, now=NOW)

    activity.refresh_from_db()
    assert (list(activity.helpers.all()), activity.bodies) == ([curator], "педсовет")


@pytest.mark.parametrize("side", ["people", "helpers"])
def test_nobody_of_another_school_is_chosen(curator, activity, side):
    chosen = {"people": [], side: [people.stranger()]}

    with pytest.raises(ForeignPerson):
        assign_activity(activity, by=curator, now=NOW, **chosen)


def test_the_deputy_answers_while_the_person_is_away(curator, activity):
    psychologist, teacher = people.psychologist(), people.class_teacher()
    activity.responsible.set([psychologist])

    away(psychologist, teacher, by=curator)

    now_in_charge = StandIns.on(TODAY, curator.organization).all_instead_of([psychologist])
    later = StandIns.on(TODAY + 2 * WEEK, curator.organization).all_instead_of([psychologist])
    assert (now_in_charge, later) == ([teacher], [psychologist])
    assert told(teacher) == [f"Вы замещаете: {psychologist.user.name.short}"]


def test_the_deputy_may_do_what_the_person_may(curator, activity, time_machine):
    time_machine.move_to(NOW)
    psychologist, teacher = people.psychologist(), people.class_teacher()
    activity.responsible.set([psychologist])
    assert not answers_for(teacher, activity)

    away(psychologist, teacher, by=curator)

    assert answers_for(teacher, activity)
    assert list(type(activity).objects.filter(answered_by(teacher, TODAY))) == [activity]


def test_a_deputy_who_is_away_too_passes_it_on_and_a_circle_ends(curator):
    director, psychologist, teacher = (
        people.director(),
        people.psychologist(),
        people.class_teacher(),
    )
    away(psychologist, teacher, by=curator)
    away(teacher, director, by=curator)
    assert StandIns.on(TODAY, curator.organization).instead_of(psychologist) == director

    away(director, psychologist, by=curator)

    assert StandIns.on(TODAY, curator.organization).instead_of(psychologist) is None


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (TODAY, TODAY),
        (TODAY + WEEK, TODAY + 2 * WEEK),
        (TODAY - WEEK, TODAY),
        (TODAY - WEEK, TODAY + 2 * WEEK),
    ],
)
def test_nobody_is_away_twice_at_once(curator, since, until):
    psychologist, teacher = people.psychologist(), people.class_teacher()
    away(psychologist, teacher, by=curator)

    with pytest.raises(WrongLeave):
        away(psychologist, teacher, by=curator, since=since, until=until)


def test_nobody_stands_in_for_themselves_or_from_another_school(curator):
    psychologist = people.psychologist()

    with pytest.raises(WrongLeave):
        away(psychologist, psychologist, by=curator)
    with pytest.raises(ForeignPerson):
        away(psychologist, people.stranger(), by=curator)


def test_a_person_enters_their_own_absence_and_nobody_elses():
    psychologist, teacher = people.psychologist(), people.class_teacher()

    away(psychologist, teacher, by=psychologist)

    with pytest.raises(ForeignPerson):
        away(teacher, psychologist, by=psychologist)


@pytest.mark.parametrize(
    ("since", "until", "left"),
    [
        (TODAY - WEEK, TODAY + WEEK, [TODAY - timedelta(days=1)]),
        (TODAY, TODAY + WEEK, []),
        (TODAY + WEEK, TODAY + 2 * WEEK, []),
        (TODAY - 2 * WEEK, TODAY - WEEK, [TODAY - WEEK]),
    ],
)
def test_whoever_is_back_is_asked_again_from_today_on(curator, since, until, left):
    leave = away(
        people.psychologist(), people.class_teacher(), by=curator, since=since, until=until
    )

    end_leave(leave, by=curator, today=TODAY)

    assert [each.until_on for each in Leave.objects.all()] == left
    assert JournalEntry.objects.filter(verb="end_leave").count() == 1


def test_the_database_refuses_days_in_the_wrong_order(curator):
    with pytest.raises(WrongLeave):
        away(curator, people.psychologist(), by=curator, until=date(2026, 10, 1))
