"""A forgotten password, a changed one."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.actions import letters as outbox
from accounts.letters import deliver
from accounts.models import Letter
from tests.people import PASSWORD, client_of, curator

pytestmark = pytest.mark.django_db

FORGOTTEN = "/password/forgotten/"
NEW = "тихая-сова-на-сосне"


def the_link(settings):
    """Send what is owed and read the link of the last letter."""
    outbox.sweep(now=timezone.now(), deliver=deliver)
    found = re.search(r"https?://\S+/password/new/\S+", mail.outbox[-1].body)
    assert found.group().startswith(settings.SITE_URL)
    return found.group().removeprefix(settings.SITE_URL)


def ask_for_a_link(address):
    return Client().post(FORGOTTEN, {"email": address})


def test_known_and_unknown_addresses_are_answered_alike():
    curator(user__email="olga@example.org")

    known, unknown = ask_for_a_link("olga@example.org"), ask_for_a_link("nobody@example.org")

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert Letter.objects.count() == 1


def test_the_letter_is_not_sent_inside_the_request():
    curator(user__email="olga@example.org")

    ask_for_a_link("olga@example.org")

    assert mail.outbox == []


def test_the_link_survives_a_scanner_and_works_once_by_post(settings):
    olga = curator(user__username="olga", user__email="olga@example.org")
    ask_for_a_link("olga@example.org")
    link = the_link(settings)
    Client().get(link, follow=True)  # the scanner of the mail server

    person = Client()
    page = person.get(link, follow=True)
    there = page.redirect_chain[-1][0]
    person.post(there, {"password1": NEW, "password2": NEW})

    olga.user.refresh_from_db()
    assert olga.user.check_password(NEW)
    again = Client().get(link, follow=True)
    assert "Ссылка не действует" in again.content.decode()


def test_a_link_with_one_letter_changed_is_dead(settings):
    curator(user__email="olga@example.org")
    ask_for_a_link("olga@example.org")
    link = the_link(settings)[:-2] + "x/"

    page = Client().get(link, follow=True)

    assert "Ссылка не действует" in page.content.decode()


@pytest.mark.parametrize("simple", ["1234567890", "password123", "korotko"])
def test_a_simple_password_is_refused_in_russian(simple):
    client = client_of(curator())

    answer = client.post(
        "/me/password/",
        {"oldpassword": PASSWORD, "password1": simple, "password2": simple},
    )

    assert answer.status_code == 422
    assert "ароль" in answer.content.decode()


def test_a_change_of_password_ends_the_other_sessions_and_is_told():
    member = curator(user__email="olga@example.org")
    here, there = client_of(member), client_of(member)

    here.post("/me/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert there.get("/members/").status_code == 302
    assert list(Letter.objects.values_list("kind", "address")) == [
        ("password_changed", "olga@example.org")
    ]
