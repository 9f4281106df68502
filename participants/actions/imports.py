"""A file of people: brought, checked, decided about, loaded as a whole or not at all.

The check writes nothing but the preview. Loading reads the file again: when the base has changed
since the check, it refuses. The same file loaded again changes nothing.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization
from kernel import jobs, journal
from kernel.actors import Actor
from kernel.refusals import Refusal
from kernel.russian import search_key
from kernel.spreadsheets import read
from participants.actions.import_parts import keep_parts
from participants.actions.import_undo import before_of, keep_trace
from participants.columns import find, troubles
from participants.import_check import SKIP, CheckedFile, check_file
from participants.import_doubts import doubts
from participants.models import PeopleImport, Person, RememberedColumn
from participants.states import IMPORT_LIFE, LEARNERS, ImportState, RowClass

# Ten thousand people, and the title and headings above them.
MAX_ROWS = 10_050
AT_ONCE = 300


Step = Callable[[int, int, Any], None]


class ColumnsUnclear(Refusal):
    """A column that is needed is not known yet."""


class Undecided(Refusal):
    """Doubtful rows wait for a person."""


class Outdated(Refusal):
    """The file or the base is not what was checked."""


class LooksWrong(Refusal):
    """The file has signs of being the wrong one, and nobody has said that it is right."""


class NothingToLoad(Refusal):
    """No row of the file would change anything."""


@transaction.atomic
def bring_file(
    organization: Organization,
    *,
    profile: str,
    name: str,
    content: bytes,
    by: Membership,
    now: datetime,
    today: date,
) -> PeopleImport:
    """Take a file, find its headings, guess its columns, and check it.

    A file that is no table or no list of people is refused and not kept. A long one is checked
    by a job; one whose columns are unclear waits until they are named.
    """
    sheets = read(content, name, max_rows=MAX_ROWS)
    found = find(sheets, profile, _remembered(organization, profile))
    brought = PeopleImport(
        organization=organization,
        profile=profile,
        file_name=name[:200],
        sha256=hashlib.sha256(content).hexdigest(),
        sheet=found.sheet,
        heading_row=found.heading_row,
        headings=list(found.headings),
        columns={str(place): field for place, field in found.columns.items()},
        uploaded_at=now,
        uploaded_by_id=by.user_id,
    )
    brought.file.save(f"{organization.pk}-{now:%Y%m%d%H%M%S%f}", ContentFile(content), save=False)
    brought.save(force_insert=True)
    journal.record("bring_file", brought, by=by, profile=profile)
    rows = next(len(sheet.rows) for sheet in sheets if sheet.title == found.sheet)
    return _check_or_wait(brought, rows, by=by, now=now, today=today)


@transaction.atomic
def name_columns(
    brought: PeopleImport, *, columns: Mapping[int, str], by: Membership, now: datetime, today: date
) -> PeopleImport:
    """Say what the columns hold; the organization's next file is read so at once."""
    for place, heading in enumerate(brought.headings):
        if heading:
            RememberedColumn.objects.update_or_create(
                organization_id=brought.organization_id,
                profile=brought.profile,
                heading=search_key(heading)[:200],
                defaults={"field": columns.get(place, "")},
            )
    brought.columns = {str(place): field for place, field in columns.items()}
    brought.save(update_fields=["columns"])
    journal.record("name_columns", brought, by=by)
    sheets = read(_content(brought), brought.file_name, max_rows=MAX_ROWS)
    rows = next(len(sheet.rows) for sheet in sheets if sheet.title == brought.sheet)
    return _check_or_wait(brought, rows, by=by, now=now, today=today)


def check_import(
    brought: PeopleImport, *, by: Actor | None, now: datetime, today: date, step: Step | None = None
) -> PeopleImport:
    """Class every row of the file: new, changed, same, doubtful, wrong. Nothing else is written.

    The reading stands outside the transaction, so that others see how far it is.
    """
    checked = _checked(brought, now=now, today=today, decisions={}, step=step)
    rows = [row.said for row in checked.rows]
    return IMPORT_LIFE.move(
        brought,
        "check",
        by=by,
        rows=rows,
        doubts=_doubts(brought, rows),
        counts=dict(Counter(row.row_class for row in checked.rows)),
        decisions={},
        checked_at=now,
        job_id=None,
    )


@transaction.atomic
def want_load(
    brought: PeopleImport,
    *,
    decisions: Mapping[str, str],
    by: Membership,
    now: datetime,
    today: date,
    is_right: bool = False,
) -> PeopleImport:
    """Decide about the doubtful rows and ask for the loading; a worker does it.

    A file that looks like the wrong one needs the word of a person that it `is_right`.
    """
    fresh = PeopleImport.objects.select_for_update().get(pk=brought.pk)
    if not IMPORT_LIFE.allows(fresh, "apply"):
        raise Outdated(_("This file has already been loaded or is not checked yet."))
    if fresh.doubts and not is_right:
        raise LooksWrong(
            _(
                "This looks like the wrong file: %(why)s Tick that it is the right one, or take"
                " another."
            )
            % {"why": " ".join(fresh.doubts)}
        )
    doubtful = [str(row["number"]) for row in fresh.rows if row["class"] == RowClass.DOUBTFUL]
    waiting = [number for number in doubtful if not decisions.get(number)]
    if waiting:
        raise Undecided(
            _("Decide first what to do with the doubtful rows: %(rows)s.")
            % {"rows": ", ".join(waiting)}
        )
    decided = {number: decisions[number] for number in doubtful}
    if not _would_change(fresh, decided):
        raise NothingToLoad(_("There is nothing to load: no row of the file changes anything."))
    job = jobs.want(
        "participants.load_people",
        by=by,
        now=now,
        key=str(fresh.pk),
        title=str(_("Loading “%(file)s”") % {"file": fresh.file_name}),
        brought=fresh.pk,
        today=today.isoformat(),
    )
    fresh.decisions, fresh.job_id = decided, job.pk
    fresh.save(update_fields=["decisions", "job_id"])
    return fresh


def load_people(
    brought: PeopleImport, *, by: Actor | None, now: datetime, today: date, step: Step
) -> dict[str, int]:
    """Load the checked rows, all in one transaction. Run twice, it loads once.

    Rows that are wrong are not loaded; they go back to the person as a file.
    """
    if brought.state == ImportState.APPLIED:
        return _counted(brought)
    checked = _checked(brought, now=now, today=today, decisions=brought.decisions, step=step)
    before = [(row["number"], row["class"], row["person"]) for row in brought.rows]
    if [(row.number, row.found_class, row.found_person) for row in checked.rows] != before:
        raise Outdated(
            _("The base has changed since the file was checked. Check the file again, please.")
        )
    step(len(checked.rows), len(checked.rows) + 1, _("Writing"))
    return _write(brought, checked, by=by, now=now, today=today)


@transaction.atomic
def _write(
    brought: PeopleImport, checked: CheckedFile, *, by: Actor | None, now: datetime, today: date
) -> dict[str, int]:
    loaded = IMPORT_LIFE.move(brought, "apply", by=by, applied_at=now)
    rows = [row for row in checked.rows if row.row_class in (RowClass.NEW, RowClass.CHANGED)]
    before = before_of(checked.cards(rows))
    people = checked.write(rows)
    parts = keep_parts(loaded, rows, people, now=now, today=today)
    made = [people[row.number].pk for row in rows if row.row_class == RowClass.NEW]
    changed = [people[row.number].pk for row in rows if row.row_class == RowClass.CHANGED]
    entry = journal.record("load_people", loaded, by=by, made=made, changed=changed)
    keep_trace(loaded, made=made, before=before, parts=parts, entry=entry)
    PeopleImport.objects.filter(pk=loaded.pk).update(
        counts={**loaded.counts, "made": len(made), "updated": len(changed)}
    )
    return {"made": len(made), "updated": len(changed)}


def _checked(
    brought: PeopleImport,
    *,
    now: datetime,
    today: date,
    decisions: Mapping[str, str],
    step: Step | None,
) -> CheckedFile:
    said = troubles(_columns(brought), brought.headings, brought.profile)
    if said:
        raise ColumnsUnclear(" ".join(said))
    sheets = read(_content(brought), brought.file_name, max_rows=MAX_ROWS)
    rows = next(sheet.rows for sheet in sheets if sheet.title == brought.sheet)
    return check_file(
        brought.organization,
        rows=rows,
        heading_row=brought.heading_row,
        columns=_columns(brought),
        profile=brought.profile,
        decisions=decisions,
        now=now,
        today=today,
        step=step,
    )


def _check_or_wait(
    brought: PeopleImport, rows: int, *, by: Membership, now: datetime, today: date
) -> PeopleImport:
    """Check a short file at once and a long one by a job."""
    if troubles(_columns(brought), brought.headings, brought.profile):
        return brought
    if rows <= AT_ONCE:
        return check_import(brought, by=by, now=now, today=today)
    job = jobs.want(
        "participants.check_people",
        by=by,
        now=now,
        key=str(brought.pk),
        title=str(_("Checking “%(file)s”") % {"file": brought.file_name}),
        brought=brought.pk,
        today=today.isoformat(),
    )
    brought.job_id = job.pk
    brought.save(update_fields=["job_id"])
    return brought


def _doubts(brought: PeopleImport, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    sizes = Person.objects.kept().filter(organization=brought.organization, kind__in=LEARNERS)
    counted = sizes.values_list("class_name").annotate(Count("pk"))
    return doubts(
        rows,
        profile=brought.profile,
        headings=brought.headings,
        class_sizes=dict(counted.values_list("class_name", "pk__count")),
    )


def _would_change(brought: PeopleImport, decided: Mapping[str, str]) -> bool:
    changing = (RowClass.NEW, RowClass.CHANGED)
    return any(row["class"] in changing for row in brought.rows) or any(
        decision != SKIP for decision in decided.values()
    )


def _content(brought: PeopleImport) -> bytes:
    """The file, exactly as it was brought."""
    if brought.forgotten_at is not None:
        raise Outdated(_("This file has been deleted. Upload it again, please."))
    with brought.file.open("rb") as kept:
        content: bytes = kept.read()
    if hashlib.sha256(content).hexdigest() != brought.sha256:
        raise Outdated(_("The file has changed since it was checked. Upload it again, please."))
    return content


def _columns(brought: PeopleImport) -> dict[int, str]:
    return {int(place): field for place, field in brought.columns.items() if field}


def _counted(brought: PeopleImport) -> dict[str, int]:
    return {name: brought.counts.get(name, 0) for name in ("made", "updated")}


def _remembered(organization: Organization, profile: str) -> dict[str, str]:
    known = RememberedColumn.objects.filter(organization=organization, profile=profile)
    return dict(known.values_list("heading", "field"))
