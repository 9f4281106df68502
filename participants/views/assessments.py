"""The influence card: who is not measured yet, one mentee's card, entering values."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from accounts.views.acting import acting
from kernel.access import requires
from kernel.calendar import SchoolYear
from kernel.journal import saw
from kernel.listing import Column, Listing
from kernel.pages import address, page
from kernel.pieces import Tone
from kernel.templatetags.components import link, status
from participants.actions.assessments import measure
from participants.forms.assessments import Measure
from participants.influence import measured_by
from participants.models import Person
from participants.queries import assessments as read
from participants.states import MeasuredAt
from participants.views.day import today_of


def _done(person: Person, name: str, missing: str) -> SafeString:
    if vars(person)[name]:
        return status(label=_("measured"), tone=Tone.GOOD)
    return status(label=_("not measured"), tone=missing)


COLUMNS = (
    Column(
        "name",
        gettext_lazy("Mentee"),
        sort=("sort_name", "pk"),
        cell=lambda one: link(one.name.full, address("influence-card", one.pk)),
    ),
    Column("class", gettext_lazy("Class"), sort=("class_name", "sort_name", "pk"),
           cell=lambda one: one.place_text),
    Column(
        "before",
        gettext_lazy("At the start"),
        sort=("has_before", "sort_name", "pk"),
        cell=lambda one: _done(one, "has_before", Tone.WARN),
    ),
    Column(
        "after",
        gettext_lazy("At the end"),
        sort=("has_after", "sort_name", "pk"),
        cell=lambda one: _done(one, "has_after", Tone.IDLE),
    ),
)  # fmt: skip


@require_GET
@requires("influence.list")
def influence(request: HttpRequest) -> HttpResponse:
    """All mentees of a role with what is measured of them; those who lack it come first."""
    people = read.mentees_to_measure(acting(request))
    listing = Listing(
        request,
        read.with_measurements(people, year=_year(request)),
        columns=COLUMNS,
        search="search",
        default_sort="before",
    )
    saw(request, [person.pk for person in listing.rows])
    return page(request, "participants/influence.html", {"listing": listing}, partial="rows")


@require_GET
@requires("influence.view", Person)
def influence_card(request: HttpRequest, person: Person) -> HttpResponse:
    """What was measured of one mentee."""
    lines = read.influence_card(person, acting(request), year=_year(request))
    saw(request, [person.pk])
    context = {"person": person, "lines": lines}
    return page(request, "participants/influence_card.html", context)


@require_http_methods(["GET", "POST"])
@requires("influence.measure", Person)
def measure_mentee(request: HttpRequest, person: Person, moment: str) -> HttpResponse:
    """Enter what was measured, at the start or at the end."""
    if moment not in MeasuredAt.values:
        raise Http404
    me = acting(request)
    lines = read.influence_card(person, me, year=_year(request))
    form = Measure(
        request.POST if request.method == "POST" else None,
        parameters=measured_by(me.role),
        initial={line.parameter.code: getattr(line, moment) for line in lines},
    )
    if not form.is_valid():
        saw(request, [person.pk])
        context = {"form": form, "person": person, "moment": MeasuredAt(moment).label}
        code = 422 if form.is_bound else 200
        return page(request, "participants/measure.html", context, status=code)
    measure(person, moment=moment, values=form.values, by=me, today=today_of(request))
    messages.success(request, _("The measurement is kept."))
    return redirect("influence-card", pk=person.pk)


def _year(request: HttpRequest) -> int:
    return SchoolYear.of(today_of(request)).start
