"""What lies on the desk of scanned papers, and in the inbox of those that fit nobody yet."""

from django.db.models import F

from accounts.models import Membership
from kernel.russian import search_key
from participants.models import PaperScan, PaperScanQuerySet, Person

DESK_SIZE, FOUND = 30, 20


def desk_of(membership: Membership) -> list[PaperScan]:
    """The next sheets to mark, sorted as the pile is: by class and name."""
    known = _known(membership).select_related("person", "signer", "text")
    order = (F("person__class_name"), F("person__sort_name"), F("pk"))
    return list(known.order_by(*order)[:DESK_SIZE])


def desk_count(membership: Membership) -> int:
    """How many sheets wait for a mark."""
    return _known(membership).count()


def inbox_of(membership: Membership) -> PaperScanQuerySet:
    """The sheets that fit nobody yet, also those whose signer is not on the card."""
    waiting = PaperScan.objects.visible_to(membership).waiting()
    return (waiting.strange() | waiting.filter(signer=None)).order_by("pk")


def sheet_of(membership: Membership, number: str) -> PaperScan | None:
    """A sheet of the inbox by its number, as an address has it."""
    if not (number.isascii() and number.isdigit()):
        return None
    return PaperScan.objects.visible_to(membership).waiting().filter(pk=int(number)).first()


def people_for(membership: Membership, text: str) -> list[Person]:
    """The people a sheet may be about, by any part of the name; nobody for an empty text."""
    words = search_key(text).split()
    if not words:
        return []
    found = Person.objects.visible_to(membership).kept()
    for word in words:
        found = found.filter(search__contains=word)
    return list(found.order_by("sort_name")[:FOUND])


def _known(membership: Membership) -> PaperScanQuerySet:
    return PaperScan.objects.visible_to(membership).waiting().known().exclude(signer=None)
