"""Notices: owed once, claimed once, proven or given up; read by their recipient."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from notices import actions
from notices.models import Notice
from notices.states import Delivery, MailState
from tests import people

pytestmark = pytest.mark.django_db

# Half past nine at the school, an hour and a half after its digest hour.
NOW = datetime(2026, 10, 20, 6, 30, tzinfo=UTC)


def owed(to=None, key="1", **facts):
    """A notice of the curator that was owed at NOW."""
    recipient = to or people.curator().user
    actions.owe(
        kind="test",
        to=recipient,
        organization=people.the_school(),
        subject="Пора",
        key=key,
        **{"now": NOW, **facts},
    )
    return Notice.objects.get(recipient=recipient, kind="test", key=key)


def refusing(_notice):
    """A mail server that is away."""
    raise OSError("away")


def test_a_notice_owed_twice_is_one():
    user = people.curator().user

    owed(user)
    owed(user)

    assert Notice.objects.count() == 1


def test_only_one_sender_claims_a_letter():
    notice = owed()

    claimed = [actions.claim(notice.pk, now=NOW), actions.claim(notice.pk, now=NOW)]

    assert claimed == [True, False]


def test_a_letter_is_sent_once():
    owed()

    for _sweep in range(2):
        actions.sweep(now=NOW, deliver=actions.by_mail)

    assert [letter.subject for letter in mail.outbox] == ["Пора"]
    assert Notice.objects.get().mail_state == MailState.SENT


def test_a_failed_letter_is_tried_again_later_and_later():
    owed()

    actions.sweep(now=NOW, deliver=refusing)
    actions.sweep(now=NOW + timedelta(minutes=1), deliver=actions.by_mail)
    too_early = len(mail.outbox)
    actions.sweep(now=NOW + timedelta(hours=1), deliver=actions.by_mail)

    assert (too_early, len(mail.outbox)) == (0, 1)


def test_a_letter_that_keeps_failing_is_given_up_with_its_trouble():
    owed()

    for day in range(12):
        actions.sweep(now=NOW + timedelta(days=day), deliver=refusing)

    notice = Notice.objects.get()
    assert (notice.mail_state, notice.attempt_count) == (MailState.GAVE_UP, 8)
    assert "away" in notice.trouble


def test_one_bad_letter_does_not_stop_the_rest():
    owed(key="1")
    owed(people.director().user, key="2")
    sent = []

    def choosy(notice):
        if notice.key == "1":
            raise OSError("away")
        sent.append(notice.key)

    actions.sweep(now=NOW, deliver=choosy)

    assert sent == ["2"]


def test_a_letter_that_is_too_late_is_not_sent():
    owed(expires_at=NOW + timedelta(hours=1))

    actions.sweep(now=NOW + timedelta(hours=2), deliver=actions.by_mail)

    assert mail.outbox == []
    assert Notice.objects.get().mail_state == MailState.GAVE_UP


def test_a_letter_waits_for_its_hour():
    owed(due_at=NOW + timedelta(hours=3))

    actions.sweep(now=NOW, deliver=actions.by_mail)

    assert mail.outbox == []


def test_who_wants_no_letters_sees_only_the_bell():
    member = people.curator()
    actions.choose_delivery(user=member.user, by=member, delivery=Delivery.NEVER)

    assert owed(member.user).mail_state == MailState.NONE


def test_who_wants_one_letter_a_day_gets_one_at_the_hour():
    member = people.curator()
    actions.choose_delivery(user=member.user, by=member, delivery=Delivery.DIGEST)
    owed(member.user, "1", now=NOW - timedelta(hours=2))
    owed(member.user, "2", now=NOW - timedelta(hours=1))
    owed(member.user, "3", now=NOW)

    for minute in range(3):
        actions.send_digests(now=NOW + timedelta(minutes=minute), deliver=actions.digest_by_mail)
    today = len(mail.outbox)
    actions.send_digests(now=NOW + timedelta(days=1), deliver=actions.digest_by_mail)

    assert (today, len(mail.outbox)) == (1, 2)
    assert Notice.objects.filter(mail_state=MailState.SENT).count() == 3


def test_opening_a_notice_marks_it_read_and_leads_on(sign_in):
    member = people.curator()
    notice = owed(member.user, url=reverse("reports"))

    answer = sign_in(member).post(reverse("open-notice", args=[notice.pk]))

    notice.refresh_from_db()
    assert answer.url == reverse("reports")
    assert notice.read_at is not None


def test_all_that_is_due_is_marked_read_at_once(sign_in):
    member = people.curator()
    owed(member.user, "1")
    owed(member.user, "2", due_at=timezone.now() + timedelta(days=400))

    sign_in(member).post(reverse("read-all-notices"))

    assert [one.key for one in Notice.objects.filter(read_at=None)] == ["2"]


def test_the_administrator_tries_a_letter_again(sign_in):
    notice = owed()
    Notice.objects.filter(pk=notice.pk).update(mail_state=MailState.GAVE_UP, attempt_count=8)

    sign_in(people.admin()).post(reverse("retry-mail", args=[notice.pk]))

    notice.refresh_from_db()
    assert (notice.mail_state, notice.attempt_count) == (MailState.OWED, 0)


def test_a_letter_that_was_sent_is_not_tried_again(sign_in):
    notice = owed()
    actions.sweep(now=NOW, deliver=actions.by_mail)

    answer = sign_in(people.admin()).post(reverse("retry-mail", args=[notice.pk]))

    assert answer.status_code == 409
