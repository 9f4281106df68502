"""Promise notices, deliver them, mark them read."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from email.utils import make_msgid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from kernel import journal
from kernel.actors import Actor
from kernel.jobs import JobFinished
from kernel.refusals import Refusal
from kernel.states import JobState
from kernel.wake import wake
from notices.models import Notice, NoticePreference
from notices.states import Delivery, MailState

CLAIM_LASTS = timedelta(minutes=10)
ATTEMPTS = 8

Deliver = Callable[[Notice], None]
DeliverDigest = Callable[[Sequence[Notice]], None]


class NothingToRetry(Refusal):
    """The letter is not one that was given up."""


@transaction.atomic
def owe(
    *,
    kind: str,
    to: User | Iterable[User],
    organization: Organization | int,
    subject: str,
    text: str = "",
    url: str = "",
    key: str,
    now: datetime,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
    email: bool = True,
) -> None:
    """Promise a notice to each recipient; promised again with the same key, it stays one.

    It is in the bell from `due_at` on (at once when not given); e-mail follows the preference.
    """
    recipients = [to] if isinstance(to, User) else list(to)
    how = dict(
        NoticePreference.objects.filter(user__in=recipients).values_list("user_id", "delivery")
    )
    organization_id = organization if isinstance(organization, int) else organization.pk
    Notice.objects.bulk_create(
        [
            Notice(
                recipient=user,
                organization_id=organization_id,
                kind=kind,
                key=key,
                subject=subject[:200],
                text=text,
                url=url,
                due_at=due_at or now,
                expires_at=expires_at,
                mail_state=_mail_state(user, how.get(user.pk, Delivery.AT_ONCE), email=email),
            )
            for user in recipients
            if user.is_active
        ],
        ignore_conflicts=True,
    )
    wake("notices.sweep_notices")


def _mail_state(user: User, delivery: str, *, email: bool) -> MailState:
    if not email or not user.email or delivery == Delivery.NEVER:
        return MailState.NONE
    return MailState.DIGEST if delivery == Delivery.DIGEST else MailState.OWED


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
def read_notice(notice: Notice, *, by: Actor, now: datetime) -> None:
    """The recipient has opened it."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=now)


@transaction.atomic
def read_all(*, recipient: User, by: Actor, now: datetime) -> None:
    """The recipient has seen all that are due."""
    Notice.objects.filter(recipient=recipient).due(now).unread().update(read_at=now)


@transaction.atomic
def choose_delivery(*, user: User, by: Actor, delivery: Delivery) -> None:
    """The person chooses how to be told; from now on."""
    NoticePreference.objects.update_or_create(user=user, defaults={"delivery": delivery})


@transaction.atomic
def retry_mail(notice_id: int, *, by: Actor, now: datetime) -> None:
    """Owe a letter again that was given up: the trouble is mended."""
    given_up = Notice.objects.filter(pk=notice_id, mail_state=MailState.GAVE_UP)
    if not given_up.update(
        mail_state=MailState.OWED, attempt_count=0, next_attempt_at=now, claimed_at=None
    ):
        raise NothingToRetry(_("This letter waits or has been sent: there is nothing to retry."))
    journal.record("retry_mail", Notice.objects.get(pk=notice_id), by=by)
    wake("notices.sweep_notices")


def send_digests(*, now: datetime, deliver: DeliverDigest) -> None:
    """Send one letter a day with all that a person asked to get together.

    It goes at the reminder hour of the organization's own time zone, once: the notices in it are
    claimed by one UPDATE first, and a failure puts them back.
    """
    waiting = Notice.objects.due(now).filter(mail_state=MailState.DIGEST)
    for recipient_id in set(waiting.values_list("recipient_id", flat=True)):
        mine = list(
            waiting.filter(recipient_id=recipient_id)
            .select_related("recipient", "organization")
            .order_by("due_at", "pk")
        )
        if mine and _is_digest_hour(mine[0].organization, now):
            _send_digest(mine, now=now, deliver=deliver)


def _is_digest_hour(organization: Organization, now: datetime) -> bool:
    return now.astimezone(ZoneInfo(organization.time_zone)).hour == organization.reminder_hour


def _send_digest(mine: list[Notice], *, now: datetime, deliver: DeliverDigest) -> None:
    those = Notice.objects.filter(pk__in=[notice.pk for notice in mine])
    free = those.filter(Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_LASTS))
    if free.filter(mail_state=MailState.DIGEST).update(claimed_at=now) != len(mine):
        return
    try:
        deliver(mine)
    except Exception as trouble:  # noqa: BLE001 -- any trouble of delivery is kept and tried again
        those.update(claimed_at=None, trouble=f"{type(trouble).__name__}: {trouble}"[:300])
        return
    those.update(mail_state=MailState.SENT, sent_at=now)


def digest_by_mail(notices: Sequence[Notice]) -> None:
    """Hand one letter with several notices to the mail server."""
    lines = [
        f"— {notice.subject}\n  {settings.SITE_URL}{notice.url}".rstrip() for notice in notices
    ]
    EmailMessage(
        subject=_("Mentoring: what is new today"),
        body="\n\n".join(lines),
        to=[notices[0].recipient.email],
    ).send()


def tell_job_finished(event: JobFinished) -> None:
    """Tell the one who started long work that it is finished. Runs in its transaction."""
    job = event.job
    if job.started_by is None or job.tenant_id is None:
        return
    done = job.state == JobState.DONE
    owe(
        kind="job",
        to=job.started_by,
        organization=job.tenant_id,
        subject=_("Ready: %(title)s") % {"title": job.title}
        if done
        else _("Not done: %(title)s") % {"title": job.title},
        text=job.error,
        url=reverse("job", args=[job.pk]),
        key=str(job.pk),
        now=job.finished_at or timezone.now(),
        email=False,
    )
