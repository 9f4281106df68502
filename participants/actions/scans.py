"""Scanned papers: brought in a batch, known by their codes, marked by a person, or thrown away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership, Organization
from kernel import jobs, journal
from kernel.actors import Actor
from kernel.models import Job
from kernel.refusals import Refusal
from kernel.scans import ScanRefused, codes_on, sheets_of
from participants.actions.consents import Scan, record_paper
from participants.models import Consent, ConsentText, Guardian, PaperScan, Person
from participants.sheet_codes import SheetCode, read_code
from participants.states import SCAN_LIFE, ScanState

Step = Callable[[int, int, Any], None]


class NotWaiting(Refusal):
    """The sheet has been decided about already."""


@dataclass(frozen=True)
class Mark:
    """What a person read on one sheet."""

    agrees: bool
    answered_on: date
    categories: tuple[str, ...] = ()


@transaction.atomic
def bring_scans(
    organization: Organization, *, files: Sequence[Scan], by: Membership, now: datetime
) -> Job:
    """Take files with signed papers; a worker takes them apart and reads their codes."""
    for file in files:
        brought = PaperScan(
            organization=organization,
            file_name=file.name[:200],
            uploaded_at=now,
            uploaded_by_id=by.user_id,
        )
        _keep(brought, file.content, now=now)
    journal.record("bring_scans", organization, by=by, files=len(files))
    return jobs.want(
        "participants.read_scans",
        by=by,
        now=now,
        key=f"{organization.pk}-{now:%Y%m%d%H%M%S%f}",
        title=_("Reading the codes of scanned papers"),
    )


def read_scans(organization_id: int, *, by: Actor | None, now: datetime, step: Step) -> int:
    """Take the unread files apart and find out whose each sheet is. Run twice, it reads each once.

    A file that cannot be read stays in the inbox with the reason.
    """
    unread = PaperScan.objects.filter(organization=organization_id, state=ScanState.UNREAD)
    waiting = list(unread.order_by("pk"))
    for done, brought in enumerate(waiting):
        step(done, len(waiting), brought.file_name)
        _read(brought, by=by, now=now)
    return len(waiting)


def _read(brought: PaperScan, *, by: Actor | None, now: datetime) -> None:
    with brought.file.open("rb") as kept:
        content = kept.read()
    try:
        sheets = list(sheets_of(content))
    except ScanRefused as refused:
        SCAN_LIFE.move(brought, "read", by=by, trouble=str(refused)[:300])
        return
    with transaction.atomic():
        first, *others = enumerate(sheets, start=1)
        for number, picture in others:
            _sheet(brought, number, picture, now=now)
        _replace(brought, first[1], by=by, now=now)


def _sheet(brought: PaperScan, number: int, picture: bytes, *, now: datetime) -> None:
    sheet = PaperScan(
        organization_id=brought.organization_id,
        file_name=brought.file_name,
        sheet=number,
        state=ScanState.WAITING,
        uploaded_at=brought.uploaded_at,
        uploaded_by_id=brought.uploaded_by_id,
        **_owner_of(brought.organization_id, picture),
    )
    _keep(sheet, picture, now=now)


def _replace(brought: PaperScan, picture: bytes, *, by: Actor | None, now: datetime) -> None:
    """The file itself becomes its first sheet; what came with it is deleted."""
    storage, old = brought.file.storage, str(brought.file.name)
    brought.file.save(_name(brought, now), ContentFile(picture), save=False)
    facts = {"sheet": 1, "file": brought.file.name, **_owner_of(brought.organization_id, picture)}
    SCAN_LIFE.move(brought, "read", by=by, **facts)
    transaction.on_commit(lambda: storage.delete(old))


def _owner_of(organization_id: int, picture: bytes) -> dict[str, Any]:
    """Whose the sheet is, by its code; only people and wordings that are there count."""
    codes = [found for text in codes_on(picture) if (found := read_code(text))]
    return _owner_by(organization_id, codes[0]) if len(codes) == 1 else {}


def _owner_by(organization_id: int, code: SheetCode) -> dict[str, Any]:
    person = Person.objects.kept().filter(organization=organization_id, pk=code.person).first()
    text = ConsentText.objects.filter(pk=code.text, purpose=code.purpose).first()
    if person is None or text is None:
        return {}
    is_own = code.signer == person.pk
    is_guardian = Guardian.objects.filter(child=person, guardian=code.signer).exists()
    signer = code.signer if is_own or is_guardian else None
    return {"person": person, "purpose": code.purpose, "signer_id": signer, "text": text}


@transaction.atomic
def attach_scan(scan: PaperScan, mark: Mark, *, by: Membership, now: datetime) -> PaperScan:
    """Write down what the paper says; the picture goes to the consent."""
    fresh = PaperScan.objects.select_for_update(of=("self",)).get(pk=scan.pk)
    if fresh.state != ScanState.WAITING or not (fresh.person and fresh.signer and fresh.text):
        raise NotWaiting(_("This sheet has been decided about already, or fits nobody yet."))
    consent = record_paper(
        fresh.person,
        purpose=fresh.purpose,
        signer=fresh.signer,
        text=fresh.text,
        agrees=mark.agrees,
        answered_on=mark.answered_on,
        categories=mark.categories,
        scan=picture_of(fresh),
        by=by,
        now=now,
    )
    return close_scan(fresh, "attach", by=by, consent=consent)


@transaction.atomic
def record_scanned(
    sheet: PaperScan, person: Person, *, by: Membership, now: datetime, **facts: Any
) -> Consent:
    """Write down what a sheet without a code says about the person it turned out to fit."""
    fresh = PaperScan.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if fresh.state != ScanState.WAITING or fresh.trouble:
        raise NotWaiting(_("This sheet has been decided about already."))
    consent = record_paper(
        person, by=by, now=now, **{**facts, "scan": facts.get("scan") or picture_of(fresh)}
    )
    close_scan(fresh, "attach", by=by, consent=consent)
    return consent


@transaction.atomic
def discard_scan(scan: PaperScan, *, by: Membership) -> None:
    """Throw a sheet away: it was scanned by mistake. Its picture is deleted."""
    close_scan(scan, "discard", by=by)


def picture_of(scan: PaperScan) -> Scan:
    """The picture of a sheet as the scan of a consent."""
    with scan.file.open("rb") as kept:
        return Scan(f"{scan.file_name}-{scan.sheet}.jpg"[-200:], kept.read())


def close_scan(scan: PaperScan, move: str, *, by: Membership, **facts: Any) -> PaperScan:
    """End the way of a sheet; its own copy of the picture is deleted with the transaction."""
    storage, name = scan.file.storage, str(scan.file.name)
    closed = SCAN_LIFE.move(scan, move, by=by, file="", **facts)
    transaction.on_commit(lambda: storage.delete(name))
    return closed


def _keep(scan: PaperScan, content: bytes, *, now: datetime) -> None:
    scan.file.save(_name(scan, now), ContentFile(content), save=False)
    scan.save(force_insert=True)


def _name(scan: PaperScan, now: datetime) -> str:
    return f"{scan.organization_id}-{now:%Y%m%d%H%M%S%f}"
