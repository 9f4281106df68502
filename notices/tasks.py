"""Celery's door to the notices."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from notices import actions


@shared_task(name="notices.sweep_notices")
def sweep_notices(**_: Any) -> None:
    """Send whatever e-mail is owed."""
    actions.sweep(now=timezone.now(), deliver=actions.by_mail)
    actions.send_digests(now=timezone.now(), deliver=actions.digest_by_mail)
