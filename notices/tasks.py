"""Celery's door to the notices."""

from datetime import timedelta
from typing import Any

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from notices import actions, mailbox


@shared_task(name="notices.sweep_notices")
def sweep_notices(**_: Any) -> None:
    """Send whatever e-mail is owed."""
    actions.sweep(now=timezone.now(), deliver=actions.by_mail)
    actions.send_digests(now=timezone.now(), deliver=actions.digest_by_mail)


@shared_task(name="notices.forget_letters")
def forget_letters(**_: Any) -> None:
    """Remove the files of letters that nobody needs to read any more."""
    mailbox.forget_before(timezone.now() - timedelta(days=settings.KEEP_LETTERS_DAYS))
