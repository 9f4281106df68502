"""Young specialists of the school, those without a mentor, and who counts as one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from kernel.access import requires
from kernel.journal import saw
from kernel.listing import Column, Listing
from kernel.pages import address, page
from kernel.pieces import Tone
from kernel.templatetags.components import link, status
from participants.actions.settings import set_young_bounds
from participants.forms.young import YoungBounds, YoungFilter
from participants.models import Person
from participants.queries import young
from participants.views.day import today_of


def _name(person: Person) -> SafeString:
    return link(person.name.full, address("person", person.pk))


def _mentor(person: Person) -> SafeString:
    if vars(person)["has_mentor"]:
        return status(label=gettext("has a mentor"), tone=Tone.GOOD)
    return status(label=gettext("without a mentor"), tone=Tone.WARN)


COLUMNS = (
    Column("name", _("Last name, first name, patronymic"), sort="sort_name", cell=_name),
    Column("post", _("Post"), sort=("post", "sort_name"), cell=lambda person: person.post),
    Column(
        "years",
        _("Years of service"),
        sort=("experience_years", "sort_name"),
        kind="number",
        cell=lambda person: str(person.experience_years),
    ),
    Column("mentor", _("Mentor"), cell=_mentor),
)


@require_GET
@requires("people.young")
def young_specialists(request: HttpRequest) -> HttpResponse:
    """Show who is new in the trade, and who of them has no mentor."""
    membership = request.membership  # type: ignore[attr-defined]
    bounds = young.bounds_of(membership.organization)
    people = young.young_of(membership, bounds, today=today_of(request))
    listing = Listing(
        request,
        people,
        columns=COLUMNS,
        filters=YoungFilter,
        search="search",
        default_sort="name",
    )
    saw(request, [person.pk for person in listing.rows])
    facts = {
        "listing": listing,
        "lead": young.bounds_text(bounds),
        "counts": young.counted(membership, people),
    }
    return page(request, "participants/young.html", facts, partial="rows")


@require_http_methods(["GET", "POST"])
@requires("people.young_bounds")
def young_bounds(request: HttpRequest) -> HttpResponse:
    """Say who counts as a young specialist."""
    membership = request.membership  # type: ignore[attr-defined]
    bounds = young.bounds_of(membership.organization)
    form = YoungBounds(
        request.POST if request.method == "POST" else None,
        initial={"years": bounds.young_until_years, "age": bounds.young_until_age},
    )
    if not form.is_valid():
        title = gettext("Who is a young specialist")
        facts = {"form": form, "title": title, "back": "young-specialists"}
        return page(request, "participants/form.html", facts, status=422 if form.is_bound else 200)
    set_young_bounds(by=membership, **form.cleaned_data)
    messages.success(request, gettext("The list follows the new bounds."))
    return redirect("young-specialists")
