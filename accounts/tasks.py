"""Entry points of the worker."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from accounts import letters
from accounts.actions import letters as outbox


@shared_task(name="accounts.sweep_letters")
def sweep_letters(**_: Any) -> None:
    """Send the letters about sign-in that are owed."""
    outbox.sweep(now=timezone.now(), deliver=letters.deliver)
