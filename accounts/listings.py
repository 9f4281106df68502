"""The list of the journal, read from an address: by a page now, or by a worker afterwards."""

from django.http import HttpRequest  # noqa: TID251 -- an address is read
from django.utils.translation import gettext_lazy as _

from accounts.forms.journal import JournalFilter
from accounts.journal import journal_of
from accounts.models import Membership
from kernel.listing import Column, Listing
from kernel.models import JournalEntry

COLUMNS = (
    Column("when", _("When"), sort=("written_at", "pk")),
    Column("who", _("Who did it"), sort=("by__sort_name", "-written_at")),
    Column("what", _("What was done")),
    Column("record", _("With what")),
    Column("people", _("Whose data")),
)


def journal_listing(request: HttpRequest, *, export: str = "") -> Listing[JournalEntry]:
    """Read the journal as the address says it."""
    membership: Membership = request.membership  # type: ignore[attr-defined]
    return Listing(
        request,
        journal_of(membership),
        columns=COLUMNS,
        filters=JournalFilter,
        search="by__search",
        default_sort="-when",
        export=export,
    )
