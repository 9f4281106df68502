"""The long work of this room; each is done by a worker that holds a lease (kernel.jobs)."""

from datetime import date
from typing import Any

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kernel.jobs import Run, job
from participants.actions.import_keeping import forget_files
from participants.actions.import_undo import undo_load
from participants.actions.imports import check_import, load_people
from participants.actions.scans import read_scans
from participants.base_files import write_base
from participants.models import PeopleImport
from participants.printing import print_chosen, print_class, print_group


@job("participants.check_people", title=_("Checking a file of people"))
def check_people(run: Run) -> dict[str, Any]:
    """Check a long file."""
    brought = PeopleImport.objects.get(pk=run.params["brought"])
    today = date.fromisoformat(run.params["today"])
    checked = check_import(brought, by=run.by, now=timezone.now(), today=today, step=run.step)
    return dict(checked.counts)


@job("participants.load_people", title=_("Loading a file of people"))
def load_file(run: Run) -> dict[str, Any]:
    """Load a checked file, all or nothing."""
    brought = PeopleImport.objects.get(pk=run.params["brought"])
    today = date.fromisoformat(run.params["today"])
    done = load_people(brought, by=run.by, now=timezone.now(), today=today, step=run.step)
    return dict(done)


@job("participants.undo_people", title=_("Taking a file of people back"))
def undo_file(run: Run) -> dict[str, Any]:
    """Take a loaded file back, all or nothing."""
    brought = PeopleImport.objects.get(pk=run.params["brought"])
    return dict(undo_load(brought, by=run.by, now=timezone.now()))


@shared_task(name="participants.forget_files")
def forget_old_files(**_: Any) -> None:
    """Delete the files of people whose time is over."""
    forget_files(now=timezone.now())


@job("participants.read_scans", title=_("Reading the codes of scanned papers"))
def read_codes(run: Run) -> dict[str, Any]:
    """Find out whose each scanned sheet is."""
    organization = run.job.tenant_id or 0
    return {"files": read_scans(organization, by=run.by, now=timezone.now(), step=run.step)}


@job("participants.print_consents", title=_("Blanks of consents"))
def print_consents(run: Run) -> None:
    """Print the blanks of a class into one file."""
    print_class(run)


@job("participants.write_base", title=_("Official base as a file"))
def write_base_file(run: Run) -> None:
    """Draw an official base as a Word document or PDF."""
    write_base(run)


@job("participants.print_chosen", title=_("Blanks of consents"))
def print_chosen_consents(run: Run) -> None:
    """Print the blanks of the chosen people into one file."""
    print_chosen(run)


@job("participants.print_certificates", title=_("Certificates of a training group"))
def print_certificates(run: Run) -> None:
    """Print the certificates of a group into one file."""
    print_group(run)
