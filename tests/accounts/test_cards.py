"""Class cards: a QR link and a PIN."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions.cards import make_card, revoke_card
from accounts.actions.users import ensure_pupil_user
from accounts.models import Card
from kernel.models import JournalEntry
from kernel.russian import PersonName
from tests.people import class_teacher, client_of, curator, mentee, stranger, the_school

pytestmark = pytest.mark.django_db


def a_card(pupil=None):
    pupil = pupil or mentee()
    return make_card(user=pupil.user, organization=pupil.organization, by=None, now=timezone.now())


def wrong(pin):
    return f"{(int(pin) + 1) % 1_000_000:06d}"


def test_the_link_and_the_pin_let_a_pupil_in_for_two_hours():
    _card, token, pin = a_card()
    client = Client()

    answer = client.post(f"/c/{token}/", {"pin": pin})

    assert answer["Location"] == "/"
    assert client.get("/me/").status_code == 200
    assert 7190 <= client.session.get_expiry_age() <= 7200


def test_the_page_says_no_name_before_the_pin():
    _card, token, _pin = a_card(mentee(user__last_name="Канарейкина"))

    assert "Канарейкина" not in Client().get(f"/c/{token}/").content.decode()


def test_five_wrong_pins_close_this_card_and_no_other_behind_the_address():
    _card, token, pin = a_card()
    _other, other_token, other_pin = a_card()
    for _ in range(4):
        assert Client().post(f"/c/{token}/", {"pin": wrong(pin)}).status_code == 422

    assert Client().post(f"/c/{token}/", {"pin": wrong(pin)}).status_code == 429
    assert Client().post(f"/c/{token}/", {"pin": pin}).status_code == 429
    assert Client().post(f"/c/{other_token}/", {"pin": other_pin}).status_code == 302
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert Client().post(f"/c/{token}/", {"pin": pin}).status_code == 302


def test_thirty_pupils_come_in_from_one_address():
    made = [a_card() for _ in range(30)]

    answers = [Client().post(f"/c/{token}/", {"pin": pin}) for _card, token, pin in made]

    assert {answer.status_code for answer in answers} == {302}


def test_a_new_card_replaces_the_former_one():
    pupil = mentee()
    _old, old_token, old_pin = a_card(pupil)
    a_card(pupil)

    assert Client().post(f"/c/{old_token}/", {"pin": old_pin}).status_code == 410


def test_a_card_taken_back_opens_nothing():
    card, token, pin = a_card()
    revoke_card(card, by=None, now=timezone.now())

    assert Client().post(f"/c/{token}/", {"pin": pin}).status_code == 410


@pytest.mark.parametrize("token", ["x", "A" * 24, "0" * 400])
def test_an_unknown_link_is_404(token):
    assert Client().get(f"/c/{token}/").status_code == 404


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６"])
def test_what_is_no_pin_is_said(typed):
    _card, token, _pin = a_card()

    assert Client().post(f"/c/{token}/", {"pin": typed}).status_code == 422


def test_neither_token_nor_pin_stand_in_the_database():
    _card, token, pin = a_card()

    with connection.cursor() as cursor:
        cursor.execute("SELECT token_digest, pin_hash FROM accounts_card")
        kept = str(cursor.fetchall())

    assert token not in kept
    assert pin not in kept


def test_uses_and_failures_stand_in_the_journal():
    card, token, pin = a_card()
    Client().post(f"/c/{token}/", {"pin": wrong(pin)})
    Client().post(f"/c/{token}/", {"pin": pin})

    lines = JournalEntry.objects.filter(subject=f"accounts.card:{card.pk}").order_by("pk")

    assert list(lines.values_list("verb", flat=True)) == ["make_card", "sign_in_failed", "sign_in"]


def test_a_curator_prints_the_sheet_and_its_pin_works():
    pupil = mentee(user__last_name="Синицын", class_name="7А")

    sheet = client_of(curator()).post(reverse("print-cards"), {"pk": [pupil.pk]})

    [card] = sheet.context["cards"]
    assert "Синицын" in sheet.content.decode()
    path = card.link.split("/c/")[1]
    assert Client().post(f"/c/{path}", {"pin": card.pin}).status_code == 302


def test_the_sheet_is_also_a_pdf():
    pupil = mentee()

    answer = client_of(curator()).post(reverse("print-cards"), {"pk": [pupil.pk], "as": "pdf"})

    assert answer.content.startswith(b"%PDF")


def test_one_foreign_pupil_among_the_chosen_refuses_the_whole():
    own, foreign = mentee(), mentee(school=stranger().organization)

    answer = client_of(curator()).post(reverse("print-cards"), {"pk": [own.pk, foreign.pk]})

    assert answer.status_code == 404
    assert not Card.objects.exists()


def test_a_class_teacher_prints_for_the_own_class_only():
    own, other = mentee(class_name="7А"), mentee(class_name="8Б")
    client = client_of(class_teacher())

    assert client.post(reverse("print-cards"), {"pk": [own.pk]}).status_code == 200
    assert client.post(reverse("print-cards"), {"pk": [other.pk]}).status_code == 404


def test_a_pupil_gets_an_account_without_e_mail_once():
    name = PersonName("Щукина", "Яна", "Олеговна")
    facts = {
        "organization": the_school(),
        "by": None,
        "today": timezone.now().date(),
        "class_name": "5А",
    }

    user = ensure_pupil_user(name, **facts)
    again = ensure_pupil_user(name, user=user, **facts)

    assert user == again
    assert user.username.startswith("schukina-")
    assert user.memberships.get().class_name == "5А"
    assert not user.has_usable_password()
