"""The second factor: demanded of a role, set up, used, encrypted, taken away when lost."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.test import Client
from django.urls import reverse

from accounts.states import Role
from kernel.models import JournalEntry
from tests.people import PASSWORD, client_of, curator, director, mentor, the_region, the_school

pytestmark = pytest.mark.django_db

SET_UP = "/me/second-factor/on/"


def code_of(secret, shift=0):
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30 + shift))


def set_up(client):
    secret = client.get(SET_UP).context["form"].secret
    answer = client.post(SET_UP, {"code": code_of(secret)})
    assert answer.status_code == 302
    return secret


def demand(organization, *roles):
    organization.second_factor_roles = list(roles)
    organization.save()


def test_a_demanded_factor_is_set_up_before_anything_else():
    demand(the_school(), Role.CURATOR)
    client = client_of(curator())

    assert client.get("/members/")["Location"] == SET_UP
    set_up(client)
    assert client.get("/members/").status_code == 200


def test_setting_it_up_and_switching_it_off_stand_in_the_journal():
    client = client_of(curator())

    set_up(client)
    client.post("/me/second-factor/off/")

    verbs = JournalEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["set_up_second_factor", "switch_off_second_factor"]


def test_the_region_may_demand_it_of_all_below():
    demand(the_region(), Role.DIRECTOR)

    assert client_of(director()).get("/members/")["Location"] == SET_UP


def test_other_roles_are_not_asked():
    demand(the_school(), Role.CURATOR)

    assert client_of(mentor()).get("/me/").status_code == 200
    assert client_of(director()).get("/members/").status_code == 200


def test_with_the_factor_the_password_alone_opens_nothing():
    member = curator(user__username="olga")
    secret = set_up(client_of(member))
    client = Client()

    first = client.post("/sign-in/", {"login": "olga", "password": PASSWORD})
    assert first["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get("/members/").status_code == 302
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.status_code == 422
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret, shift=1)})

    assert client.get("/members/").status_code == 200


def test_a_spare_code_opens_once():
    member = curator(user__username="olga")
    owner = client_of(member)
    set_up(owner)
    spare = owner.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]

    answers = []
    for _ in range(2):
        client = Client()
        client.post("/sign-in/", {"login": "olga", "password": PASSWORD})
        answers.append(client.post(reverse("mfa_authenticate"), {"code": spare}).status_code)

    assert answers == [302, 422]


def test_the_same_code_opens_once():
    member = curator(user__username="olga")
    secret = set_up(client_of(member))
    code = code_of(secret, shift=1)

    answers = []
    for _ in range(2):
        client = Client()
        client.post("/sign-in/", {"login": "olga", "password": PASSWORD})
        answers.append(client.post(reverse("mfa_authenticate"), {"code": code}).status_code)

    assert answers == [302, 422]


def test_the_secret_does_not_stand_in_the_database():
    secret = set_up(client_of(curator()))

    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP).data

    assert secret not in str(kept)


def test_a_lost_factor_is_switched_off_by_the_director_and_told():
    member = curator(user__email="olga@example.org")
    set_up(client_of(member))

    answer = client_of(director()).post(reverse("reset-second-factor", args=[member.pk]))

    assert answer.status_code == 302
    assert not Authenticator.objects.filter(user=member.user).exists()
