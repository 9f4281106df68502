"""How long one stays signed in, and what becomes of what was typed when it was over."""

import time

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from kernel.models import JournalEntry
from tests.people import PASSWORD, MembershipFactory, client_of, curator, director, mentee, mentor

pytestmark = pytest.mark.django_db

MINUTE, HOUR = 60, 3600
HOME, PROFILE = "/", "/me/"
TYPED = {
    "last_name": "Ольхова",
    "first_name": "Анна",
    "phone": "+7 900 000-00-00",
    "language": "ru",
}


@pytest.fixture
def later(monkeypatch):
    """`later(seconds)` lets time pass for sign-ins and cookies."""
    passed = 0.0
    real = time.time

    def move(seconds):
        nonlocal passed
        passed += seconds

    monkeypatch.setattr(time, "time", lambda: real() + passed)
    return move


def is_in(client):
    return client.get(PROFILE).status_code == 200


def by_password(member):
    client = Client()
    client.post("/sign-in/", {"login": member.user.username, "password": PASSWORD})
    return client


@pytest.mark.parametrize(
    ("maker", "minutes", "stays"),
    [
        (curator, 29, True),
        (curator, 31, False),
        (mentee, 31, False),
        (mentor, 31, True),
        (mentor, 121, False),
    ],
)
def test_who_sees_many_people_may_be_away_for_half_an_hour_who_is_at_home_for_two(
    maker, minutes, stays, later
):
    client = client_of(maker())

    later(minutes * MINUTE)

    assert is_in(client) is stays


def test_the_strictest_of_several_roles_decides(later):
    member = mentor()
    MembershipFactory(user=member.user, organization=member.organization, role="director")
    client = client_of(member)

    later(31 * MINUTE)

    assert not is_in(client)


def test_every_page_begins_the_half_hour_anew(later):
    client = client_of(curator())

    for _visit in range(4):
        later(20 * MINUTE)
        assert is_in(client)


def test_after_twelve_hours_the_password_is_asked_for_however_busy_one_was(later):
    client = client_of(mentor())
    for _visit in range(13):
        later(55 * MINUTE)
        assert is_in(client)

    later(10 * MINUTE)

    assert not is_in(client)


def test_the_limits_are_settings(later, settings):
    settings.SESSION_IDLE_MINUTES = 5
    client = client_of(curator())

    later(6 * MINUTE)

    assert not is_in(client)


def test_a_stolen_session_without_the_moment_of_its_last_page_is_over(later):
    client = client_of(curator())
    later(20 * MINUTE)
    client.get(HOME)
    thief = Client()
    thief.cookies["sessionid"] = client.cookies["sessionid"].value

    later(20 * MINUTE)

    assert not is_in(thief)


def test_a_moment_written_by_oneself_is_worth_nothing(later):
    client = client_of(curator())
    later(31 * MINUTE)
    client.cookies["seen"] = str(int(time.time()))

    assert not is_in(client)


def test_the_door_says_why_and_leads_back(later):
    client = client_of(curator())
    later(31 * MINUTE)

    door = client.get("/members/", follow=True)

    assert door.redirect_chain == [("/sign-in/?next=/members/", 302)]
    assert "Вход был закрыт" in door.content.decode()


def test_a_public_page_is_shown_to_who_was_signed_out(later):
    client = client_of(curator())
    later(31 * MINUTE)

    assert client.get("/password/forgotten/").status_code == 200


def test_the_end_stands_in_the_journal_and_the_session_leaves_the_list(later):
    member = curator()
    client = by_password(member)
    later(31 * MINUTE)

    client.get(HOME)
    again = by_password(member)

    assert JournalEntry.objects.get(verb="session_over").details["why"] == "idle"
    assert len(again.get("/me/sessions/").context["sessions"]) == 1


def test_what_was_typed_is_sent_again_after_the_sign_in(later):
    member = curator()
    client = client_of(member)
    later(31 * MINUTE)

    door = client.post(PROFILE, TYPED)
    client.post(
        door["Location"],
        {"login": member.user.username, "password": PASSWORD, "next": "/sign-in/kept/"},
    )
    kept = client.get(reverse("kept-form"))
    fields = dict(kept.context["kept"].fields)
    answer = client.post(reverse("kept-form"), fields)
    client.post(answer["Location"], fields)

    assert door["Location"] == "/sign-in/?next=/sign-in/kept/"
    assert (fields, answer.status_code, answer["Location"]) == (TYPED, 307, PROFILE)
    assert User.objects.get(pk=member.user_id).last_name == "Ольхова"


def test_somebody_else_who_comes_in_is_shown_nothing_of_it(later):
    client = client_of(curator())
    other = director()
    later(31 * MINUTE)
    client.post(PROFILE, TYPED)

    client.post("/sign-in/", {"login": other.user.username, "password": PASSWORD})
    answer = client.get(reverse("kept-form"))

    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_password_is_never_kept(later):
    client = client_of(curator())
    later(31 * MINUTE)

    client.post("/me/password/", {"oldpassword": PASSWORD, "password1": "новый-пароль-1"})

    assert client.session["kept_form"]["said"] == ""


def test_a_form_of_somebody_unknown_is_not_kept_and_leads_back_to_its_page():
    answer = Client().post(PROFILE, TYPED, headers={"referer": "http://testserver/members/7/"})

    assert answer["Location"] == "/sign-in/?next=/members/7/"


def test_a_script_that_saves_is_told_so_and_does_not_take_the_door_for_an_answer(later):
    client = client_of(mentee())
    later(31 * MINUTE)

    saved = client.post(PROFILE, TYPED, headers={"x-autosave": "1"})
    sent = client.post(PROFILE, TYPED)

    assert saved.status_code == 401
    assert sent["Location"] == "/sign-in/?next=/sign-in/kept/"


def test_a_part_of_a_page_is_not_filled_with_the_door(later):
    client = client_of(curator())
    later(31 * MINUTE)

    answer = client.get(
        "/members/",
        headers={"hx-request": "true", "hx-current-url": "http://testserver/members/?q=a"},
    )

    assert answer["HX-Redirect"] == "/sign-in/?next=/members/%3Fq%3Da"
