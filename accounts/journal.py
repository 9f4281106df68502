"""The journal as its page and its file show it: who, when, what, with which record, whose data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.states import Role
from kernel import history
from kernel.access import may, opening
from kernel.models import JournalEntry
from kernel.pieces import Text

# Who looked at whose data, and who was refused: read by the director, not by the curator.
WATCHED = (history.VIEW, history.DENIED)
PEOPLE_NAMED = 5
ROLES = {role.value: role.label for role in Role}


@dataclass(frozen=True)
class Line:
    """One line of the journal in words."""

    entry: JournalEntry
    who: str
    role: Text
    what: Text
    note: str
    record: str
    url: str
    people: tuple[str, ...]

    @property
    def people_named(self) -> str:
        """The first of the people whose data were shown."""
        return ", ".join(self.people[:PEOPLE_NAMED])

    @property
    def people_left(self) -> int:
        """How many more there are."""
        return max(0, len(self.people) - PEOPLE_NAMED)


def journal_of(membership: Membership) -> QuerySet[JournalEntry]:
    """The lines that a role may read: of the organization, for the administrator of all."""
    lines = JournalEntry.objects.select_related("by")
    if membership.role != Role.ADMIN:
        lines = lines.visible_to(membership)
    if not may(membership, "accounts.journal_views"):
        lines = lines.exclude(verb__in=WATCHED)
    return lines


def lines_of(entries: Sequence[JournalEntry], membership: Membership) -> list[Line]:
    """Tell lines in words. The technical administrator reads numbers and no names."""
    is_blind = membership.role == Role.ADMIN
    names = {} if is_blind else history.names_of(_records_in(entries))
    addresses = frozenset() if is_blind else opening(membership, map(_address, entries))
    return [_line(entry, names, addresses, is_blind=is_blind) for entry in entries]


def _records_in(entries: Iterable[JournalEntry]) -> Iterable[str]:
    for entry in entries:
        yield entry.subject
        yield from (_person(number) for number in entry.people_numbers)


def _line(
    entry: JournalEntry, names: dict[str, str], addresses: frozenset[str], *, is_blind: bool
) -> Line:
    address = _address(entry)
    return Line(
        entry=entry,
        who=_who(entry, is_blind=is_blind),
        role=ROLES.get(entry.role, ""),
        what=history.words_for(entry.verb, entry.subject),
        note="" if is_blind else str(entry.details.get("reason", "")),
        record=_record(entry.subject, names),
        url=address if address in addresses else "",
        people=tuple(
            names.get(_person(number), _("No. %(number)d") % {"number": number})
            for number in entry.people_numbers
        ),
    )


def _who(entry: JournalEntry, *, is_blind: bool) -> str:
    if entry.by is not None:
        return entry.by.username if is_blind else entry.by.name.full
    if entry.details.get("channel") == "link":
        return _("by a personal link")
    return _("unknown") if entry.verb == "sign_in_failed" else _("the program itself")


def _record(subject: str, names: dict[str, str]) -> str:
    kind, number = history.record_of(subject)
    if not kind:
        return _("Page %(path)s") % {"path": subject}
    name = names.get(subject) or _("No. %(number)d") % {"number": number}
    return f"{history.noun_of(subject)}: {name}"


def _address(entry: JournalEntry) -> str:
    """Where the record or page is, if it is still there."""
    if entry.verb.startswith("remove_") or "…" in entry.subject:
        return ""
    return entry.subject if entry.subject[:1] == "/" else history.address_of(entry.subject)


def _person(number: int) -> str:
    return f"{history.lent().person}:{number}"
