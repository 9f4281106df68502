"""Coming in by e-mail or login name, and being kept out."""

import pytest
from django.test import Client
from django.urls import reverse

from kernel.models import JournalEntry
from tests.people import PASSWORD, client_of, curator, director, mentee

pytestmark = pytest.mark.django_db

SIGN_IN = "/sign-in/"


def try_to_sign_in(login, password=PASSWORD, client=None, **extra):
    return (client or Client()).post(SIGN_IN, {"login": login, "password": password}, **extra)


@pytest.mark.parametrize("typed", ["olga@example.org", "OLGA@example.org", "olga", "Olga"])
def test_one_comes_in_by_e_mail_or_by_login_name(typed):
    curator(user__username="olga", user__email="olga@example.org")

    answer = try_to_sign_in(typed)

    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_pupil_without_e_mail_comes_in_by_login_name():
    pupil = mentee(user__username="sova-40817")

    assert try_to_sign_in(pupil.user.username).status_code == 302


def test_unknown_wrong_and_blocked_are_answered_alike():
    curator(user__username="olga")
    director(user__username="ivan", user__is_active=False)

    answers = [
        try_to_sign_in("nobody"),
        try_to_sign_in("olga", "wrong"),
        try_to_sign_in("ivan"),
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    said = {tuple(answer.context["form"].non_field_errors()) for answer in answers}
    assert said == {("Неверные почта, логин или пароль.",)}


def test_five_failures_close_the_account_for_a_while_also_for_the_right_password():
    curator(user__username="olga", user__email="olga@example.org")
    for login in ["olga", "olga@example.org", "olga", "olga@example.org", "olga"]:
        assert try_to_sign_in(login, "wrong").status_code == 422

    answer = try_to_sign_in("olga")

    assert answer.status_code == 429
    assert "15 минут" in answer.content.decode()


def test_a_claimed_address_does_not_help_against_the_lock_out():
    curator(user__username="olga")
    for number in range(5):
        try_to_sign_in("olga", "wrong", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")

    assert try_to_sign_in("olga", HTTP_X_FORWARDED_FOR="10.9.9.9").status_code == 429


def test_others_behind_the_same_address_still_come_in():
    curator(user__username="olga")
    director(user__username="ivan")
    for _ in range(5):
        try_to_sign_in("olga", "wrong")

    assert try_to_sign_in("ivan").status_code == 302


def test_sign_ins_and_failures_stand_in_the_journal_of_the_organization():
    member = curator(user__username="olga")
    try_to_sign_in("olga", "wrong")
    try_to_sign_in("olga")

    lines = JournalEntry.objects.filter(tenant_id=member.organization_id)

    assert set(lines.values_list("verb", flat=True)) == {"sign_in_failed", "sign_in"}


@pytest.mark.parametrize(
    "evil", ["//evil.example", "https:evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_to_a_foreign_place(evil):
    curator(user__username="olga")

    answer = Client().post(SIGN_IN, {"login": "olga", "password": PASSWORD, "next": evil})

    assert answer["Location"] == "/"


def test_a_password_of_a_megabyte_is_refused_at_once():
    curator(user__username="olga")

    assert try_to_sign_in("olga", "a" * 1_000_000).status_code in {400, 422}


def test_after_sign_out_the_session_opens_nothing():
    client = client_of(curator())
    key = client.cookies["sessionid"].value

    client.post(reverse("sign-out"))
    client.cookies["sessionid"] = key

    assert client.get("/members/").status_code == 302


def test_sign_out_by_a_link_is_refused():
    assert client_of(curator()).get(reverse("sign-out")).status_code == 405


def test_the_demo_offers_a_button_for_each_person_and_lets_in(settings):
    member = curator(user__username="demo-curator")
    client = Client()

    assert "Войти как куратор" in client.get(SIGN_IN).content.decode()
    client.post(reverse("demo-sign-in"), {"membership": member.pk})

    assert client.get("/members/").status_code == 200


def test_outside_the_demo_there_are_no_buttons(settings):
    settings.DEMO = False
    member = curator(user__username="demo-curator")
    client = Client()

    assert "Войти как" not in client.get(SIGN_IN).content.decode()
    assert client.post(reverse("demo-sign-in"), {"membership": member.pk}).status_code == 404


def test_nobody_but_the_people_of_the_demo_is_behind_its_buttons():
    member = curator(user__username="olga")

    answer = Client().post(reverse("demo-sign-in"), {"membership": member.pk})

    assert answer.status_code == 404


def test_a_foreign_browser_language_does_not_change_the_page():
    page = Client().get(SIGN_IN, headers={"accept-language": "en-US"})

    assert page["Content-Language"] == "ru"
    assert "Забыли пароль?" in page.content.decode()
