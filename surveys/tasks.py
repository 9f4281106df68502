"""Celery's door to the campaigns."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from surveys.actions import campaigns


@shared_task(name="surveys.close_over")
def close_over(**_: Any) -> None:
    """Close the campaigns whose time is over."""
    campaigns.close_over(now=timezone.now())
