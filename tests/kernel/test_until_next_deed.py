"""What is kept until the next deed is made anew after it, and not before."""

import pytest

from kernel.journal import KEPT_SECONDS, last_deed, record, until_next_deed
from kernel.models import JournalEntry
from tests.people import curator

pytestmark = pytest.mark.django_db


@pytest.fixture
def acting():
    return curator()


def made_in_turn():
    """A maker that says how often it was asked."""
    return iter(range(100)).__next__


def test_a_page_is_made_once_while_nobody_does_anything(acting):
    make = made_in_turn()

    first, second = (until_next_deed("home", make, tenant_id=acting.organization_id) for _ in "ab")

    assert (first, second) == (0, 0)


def test_a_deed_of_the_organization_makes_it_anew(acting):
    make = made_in_turn()
    until_next_deed("home", make, tenant_id=acting.organization_id)

    record("change_person", acting.user, by=acting)

    assert until_next_deed("home", make, tenant_id=acting.organization_id) == 1


def test_a_look_at_a_card_is_no_deed(acting):
    before = last_deed(acting.organization_id)

    JournalEntry.objects.create(verb="view", subject="/people/1/", tenant_id=acting.organization_id)

    assert last_deed(acting.organization_id) == before


def test_a_deed_elsewhere_changes_nothing(acting):
    make = made_in_turn()
    until_next_deed("home", make, tenant_id=acting.organization_id)

    JournalEntry.objects.create(verb="sign", subject="x", tenant_id=acting.organization_id + 1)

    assert until_next_deed("home", make, tenant_id=acting.organization_id) == 0


def test_it_is_kept_for_a_minute_at_most(acting, time_machine):
    time_machine.move_to("2026-11-24T08:00:00+00:00", tick=False)
    make = made_in_turn()
    until_next_deed("home", make, tenant_id=acting.organization_id)

    time_machine.shift(KEPT_SECONDS + 1)

    assert until_next_deed("home", make, tenant_id=acting.organization_id) == 1
