"""Celery's door to the roadmap."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from roadmap.actions import closing, reminders


@shared_task(name="roadmap.owe_reminders")
def owe_reminders(**_: Any) -> None:
    """Promise the reminders of every school whose morning has come."""
    reminders.owe_deadline_reminders(now=timezone.now())


@shared_task(name="roadmap.close_proved")
def close_proved(*, organization_id: int | None = None, **_: Any) -> None:
    """Close the activities that the facts have proved."""
    closing.close_proved(now=timezone.now(), organization_id=organization_id)
