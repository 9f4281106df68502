"""Roles with dates: given, ended, handed over; never one's own; never the last director."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions.memberships import (
    HasRole,
    LastDirector,
    NotOneself,
    NotYours,
    end_role,
    grant_role,
    hand_over,
)
from accounts.models import Membership
from accounts.states import Role
from kernel.models import JournalEntry
from tests.people import (
    client_of,
    curator,
    director,
    mentor,
    municipal,
    psychologist,
    regional,
    stranger,
    the_neighbour,
    the_school,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)


def grant(user, by, role=Role.PSYCHOLOGIST, organization=None):
    return grant_role(
        user, organization=organization or the_school(), role=role, by=by, since_on=TODAY
    )


def end(membership, by, **facts):
    now = timezone.now()
    return end_role(membership, by=by, now=now, today=now.date(), **facts)


def test_a_role_is_given_with_its_trace():
    member = curator()

    given = grant(member.user, director())

    assert given.role == Role.PSYCHOLOGIST
    assert JournalEntry.objects.filter(verb="grant_role").count() == 1


def test_nobody_gives_a_role_to_oneself_and_the_attempt_is_kept():
    head = director()

    with pytest.raises(NotOneself):
        grant(head.user, head, role=Role.CURATOR)

    assert JournalEntry.objects.get().verb == "refuse_self_grant"


def test_a_role_above_ones_own_is_not_given():
    with pytest.raises(NotYours):
        grant(mentor().user, curator(), role=Role.CURATOR)


def test_a_role_is_not_given_in_another_school():
    with pytest.raises(NotYours):
        grant(curator().user, director(), organization=the_neighbour())


def test_the_same_role_is_not_given_twice():
    member = psychologist()

    with pytest.raises(HasRole):
        grant(member.user, director())


def test_an_ended_role_is_gone_on_the_next_request():
    member = curator()
    client = client_of(member)
    assert client.get("/members/").status_code == 200

    end(member, director())

    assert client.get("/members/")["Location"] == reverse("no-role")


def test_a_role_lasts_through_its_last_day():
    member = curator()

    end(member, director(), until_on=timezone.now().date() + timedelta(days=3))

    assert client_of(member).get("/members/").status_code == 200


def test_a_role_that_begins_tomorrow_opens_nothing_today():
    member = curator(since_on=timezone.now().date() + timedelta(days=2))

    assert client_of(member).get("/members/")["Location"] == reverse("no-role")


def test_the_last_director_stays():
    head = director()

    with pytest.raises(LastDirector):
        end(head, municipal())


def test_with_a_second_director_the_first_may_leave():
    head = director()
    director()

    end(head, municipal())

    assert not Membership.objects.get(pk=head.pk).is_current(timezone.now().date())


def test_a_director_is_replaced_by_handing_over():
    head, next_one = director(), curator()
    now = timezone.now()

    hand_over(head, to=next_one.user, by=municipal(), now=now, today=now.date(), paper="№ 7")

    current = Membership.objects.filter(role=Role.DIRECTOR).current(now.date())
    assert [one.user for one in current] == [next_one.user]


def test_nobody_ends_the_own_role():
    head = director()
    director()

    with pytest.raises(NotOneself):
        end(head, head)


def test_posting_a_role_with_the_profile_changes_nothing():
    member = curator()

    client_of(member).post(
        "/me/",
        {
            "last_name": "Иванова",
            "first_name": "Анна",
            "language": "ru",
            "role": "director",
            "is_staff": "on",
            "is_active": "",
            "username": "root",
        },
    )

    member.refresh_from_db()
    member.user.refresh_from_db()
    assert (member.role, member.user.last_name) == (Role.CURATOR, "Иванова")
    assert (member.user.username, member.user.is_active) != ("root", False)


def test_a_blocked_account_is_out_in_the_same_request():
    member = curator()
    client = client_of(member)

    client_of(director()).post(reverse("block-account", args=[member.pk]))

    assert client.get("/members/").status_code == 302
    assert client.get("/members/")["Location"].startswith("/sign-in/")


def test_somebody_with_two_roles_switches_between_them():
    member = curator()
    other = curator(school=the_neighbour(), user=member.user)
    client = client_of(member)

    client.post(reverse("switch-membership"), {"membership": other.pk})
    page = client.get("/organization/")

    assert page.context["membership"] == other


def test_nobody_switches_into_a_foreign_role():
    answer = client_of(curator()).post(reverse("switch-membership"), {"membership": stranger().pk})

    assert answer.status_code == 404


def test_the_region_sees_those_who_lead_and_no_participant():
    curator(user__last_name="Видимова")
    mentor(user__last_name="Скрытова")

    page = client_of(regional()).get("/members/").content.decode()

    assert "Видимова" in page
    assert "Скрытова" not in page


@pytest.mark.parametrize("count", [1, 3, 60])
def test_the_list_of_people_takes_the_same_number_of_queries(count, django_assert_max_num_queries):
    client = client_of(curator())
    for _ in range(count):
        mentor()

    with django_assert_max_num_queries(8):
        client.get("/members/")


@pytest.mark.parametrize("typed", ["ёлкин", "ЕЛКИН", "Ёлкин"])
def test_the_search_speaks_russian(typed):
    from kernel.russian import search_key

    mentor(user__last_name="Ёлкин", user__search=search_key("Ёлкин Пётр"))

    page = client_of(curator()).get("/members/", {"q": typed})

    assert page.context["listing"].count == 1
