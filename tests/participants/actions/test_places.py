"""Moves as dated events: one person, a whole school, out of it."""

from datetime import UTC, date, datetime

import pytest

from accounts.models import Membership
from accounts.states import Role
from pairs.models import Pair, QueueCard
from pairs.states import PairState, QueueState
from participants.actions.merging import merge_people
from participants.actions.people import PersonFacts
from participants.actions.places import Plan, leave_school, move_person, move_up
from participants.models import MenteeProfile, Person, PlaceEvent
from participants.people_rules import next_class
from participants.states import PersonKind, PlaceEventKind
from tests.factories.pairs import ActivePairFactory, PairFactory, QueueCardFactory, a_mentee
from tests.factories.participants import MenteeFactory, PersonFactory
from tests.people import class_teacher, curator, mentee, the_school

NOW = datetime(2026, 9, 2, 9, tzinfo=UTC)
ON = date(2026, 9, 1)

pytestmark = pytest.mark.django_db


def pupil(class_name="7А", **facts):
    return PersonFactory(organization=the_school(), class_name=class_name, **facts)


def up(moves=None, graduates=(), stays=(), **facts):
    plan = Plan(
        on=facts.pop("on", ON),
        moves=moves if moves is not None else {"7А": "8А", "8А": "9А"},
        graduates=frozenset(graduates),
        stays=frozenset(person.pk for person in stays),
        **facts,
    )
    return move_up(the_school(), plan=plan, by=curator(), now=NOW)


def class_of(person):
    return Person.objects.get(pk=person.pk).class_name


@pytest.mark.parametrize(
    ("now", "then"),
    [("1А", "2А"), ("7А", "8А"), ("10Б", "11Б"), ("11А", ""), ("9", "10"), ("ПР-21", "")],
)
def test_the_class_that_follows(now, then):
    assert next_class(now) == then


def test_a_whole_school_moves_at_once_and_no_class_runs_into_the_next():
    seventh, eighth = pupil("7А"), pupil("8А")

    done = up()

    assert (class_of(seventh), class_of(eighth)) == ("8А", "9А")
    assert (done.moved, done.stayed, done.left) == (2, 0, 0)
    event = seventh.places.get()
    assert (event.before, event.after, event.happened_on) == ("7А", "8А", ON)


def test_the_same_move_again_changes_nothing():
    person = pupil("7А")
    up()

    again = up()

    assert (class_of(person), again.moved) == ("8А", 0)
    assert up(on=date(2027, 9, 1)).moved == 1


def test_who_stays_for_a_second_year_keeps_the_class_and_a_line():
    person = pupil("7А")

    done = up(stays=[person])

    assert (class_of(person), done.stayed) == ("7А", 1)
    assert person.places.get().kind == PlaceEventKind.STAYED


def test_roles_of_pupils_and_class_teachers_move_on_too():
    role, teacher = mentee(class_name="7А"), class_teacher()
    pupil("7А", user=role.user)

    up()

    assert Membership.objects.get(pk=role.pk).class_name == "8А"
    assert Membership.objects.get(pk=teacher.pk).class_name == "8А"


def test_class_teachers_may_stay():
    teacher = class_teacher()
    pupil("7А")

    up(with_teachers=False)

    assert Membership.objects.get(pk=teacher.pk).class_name == "7А"


def test_graduates_go_to_the_archive_and_their_parts_end():
    person = MenteeFactory(person=pupil("11А")).person
    pair = ActivePairFactory(mentee=person)

    done = up(moves={}, graduates=["11А"])

    assert done.left == 1
    assert Person.objects.get(pk=person.pk).archived_at == NOW
    assert MenteeProfile.objects.get(person=person).left_on == ON
    assert Pair.objects.get(pk=pair.pk).state == PairState.DISSOLVED
    assert QueueCard.objects.get(mentee=person).state == QueueState.LEFT
    assert person.places.get().kind == PlaceEventKind.GRADUATED


def test_the_mentee_of_a_mentor_who_leaves_waits_for_another():
    pair, proposed = ActivePairFactory(), PairFactory()
    for one in (pair, proposed):
        leave_school(one.mentor, on=ON, kind=PlaceEventKind.LEFT, by=curator(), now=NOW)

    states = [Pair.objects.get(pk=one.pk).state for one in (pair, proposed)]
    assert states == [PairState.DISSOLVED, PairState.REJECTED]
    assert QueueCard.objects.waiting().count() == 2


def test_who_waited_in_the_queue_and_leaves_waits_no_more():
    person = a_mentee(the_school())
    QueueCardFactory(mentee=person)

    leave_school(person, on=ON, kind=PlaceEventKind.LEFT, by=curator(), now=NOW, note="переезд")

    assert QueueCard.objects.get().state == QueueState.LEFT
    assert MenteeProfile.objects.get(person=person).left_reason == "переезд"


def facts_of(person, **changes):
    said = {
        "kind": PersonKind.PUPIL,
        "last_name": person.last_name,
        "first_name": person.first_name,
        "class_name": person.class_name,
    }
    return PersonFacts(**{**said, **changes})


def test_one_person_moves_and_stays_one_card_with_two_classes():
    role = mentee(class_name="7А")
    person = pupil("7А", user=role.user)

    move_person(person, facts=facts_of(person, class_name="7Б"), on=ON, by=curator(), now=NOW)

    event = PlaceEvent.objects.get()
    assert (event.kind, event.before, event.after) == (PlaceEventKind.CLASS, "7А", "7Б")
    assert class_of(person) == "7Б"
    assert Membership.objects.get(role=Role.MENTEE, user=role.user).class_name == "7Б"


def test_two_cards_that_both_moved_this_year_become_one():
    first, second = pupil("7А"), pupil("7А")
    up()

    merge_people(first, second, taken=frozenset(), by=curator(), now=NOW, today=date(2026, 9, 2))

    assert first.places.count() == 1
