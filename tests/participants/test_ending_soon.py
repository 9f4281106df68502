"""Whose consent is valid today and will not be in a month, as a table over birthdays and terms."""

from datetime import date

import pytest

from participants.models import Person
from participants.queries.soon import BIRTHDAY, EXPIRING, ending_soon, with_register_status
from participants.states import Purpose
from tests.factories.participants import ConsentFactory, GuardianFactory, PersonFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)


def child(born_on, *, own=False, until=None):
    """A child whose parent has agreed, and who has too where `own`."""
    person = PersonFactory(born_on=born_on)
    link = GuardianFactory(child=person)
    ConsentFactory(person=person, signer=link.guardian, relation=link.relation, expires_on=until)
    if own:
        ConsentFactory(person=person, expires_on=until)
    return person


@pytest.mark.parametrize(
    ("born_on", "own", "until", "why"),
    [
        (date(2014, 3, 10), False, None, None),
        (date(2012, 12, 10), False, None, BIRTHDAY),
        (date(2012, 11, 25), False, None, BIRTHDAY),
        (date(2012, 12, 24), False, None, BIRTHDAY),
        (date(2012, 12, 25), False, None, None),
        # Fourteen is near, and the child has signed already.
        (date(2012, 12, 10), True, None, None),
        (date(2008, 12, 10), True, None, None),
        (date(2008, 12, 10), True, date(2026, 12, 1), EXPIRING),
        (date(2014, 3, 10), False, date(2026, 11, 24), EXPIRING),
        (date(2014, 3, 10), False, date(2026, 12, 23), EXPIRING),
        (date(2014, 3, 10), False, date(2026, 12, 24), None),
        # It is over already: that is not soon.
        (date(2014, 3, 10), False, date(2026, 11, 23), None),
        # A birthday that has passed has its own status.
        (date(2012, 11, 24), False, None, None),
    ],
)
def test_what_ends_within_a_month(born_on, own, until, why):
    person = child(born_on, own=own, until=until)

    soon = ending_soon(Person.objects.filter(pk=person.pk), Purpose.TAKING_PART, TODAY)

    assert soon.get(person.pk) == why


def test_eighteen_is_near_for_who_never_signed_alone(settings):
    settings.CONSENT_SIGNS_FROM = 18
    person = child(date(2008, 12, 10))

    soon = ending_soon(Person.objects.all(), Purpose.TAKING_PART, TODAY)

    assert soon == {person.pk: BIRTHDAY}


def test_the_register_shows_only_the_chosen_line():
    near = child(date(2012, 12, 10))
    ending = child(date(2014, 3, 10), until=date(2026, 12, 1))
    children = Person.objects.filter(pk__in=[near.pk, ending.pk])

    shown = {
        value: list(with_register_status(children, value, purpose=Purpose.TAKING_PART, today=TODAY))
        for value in (BIRTHDAY, EXPIRING, "given")
    }

    assert shown[BIRTHDAY] == [near]
    assert shown[EXPIRING] == [ending]
    assert len(shown["given"]) == 2


@pytest.mark.parametrize("count", [1, 30])
def test_many_take_as_many_queries_as_one(django_assert_max_num_queries, count):
    for _number in range(count):
        child(date(2012, 12, 10))

    with django_assert_max_num_queries(7):
        soon = ending_soon(Person.objects.filter(guardians__isnull=False), "taking_part", TODAY)

    assert len(soon) == count
