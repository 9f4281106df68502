"""Celery's door to the roadmap."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from roadmap.actions import reminders


@shared_task(name="roadmap.owe_reminders")
def owe_reminders(**_: Any) -> None:
    """Promise the reminders of every school whose morning has come."""
    reminders.owe_deadline_reminders(now=timezone.now())
