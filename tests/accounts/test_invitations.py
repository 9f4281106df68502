"""Personal links: who may send them to whom, and how they are used once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import letters as outbox
from accounts.actions.invitations import InvitationUsed, accept, invite
from accounts.actions.memberships import NotYours
from accounts.letters import deliver
from accounts.models import Invitation, Membership, User
from accounts.states import Role
from kernel.russian import PersonName
from tests import people
from tests.people import client_of, curator, the_municipality, the_neighbour, the_school

pytestmark = pytest.mark.django_db

NAME = PersonName("Лаптева", "Ольга", "Юрьевна")
STRONG = "тихая-сова-на-сосне"
MATRIX = {
    "regional": {Role.MUNICIPALITY, Role.DIRECTOR},
    "municipal": {Role.DIRECTOR},
    "director": {Role.CURATOR, Role.PSYCHOLOGIST, Role.CLASS_TEACHER},
    "curator": {Role.MENTOR, Role.MENTEE, Role.GUARDIAN, Role.PARTNER},
    "psychologist": set(),
    "class_teacher": set(),
    "mentor": set(),
    "mentee": set(),
    "guardian": set(),
    "admin": set(),
}


def invited(by=None, role=Role.MENTOR, organization=None, now=None, **facts):
    return invite(
        NAME,
        organization=organization or the_school(),
        role=role,
        by=by or curator(),
        now=now or timezone.now(),
        **facts,
    )


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("who", list(MATRIX))
def test_who_may_invite_whom(who, role):
    by = getattr(people, who)()
    place = the_municipality() if role == Role.MUNICIPALITY else the_school()

    if role in MATRIX[who]:
        invited(by=by, role=role, organization=place)
    else:
        with pytest.raises(NotYours):
            invited(by=by, role=role, organization=place)


def test_nobody_invites_into_another_school():
    with pytest.raises(NotYours):
        invited(organization=the_neighbour())


def test_a_municipality_does_not_reach_beyond_its_own():
    other = people.MunicipalityFactory()
    school = people.SchoolFactory(parent=other)

    with pytest.raises(NotYours):
        invited(by=people.municipal(), role=Role.DIRECTOR, organization=school)


def test_a_foreign_school_in_the_form_creates_nothing():
    client = client_of(curator())

    client.post(
        "/invitations/new/",
        {
            "last_name": "Лаптева",
            "first_name": "Ольга",
            "role": "mentor",
            "organization": the_neighbour().pk,
        },
    )

    assert {one.organization for one in Invitation.objects.all()} == {the_school()}


def test_the_form_refuses_a_role_that_is_not_offered():
    answer = client_of(curator()).post(
        "/invitations/new/", {"last_name": "Лаптева", "first_name": "Ольга", "role": "director"}
    )

    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_the_invited_chooses_a_login_and_a_password_and_acts_at_once():
    _invitation, token = invited(class_name="")
    client = Client()

    answer = client.post(
        f"/i/{token}/", {"login": "lapteva", "password": STRONG, "password_again": STRONG}
    )

    assert (answer.status_code, answer["Location"]) == (302, "/")
    user = User.objects.get(username="lapteva")
    assert user.name.full == "Лаптева Ольга Юрьевна"
    assert [one.role for one in user.memberships.all()] == ["mentor"]
    assert client.get("/me/").status_code == 200


def test_somebody_with_an_account_gets_one_more_role():
    member = people.psychologist()
    _invitation, token = invited(role=Role.CURATOR, by=people.director())

    client_of(member).post(f"/i/{token}/")

    assert set(member.user.memberships.values_list("role", flat=True)) == {
        "psychologist",
        "curator",
    }


def test_the_link_works_once():
    _invitation, token = invited()
    form = {"login": "lapteva", "password": STRONG, "password_again": STRONG}
    Client().post(f"/i/{token}/", form)

    again = Client().post(f"/i/{token}/", {**form, "login": "somebody"})

    assert again.status_code == 410
    assert "больше не действует" in again.content.decode()
    assert not User.objects.filter(username="somebody").exists()


def test_the_action_itself_refuses_the_second_one():
    invitation, _token = invited()
    now = timezone.now()
    accept(invitation, user=people.partner().user, now=now, today=now.date())

    with pytest.raises(InvitationUsed):
        accept(invitation, user=people.guardian().user, now=now, today=now.date())


def test_after_three_days_the_link_is_dead():
    _invitation, token = invited(now=timezone.now() - timedelta(hours=73))

    assert Client().get(f"/i/{token}/").status_code == 410


def test_a_withdrawn_link_is_dead_and_a_renewed_one_replaces_the_former():
    by = curator()
    client = client_of(by)
    first, first_token = invited(by=by)
    client.post(reverse("renew-invitation", args=[first.pk]))
    link = client.get(reverse("invitation", args=[first.pk])).context["link"]

    assert Client().get(f"/i/{first_token}/").status_code == 404
    fresh = link.split("/i/")[1]
    assert Client().get(f"/i/{fresh}").status_code == 200
    client.post(reverse("withdraw-invitation", args=[first.pk]))
    assert Client().get(f"/i/{fresh}").status_code == 410


def test_the_token_does_not_stand_in_the_database():
    _invitation, token = invited(email="olga@example.org")

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_invitation")
        kept = str(cursor.fetchall())
        cursor.execute("SELECT * FROM accounts_letter")
        kept += str(cursor.fetchall())

    assert token not in kept


def test_an_e_mail_carries_the_link(settings):
    _invitation, token = invited(email="olga@example.org")

    outbox.sweep(now=timezone.now(), deliver=deliver)

    [letter] = mail.outbox
    assert letter.to == ["olga@example.org"]
    assert f"{settings.SITE_URL}/i/{token}/" in letter.body


def test_a_taken_login_name_is_said_and_nothing_is_lost():
    people.partner(user__username="lapteva")
    _invitation, token = invited()

    answer = Client().post(
        f"/i/{token}/", {"login": "Lapteva", "password": STRONG, "password_again": STRONG}
    )

    assert answer.status_code == 422
    assert "Этот логин занят" in answer.content.decode()
    assert Invitation.objects.get().accepted_at is None
    assert not Membership.objects.filter(role="mentor").exists()
