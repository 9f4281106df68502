"""Lists of mentees, of mentors and of all people, and their export."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.step_up import fresh_sign_in
from kernel.access import may, requires
from kernel.journal import saw
from kernel.listing import Column, Listing
from kernel.pages import address, download, page
from kernel.pieces import Tone
from kernel.russian import date_words, day_words
from kernel.templatetags.components import badge, link, status
from kernel.templatetags.lists import pick_box
from participants.actions.exports import note_export
from participants.documents.people_list import people_xlsx
from participants.forms.filters import EverybodyFilter, MenteesFilter, MentorsFilter, set_for
from participants.forms.people import Reason
from participants.models import Person, PersonQuerySet
from participants.queries import consent_statuses, lists
from participants.queries.lists import Row
from participants.states import InterviewDecision, Purpose
from participants.views.day import today_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORDS = 14


def _name(row: Row) -> SafeString:
    name = link(row.shown_name, address("person", row.person.pk))
    if not row.person.archived_at:
        return name
    return format_html("{} {}", name, badge(label=gettext("archive")))


def _place(row: Row) -> str:
    return row.person.place_text


def _consent(row: Row) -> SafeString:
    return status(label=row.status_label, tone=row.tone)


def _parts(row: Row) -> SafeString:
    parts = [
        *([gettext("mentee")] if row.is_mentee else []),
        *([gettext("mentor")] if row.is_mentor else []),
    ]
    return format_html_join("", "{}", ([badge(label=part, tone=Tone.ACCENT)] for part in parts))


def _consent_of_anybody(row: Row) -> object:
    return _consent(row) if row.has_taken_part else ""


def _trained(row: Row) -> object:
    day = row.person.mentor.trained_on
    return (
        date_words(day) if day else format_html('<span class="soft">{}</span>', gettext("not yet"))
    )


def _interview(row: Row) -> object:
    said = vars(row.person)["interview"]
    return InterviewDecision(said).label if said else ""


def _words(text: str) -> str:
    return Truncator(text).words(WORDS, truncate=" …")


PICK = Column(
    "pick", _("Choice"), kind="pick", cell=lambda row: pick_box(row.person.pk, row.shown_name)
)
NAME = Column("name", _("Last name, first name, patronymic"), sort="sort_name", cell=_name)
CLASS = Column(
    "class", _("Class or post"), sort=("class_length", "class_name", "sort_name"), cell=_place
)
CONSENT = Column("consent", _("Consent to take part"), cell=_consent)


@dataclass(frozen=True)
class Part:
    """One of the lists: whom it holds and what stands in its columns."""

    people: Callable[..., PersonQuerySet]
    columns: tuple[Column, ...]
    filters: Any
    title: str | Promise


PARTS = {
    "mentees": Part(
        lists.mentees_of,
        (
            NAME,
            CLASS,
            Column("request", _("Request"), cell=lambda row: _words(row.person.mentee.request)),
            CONSENT,
            Column(
                "since",
                _("In the programme since"),
                sort="mentee__entered_on",
                cell=lambda row: day_words(row.person.mentee.entered_on),
            ),
        ),
        MenteesFilter,
        _("Mentees"),
    ),
    "mentors": Part(
        lists.mentors_of,
        (
            NAME,
            Column("post", _("Post or class"), cell=_place),
            Column(
                "competences",
                _("Competences"),
                cell=lambda row: _words(row.person.mentor.competences),
            ),
            Column(
                "capacity",
                _("Places"),
                sort="mentor__capacity",
                kind="number",
                cell=lambda row: row.person.mentor.capacity,
            ),
            CONSENT,
            Column("interview", _("Interview"), cell=_interview),
            Column("trained", _("Trained"), sort="mentor__trained_on", cell=_trained),
        ),
        MentorsFilter,
        _("Mentors"),
    ),
    "people": Part(
        lists.everybody_of,
        (
            NAME,
            CLASS,
            Column("kind", _("Who"), sort="kind", cell=lambda row: row.person.get_kind_display()),
            Column("part", _("Part in the programme"), cell=_parts),
            Column("consent", _("Consent to take part"), cell=_consent_of_anybody),
        ),
        EverybodyFilter,
        _("People"),
    ),
}


@require_GET
@requires("people.list")
def mentees(request: HttpRequest) -> HttpResponse:
    """The base of mentees."""
    return _list_page(request, "mentees", "participants/mentees.html")


@require_GET
@requires("people.list")
def mentors(request: HttpRequest) -> HttpResponse:
    """The base of mentors."""
    return _list_page(request, "mentors", "participants/mentors.html")


@require_GET
@requires("people.list")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody the organization has a card of."""
    return _list_page(request, "people", "participants/people.html")


@require_http_methods(["GET", "POST"])
@requires("people.export")
@fresh_sign_in
def export_people(request: HttpRequest, part: str) -> HttpResponse:
    """Hand out exactly what the list shows, once it was said why."""
    if part not in PARTS:
        raise Http404
    form = Reason(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask_why(request, form, title=PARTS[part].title, back=reverse(part))
    listing = listing_of(request, part)
    found = list(listing.matching)
    membership = request.membership  # type: ignore[attr-defined]
    pks = [person.pk for person in found]
    note_export(part, people=pks, reason=form.cleaned_data["reason"], by=membership)
    saw(request, pks)
    today = today_of(request)
    content = people_xlsx(
        part,
        found,
        consent_statuses(found, Purpose.TAKING_PART, today),
        organization=membership.organization.short_name,
        today=today,
    )
    return download(content, filename=f"{part}-{today:%Y-%m-%d}.xlsx", content_type=XLSX)


def _ask_why(
    request: HttpRequest, form: Reason, *, title: str | Promise, back: str
) -> HttpResponse:
    return page(
        request,
        "participants/export.html",
        {"form": form, "title": title, "back": back},
        status=422 if form.is_bound else 200,
    )


def listing_of(request: HttpRequest, part: str) -> Listing[Person]:
    """Read the list as its address says it."""
    membership = request.membership  # type: ignore[attr-defined]
    today = today_of(request)
    chosen = PARTS[part]
    may_export = may(membership, "people.export")
    picks = (PICK,) if may(membership, "people.bulk") else ()
    return Listing(
        request,
        chosen.people(membership, today=today),
        columns=(*picks, *chosen.columns),
        filters=set_for(chosen.filters, today=today),
        search="search",
        default_sort="name",
        export=reverse("export-people", args=[part]) if may_export else "",
        keep=reverse("keep-filter", args=[part]),
    )


def _list_page(request: HttpRequest, part: str, template: str) -> HttpResponse:
    membership = request.membership  # type: ignore[attr-defined]
    listing = listing_of(request, part)
    rows = lists.rows_of(
        listing.rows, membership, purpose=Purpose.TAKING_PART, today=today_of(request)
    )
    saw(request, [row.person.pk for row in rows])
    facts = {
        "listing": listing,
        "rows": rows,
        "part": part,
        "saved": lists.filters_of(membership, part, listing.said),
        "forms": lists.forms_of(membership) if may(membership, "people.bulk") else [],
    }
    return page(request, template, facts, partial="rows")
