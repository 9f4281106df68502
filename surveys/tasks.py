"""Celery's door to the campaigns."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from surveys.actions import campaigns, reminders


@shared_task(name="surveys.close_over")
def close_over(**_: Any) -> None:
    """Close the campaigns whose time is over."""
    campaigns.close_over(now=timezone.now())


@shared_task(name="surveys.owe_reminders")
def owe_reminders(**_: Any) -> None:
    """Remind those who have not answered, where it is the hour to do so."""
    reminders.owe_reminders(now=timezone.now())
