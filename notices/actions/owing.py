"""Promise notices: in the bell at once or at their hour, by e-mail as each person prefers."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organization, User
from kernel.jobs import JobFinished
from kernel.states import JobState
from kernel.wake import wake
from notices.models import Notice, NoticePreference
from notices.states import Delivery, MailState


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
