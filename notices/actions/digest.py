"""One letter a day for those who prefer it, at the hour of the school it is about."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Organization
from kernel.calendar import local_moment, today_in
from notices.actions.mailing import ATTEMPTS, CLAIM_LASTS
from notices.freshness import freshen
from notices.models import Notice
from notices.states import MailState

ONE_DAY = timedelta(days=1)

DeliverDigest = Callable[[list[Notice]], None]


def send_digests(*, now: datetime, deliver: DeliverDigest) -> None:
    """Send each person the notices that were due by the last digest hour, in one letter.

    What becomes due later waits for the next day, so a day has one letter. Delivered at least
    once; twice only if the sender dies between delivery and proof.
    """
    _leave_out_what_was_read()
    for pks in _by_recipient(_ripe(now)).values():
        send_digest(pks, now=now, deliver=deliver)


def send_digest(pks: Iterable[int], *, now: datetime, deliver: DeliverDigest) -> None:
    """Deliver one letter about the notices that this sender could claim."""
    claimed = [pk for pk in pks if _claim(pk, now=now)]
    if not claimed:
        return
    rows = Notice.objects.filter(pk__in=claimed)
    notices = list(rows.select_related("recipient", "organization").order_by("due_at", "pk"))
    try:
        said = [notice for notice in notices if freshen(notice, now)]
        if said:
            deliver(said)
    except Exception as trouble:  # noqa: BLE001 -- any trouble of delivery is kept and tried again
        _keep_trouble(claimed, trouble, now=now)
        return
    sent = rows.filter(pk__in=[notice.pk for notice in said])
    rows.exclude(pk__in=[notice.pk for notice in said]).update(mail_state=MailState.NONE)
    sent.update(mail_state=MailState.SENT, sent_at=now)


def digest_by_mail(notices: list[Notice]) -> None:
    """Hand the letter of the day to the mail server; the same letter has the same Message-ID."""
    count = len(notices)
    subject = ngettext("%(count)d notice of the day", "%(count)d notices of the day", count)
    lines = [_paragraph(notice) for notice in notices]
    domain = make_msgid().rpartition("@")[2].rstrip(">")
    EmailMessage(
        subject=subject % {"count": count},
        body="\n\n".join([*lines, _("All notices: %(url)s") % {"url": settings.SITE_URL}]),
        to=[notices[0].recipient.email],
        headers={"Message-ID": f"<digest-{notices[0].pk}-{notices[-1].pk}@{domain}>"},
    ).send()


def _paragraph(notice: Notice) -> str:
    link = f"{settings.SITE_URL}{notice.url}" if notice.url else ""
    parts = (notice.subject, notice.text, link)
    return "\n".join(part for part in parts if part)


def last_digest_hour(organization: Organization, now: datetime) -> datetime:
    """The latest moment, not after now, at which the school's clock showed its digest hour."""
    today = today_in(organization.time_zone, now)
    at = local_moment(today, organization.reminder_hour, organization.time_zone)
    if at <= now:
        return at
    return local_moment(today - ONE_DAY, organization.reminder_hour, organization.time_zone)


def _ripe(now: datetime) -> list[Notice]:
    """Keep what was due by the last digest hour of its organization and is not too late."""
    waiting = (
        Notice.objects.filter(mail_state=MailState.DIGEST, due_at__lte=now)
        .filter(Q(expires_at=None) | Q(expires_at__gte=now))
        .filter(Q(next_attempt_at=None) | Q(next_attempt_at__lte=now))
        .select_related("organization")
        .order_by("recipient_id", "due_at", "pk")
    )
    return [each for each in waiting if each.due_at <= last_digest_hour(each.organization, now)]


def _by_recipient(notices: Iterable[Notice]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for notice in notices:
        found[notice.recipient_id].append(notice.pk)
    return found


def _claim(pk: int, *, now: datetime) -> bool:
    """Take one notice into this letter. Columns of one table only: one caller ever wins."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_LASTS)
    waiting = Notice.objects.filter(free, pk=pk, mail_state=MailState.DIGEST)
    return waiting.update(claimed_at=now, attempt_count=F("attempt_count") + 1) == 1


def _keep_trouble(pks: list[int], trouble: Exception, *, now: datetime) -> None:
    rows = Notice.objects.filter(pk__in=pks)
    said = f"{type(trouble).__name__}: {trouble}"[:300]
    rows.filter(attempt_count__gte=ATTEMPTS).update(mail_state=MailState.GAVE_UP, trouble=said)
    rows.filter(attempt_count__lt=ATTEMPTS).update(
        claimed_at=None, next_attempt_at=now + timedelta(hours=1), trouble=said
    )


def _leave_out_what_was_read() -> None:
    """What was read in the bell meanwhile needs no letter."""
    Notice.objects.filter(mail_state=MailState.DIGEST, claimed_at=None).exclude(
        read_at=None
    ).update(mail_state=MailState.NONE)
