"""Entry points of the worker."""

from typing import Any

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import letters
from accounts.actions import letters as outbox
from accounts.actions.journal import EXPORT
from accounts.exporting import keep_journal_file
from kernel.jobs import Run, job


@shared_task(name="accounts.sweep_letters")
def sweep_letters(**_more: Any) -> None:
    """Send the letters about sign-in that are owed."""
    outbox.sweep(now=timezone.now(), deliver=letters.deliver)


@job(EXPORT, title=_("Journal as a table"))
def export_journal(run: Run) -> None:
    """Make the file of the journal that somebody asked for."""
    keep_journal_file(run)
