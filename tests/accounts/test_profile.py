"""One's own account: e-mail, sessions, no role."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import letters as outbox
from accounts.letters import deliver
from accounts.models import Letter, User
from tests.people import PASSWORD, UserFactory, client_of, curator

pytestmark = pytest.mark.django_db


def signed_in_by_password(username):
    client = Client()
    client.post("/sign-in/", {"login": username, "password": PASSWORD})
    return client


def confirm_link():
    outbox.sweep(now=timezone.now(), deliver=deliver)
    return re.search(r"https?://[^/]+(/e/\S+)", mail.outbox[-1].body).group(1)


def test_the_e_mail_changes_when_the_new_address_confirms_itself():
    member = curator(user__email="old@example.org")
    client_of(member).post("/me/email/", {"email": "New@example.org"})
    link = confirm_link()

    Client().get(link)
    member.user.refresh_from_db()
    assert member.user.email == "old@example.org"
    Client().post(link)
    member.user.refresh_from_db()

    assert member.user.email == "new@example.org"
    assert Letter.objects.filter(kind="email_changed", address="old@example.org").exists()
    assert Client().post(link).status_code == 410


def test_a_taken_e_mail_is_said():
    curator(user__email="taken@example.org")

    answer = client_of(curator()).post("/me/email/", {"email": "taken@example.org"})

    assert answer.status_code == 422


@pytest.mark.parametrize("typed", ["a@b", "a b@c.ru", "a@b.ru\nBcc: x@y.ru", "x" * 400 + "@y.ru"])
def test_what_is_no_e_mail_is_said(typed):
    assert client_of(curator()).post("/me/email/", {"email": typed}).status_code == 422


def test_one_sees_and_ends_ones_sessions():
    member = curator(user__username="olga")
    here, there = signed_in_by_password("olga"), signed_in_by_password("olga")
    page = here.get("/me/sessions/")
    other = next(
        line.session
        for line in page.context["sessions"]
        if line.session.session_key != here.session.session_key
    )

    here.post(reverse("end-session", args=[other.pk]))

    assert len(page.context["sessions"]) == 2
    assert there.get("/me/").status_code == 302
    assert here.get("/me/").status_code == 200
    assert member.user.is_active


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0", "Firefox, Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130.0 YaBrowser/25", "Яндекс Браузер, Android"),
        ("curl/8.1", "curl/8.1"),
    ],
)
def test_a_session_is_named_by_its_browser_and_system(agent, device):
    curator(user__username="olga")
    client = Client(headers={"user-agent": agent})
    client.post("/sign-in/", {"login": "olga", "password": PASSWORD})

    [line] = client.get("/me/sessions/").context["sessions"]

    assert line.device == device


def test_nobody_ends_the_session_of_another():
    curator(user__username="olga")
    curator(user__username="ivan")
    olga, ivan = signed_in_by_password("olga"), signed_in_by_password("ivan")
    session = olga.get("/me/sessions/").context["sessions"][0].session

    assert ivan.post(reverse("end-session", args=[session.pk])).status_code == 404
    assert olga.get("/me/").status_code == 200


def test_one_signs_out_everywhere():
    curator(user__username="olga")
    here, there = signed_in_by_password("olga"), signed_in_by_password("olga")

    here.post(reverse("sign-out-everywhere"))

    assert [one.get("/me/").status_code for one in (here, there)] == [302, 302]


def test_somebody_without_a_role_is_told_so_and_may_leave():
    user = UserFactory(username="olga")
    client = signed_in_by_password("olga")

    page = client.get("/", follow=True)

    assert "Действующей роли нет" in page.content.decode()
    assert client.post(reverse("sign-out")).status_code == 302
    assert User.objects.get(pk=user.pk).is_active


def test_the_person_chooses_the_language():
    client = client_of(curator(user__language="en"))

    assert "My profile" in client.get("/me/").content.decode()


def test_signed_in_pages_are_not_stored():
    answer = client_of(curator()).get("/me/")

    assert "no-store" in answer["Cache-Control"]
