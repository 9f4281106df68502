"""What stays of a file of people, and of the people whom it does not name."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from accounts.models import Membership
from kernel import journal
from participants.actions.people import archive_person
from participants.models import PeopleImport, Person


def forget_files(*, now: datetime) -> int:
    """Delete the files that have lain here for the set time, with all they said of people.

    Run twice, or after a crash between the file and its row, it forgets each file once.
    """
    over = list(PeopleImport.objects.over_age(now).order_by("pk"))
    for brought in over:
        if brought.file:
            brought.file.storage.delete(str(brought.file.name))
        _forget(brought, now=now)
    return len(over)


@transaction.atomic
def _forget(brought: PeopleImport, *, now: datetime) -> None:
    forgotten = PeopleImport.objects.filter(pk=brought.pk, forgotten_at=None).update(
        file="", rows=[], headings=[], decisions={}, doubts=[], trace={}, forgotten_at=now
    )
    if forgotten:
        journal.record("forget_file", brought, by=None)


@transaction.atomic
def archive_missing(
    brought: PeopleImport, *, people: Collection[Person], by: Membership, now: datetime
) -> int:
    """Put away those whom the file does not name and the curator has chosen.

    Taking the file back brings them back.
    """
    fresh = PeopleImport.objects.select_for_update(of=("self",)).get(pk=brought.pk)
    leaving = [person for person in people if person.archived_at is None]
    for person in leaving:
        archive_person(person, by=by, now=now)
    archived = {*fresh.trace.get("archived", ()), *(person.pk for person in leaving)}
    fresh.trace = {**fresh.trace, "archived": sorted(archived)}
    fresh.save(update_fields=["trace"])
    return len(leaving)
