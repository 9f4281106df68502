"""The file of the journal, made by a job."""

from collections.abc import Iterator
from itertools import islice

from django.http import HttpRequest, QueryDict  # noqa: TID251 -- the address is read once more
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.documents.journal_sheet import journal_xlsx
from accounts.journal import Line, lines_of
from accounts.listings import journal_listing
from accounts.models import Membership
from accounts.queries import today_of
from kernel.jobs import Run
from kernel.refusals import Refusal

AT_ONCE = 500


class NoLongerAllowed(Refusal):
    """The role that asked for the file is over."""


def keep_journal_file(run: Run) -> None:
    """Write all the lines that match the address, and keep the file for the one who asked."""
    request = asked_again(run)
    membership: Membership = request.membership  # type: ignore[attr-defined]
    today = today_of(membership.organization, run.now())
    with timezone.override(membership.organization.time_zone):
        content = journal_xlsx(
            _lines(run, request, membership),
            notes=(
                _("%(organization)s. Journal") % {"organization": membership.organization},
                f"{today:%d.%m.%Y}",
            ),
        )
    run.keep_file(_("journal-%(day)s.xlsx") % {"day": today.isoformat()}, content)


def asked_again(run: Run) -> HttpRequest:
    """Ask the page's question in the name of whoever asked it, if the role is still in force."""
    found = Membership.objects.filter(pk=run.params["membership"], user__is_active=True)
    membership = found.select_related("user", "organization").first()
    if membership is None or not membership.is_current(
        today_of(membership.organization, run.now())
    ):
        raise NoLongerAllowed(_("The role that asked for this file is no longer in force."))
    request = HttpRequest()
    request.GET = QueryDict(run.params["said"])
    request.membership = membership  # type: ignore[attr-defined]
    return request


def _lines(run: Run, request: HttpRequest, membership: Membership) -> Iterator[Line]:
    listing = journal_listing(request)
    found = listing.matching.iterator(AT_ONCE)
    written = 0
    while entries := list(islice(found, AT_ONCE)):
        yield from lines_of(entries, membership)
        written += len(entries)
        run.step(written, listing.count)
