"""A letter is owed, claimed, proven: sent once, tried again after trouble, given up visibly."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions.letters import ATTEMPTS, claim, owe_letter, send, sweep
from accounts.models import Letter
from accounts.states import LetterKind
from tests.people import curator

pytestmark = pytest.mark.django_db


def a_letter():
    member = curator(user__email="olga@example.org")
    return owe_letter(
        LetterKind.PASSWORD_RESET,
        to="olga@example.org",
        user=member.user,
        by=None,
        now=timezone.now(),
    )


def refuse(letter):
    raise ConnectionError("the mail server is away")


def test_a_letter_is_sent_once():
    a_letter()
    sent = []

    sweep(now=timezone.now(), deliver=sent.append)
    sweep(now=timezone.now(), deliver=sent.append)

    assert len(sent) == 1


def test_only_one_sender_gets_the_letter():
    letter, now = a_letter(), timezone.now()

    assert [claim(letter.pk, now=now), claim(letter.pk, now=now)] == [True, False]


def test_a_claim_of_a_sender_that_died_is_taken_over():
    letter, now = a_letter(), timezone.now()
    claim(letter.pk, now=now)

    assert claim(letter.pk, now=now + timedelta(minutes=11))


def test_trouble_is_kept_and_tried_again_later():
    letter, now = a_letter(), timezone.now()
    send(letter.pk, now=now, deliver=refuse)
    sent = []

    sweep(now=now, deliver=sent.append)
    assert sent == []
    sweep(now=now + timedelta(hours=1), deliver=sent.append)

    assert len(sent) == 1
    assert "the mail server is away" in Letter.objects.get().trouble


def test_after_many_attempts_it_is_given_up_and_stays_visible():
    letter, now = a_letter(), timezone.now()
    for attempt in range(ATTEMPTS):
        send(letter.pk, now=now + timedelta(days=attempt), deliver=refuse)

    assert Letter.objects.get().gave_up_at is not None
