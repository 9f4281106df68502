"""Deliver the e-mail that is owed: claimed by one sender, proven, tried again, given up."""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from kernel import journal
from kernel.actors import Actor
from kernel.refusals import Refusal
from kernel.wake import wake
from notices.freshness import freshen
from notices.models import Notice
from notices.states import MailState

CLAIM_LASTS = timedelta(minutes=10)
ATTEMPTS = 8

Deliver = Callable[[Notice], None]


class NothingToRetry(Refusal):
    """Only a letter that was given up can be tried again."""


def claim(notice_id: int, *, now: datetime) -> bool:
    """Take the notice for this sender. Only one caller ever gets True.

    The conditions name columns of this table only: a join would become a subquery that
    PostgreSQL does not check again after waiting for a lock, and two senders would win.
    """
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_LASTS)
    ripe = Q(next_attempt_at=None) | Q(next_attempt_at__lte=now)
    owed = Notice.objects.filter(free, ripe, pk=notice_id, mail_state=MailState.OWED)
    return owed.update(claimed_at=now, attempt_count=F("attempt_count") + 1) == 1


def send(notice_id: int, *, now: datetime, deliver: Deliver) -> None:
    """Deliver one notice at least once; twice only if the sender dies between delivery and proof.

    Delivery stands outside any transaction. A failure is tried again later and later; after
    `ATTEMPTS` it is given up and stays visible to the administrator.
    """
    if not claim(notice_id, now=now):
        return
    claimed = Notice.objects.filter(pk=notice_id)
    notice = claimed.select_related("recipient", "organization").get()
    if notice.expires_at is not None and notice.expires_at < now:
        claimed.update(mail_state=MailState.GAVE_UP, trouble=_("Too late to be sent."))
        return
    try:
        if not freshen(notice, now):
            claimed.update(mail_state=MailState.NONE)
            return
        deliver(notice)
    except Exception as trouble:  # noqa: BLE001 -- any trouble of delivery is kept and tried again
        _keep_trouble(notice, trouble, now=now)
        return
    claimed.update(mail_state=MailState.SENT, sent_at=now)


def _keep_trouble(notice: Notice, trouble: Exception, *, now: datetime) -> None:
    spent = notice.attempt_count >= ATTEMPTS
    Notice.objects.filter(pk=notice.pk).update(
        claimed_at=None,
        mail_state=MailState.GAVE_UP if spent else MailState.OWED,
        next_attempt_at=now + timedelta(minutes=5 * 2**notice.attempt_count),
        trouble=f"{type(trouble).__name__}: {trouble}"[:300],
    )


def sweep(*, now: datetime, deliver: Deliver, most: int = 500) -> None:
    """Send whatever e-mail is owed by now, one by one: a bad one does not stop the rest."""
    for notice_id in list(Notice.objects.to_mail(now).values_list("pk", flat=True)[:most]):
        send(notice_id, now=now, deliver=deliver)


def by_mail(notice: Notice) -> None:
    """Hand one notice to the mail server. The same notice always carries the same Message-ID."""
    link = f"{settings.SITE_URL}{notice.url}" if notice.url else settings.SITE_URL
    body = f"{notice.text}\n\n{link}\n\n{notice.organization}"
    domain = make_msgid().rpartition("@")[2].rstrip(">")
    EmailMessage(
        subject=notice.subject,
        body=body.strip(),
        to=[notice.recipient.email],
        headers={"Message-ID": f"<notice-{notice.pk}@{domain}>"},
    ).send()


@transaction.atomic
def retry_mail(notice_id: int, *, by: Actor, now: datetime) -> None:
    """Owe a letter again that was given up: the trouble is mended."""
    given_up = Notice.objects.filter(pk=notice_id, mail_state=MailState.GAVE_UP)
    if not given_up.update(
        mail_state=MailState.OWED,
        attempt_count=0,
        next_attempt_at=now,
        claimed_at=None,
        expires_at=None,
    ):
        raise NothingToRetry(_("This letter waits or has been sent: there is nothing to retry."))
    journal.record("retry_mail", Notice.objects.get(pk=notice_id), by=by)
    wake("notices.sweep_notices")
