"""The card of a person: seen, made, corrected, put away; its representatives and parts."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kernel.access import requires
from kernel.journal import saw
from kernel.pages import page
from kernel.refusals import Refusal
from kernel.russian import search_key
from participants.actions import people as acts
from participants.actions.places import move_person
from participants.actions.profiles import leave_programme, make_mentee, make_mentor
from participants.connections import lent
from participants.forms.people import GuardianCard, OwnContacts, PersonCard, PersonChange, Reason
from participants.forms.profiles import MenteePart, MentorPart, initial_of
from participants.models import Guardian, MenteeProfile, MentorProfile, Person
from participants.queries.card import person_page
from participants.states import LEARNERS
from participants.views.day import now, today_of
from participants.views.merging import leads_on

CARD_FIELDS = tuple(PersonCard.base_fields)
SHOWN_ON_CARD = ("user", "mentee__wished_form", "mentor")


@require_GET
@leads_on
@requires("people.view", Person, joined=SHOWN_ON_CARD)
def person(request: HttpRequest, person: Person) -> HttpResponse:
    """Show a card; each look at it is written down."""
    membership = request.membership  # type: ignore[attr-defined]
    shown = person_page(person, membership, today=today_of(request))
    saw(request, shown.seen)
    panels = [html for panel in lent().panels if (html := panel(request, person))]
    return page(request, "participants/person.html", {"page": shown, "panels": panels})


@require_http_methods(["GET", "POST"])
@requires("people.add")
def add_person(request: HttpRequest) -> HttpResponse:
    """Enter a person by hand."""
    today = today_of(request)
    form = PersonCard(_typed(request), today=today, initial=_asked(request))
    if not form.is_valid():
        return _form_page(request, form, title=_("New person"), back="people")
    membership = request.membership  # type: ignore[attr-defined]
    made = acts.enter_person(membership.organization, facts=form.facts, by=membership, now=now())
    messages.success(request, _("The card is ready: %(name)s.") % {"name": made.name.full})
    part = request.GET.get("part", "")
    next_page = {"mentee": "make-mentee", "mentor": "make-mentor"}.get(part, "person")
    return redirect(next_page, pk=made.pk)


@require_http_methods(["GET", "POST"])
@requires("people.change", Person)
def change_person(request: HttpRequest, person: Person) -> HttpResponse:
    """Correct a card."""
    initial = {name: getattr(person, name) for name in CARD_FIELDS}
    form = PersonChange(_typed(request), today=today_of(request), initial=initial)
    if not form.is_valid():
        saw(request, [person.pk])
        return _form_page(request, form, title=person.name.full, person=person)
    membership = request.membership  # type: ignore[attr-defined]
    if moved_on := form.cleaned_data["moved_on"]:
        move_person(person, facts=form.facts, on=moved_on, by=membership, now=now())
    else:
        acts.change_person(person, facts=form.facts, by=membership)
    messages.success(request, _("The card is corrected."))
    return redirect("person", pk=person.pk)


@require_http_methods(["GET", "POST"])
@requires("people.change_contacts", Person)
def change_contacts(request: HttpRequest, person: Person) -> HttpResponse:
    """Correct one's own contacts, or those of one's child."""
    form = OwnContacts(_typed(request), initial={"phone": person.phone, "email": person.email})
    if not form.is_valid():
        saw(request, [person.pk])
        return _form_page(request, form, title=_("Contacts"), person=person)
    membership = request.membership  # type: ignore[attr-defined]
    acts.change_contacts(person, by=membership, **form.cleaned_data)
    messages.success(request, _("The contacts are corrected."))
    return redirect("person", pk=person.pk)


@require_POST
@requires("people.archive", Person)
def archive_person(request: HttpRequest, person: Person) -> HttpResponse:
    """Put a card away."""
    acts.archive_person(person, by=request.membership, now=now())  # type: ignore[attr-defined]
    messages.success(request, _("The card is in the archive. It can be brought back."))
    return redirect("person", pk=person.pk)


@require_POST
@requires("people.restore", Person)
def restore_person(request: HttpRequest, person: Person) -> HttpResponse:
    """Bring a card back."""
    acts.restore_person(person, by=request.membership)  # type: ignore[attr-defined]
    messages.success(request, _("The card is back from the archive."))
    return redirect("person", pk=person.pk)


@require_http_methods(["GET", "POST"])
@requires("people.change", Person)
def add_guardian(request: HttpRequest, person: Person) -> HttpResponse:
    """Name a representative: somebody new, or somebody whose card is there."""
    form = GuardianCard(_typed(request), namesakes=_namesakes(request, person))
    is_ready = form.is_valid() and (form.is_decided or not form.fields.get("existing"))
    if not is_ready:
        return _form_page(request, form, title=_("New representative"), person=person)
    membership = request.membership  # type: ignore[attr-defined]
    said = {name: form.cleaned_data[name] for name in ("relation", "authority")}
    try:
        if form.existing:
            known = get_object_or_404(Person.objects.visible_to(membership), pk=form.existing)
            acts.add_guardian(person, guardian=known, by=membership, now=now(), **said)
        else:
            contacts = {name: form.cleaned_data[name] for name in ("phone", "email")}
            acts.enter_guardian(
                person, name=form.name, by=membership, now=now(), **said, **contacts
            )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _form_page(request, form, title=_("New representative"), person=person)
    messages.success(request, _("The representative is on the card."))
    return redirect("person", pk=person.pk)


@require_POST
@requires("people.change", Person)
def confirm_guardian(request: HttpRequest, person: Person, link: int) -> HttpResponse:
    """Say that a representative from a file is who they say they are."""
    found = get_object_or_404(Guardian.objects.filter(child=person), pk=link)
    acts.confirm_guardian(found, by=request.membership, now=now())  # type: ignore[attr-defined]
    messages.success(request, _("The representative is confirmed."))
    return redirect("person", pk=person.pk)


@require_POST
@requires("people.change", Person)
def remove_guardian(request: HttpRequest, person: Person, link: int) -> HttpResponse:
    """Take a representative off the card; what they signed stays."""
    found = get_object_or_404(Guardian.objects.filter(child=person), pk=link)
    acts.remove_guardian(found, by=request.membership)  # type: ignore[attr-defined]
    messages.success(request, _("The representative is no longer on the card."))
    return redirect("person", pk=person.pk)


@require_http_methods(["GET", "POST"])
@requires("people.change", Person)
def edit_mentee(request: HttpRequest, person: Person) -> HttpResponse:
    """Take a person into the base of mentees, or change what they ask for."""
    profile = MenteeProfile.objects.filter(person=person).first()
    membership = request.membership  # type: ignore[attr-defined]
    form = MenteePart(
        _typed(request),
        organization=membership.organization,
        initial=initial_of(profile, MenteePart),
    )
    if not form.is_valid():
        saw(request, [person.pk])
        return _form_page(
            request, form, title=_("Mentee: %(name)s") % {"name": person.name.full}, person=person
        )
    make_mentee(person, facts=form.facts, by=membership, today=today_of(request))
    messages.success(request, _("%(name)s is in the base of mentees.") % {"name": person.name.full})
    return redirect("person", pk=person.pk)


@require_http_methods(["GET", "POST"])
@requires("people.change", Person)
def edit_mentor(request: HttpRequest, person: Person) -> HttpResponse:
    """Take a person into the base of mentors, or change what they give."""
    profile = MentorProfile.objects.filter(person=person).first()
    membership = request.membership  # type: ignore[attr-defined]
    form = MentorPart(
        _typed(request),
        organization=membership.organization,
        profile=profile,
        initial=initial_of(profile, MentorPart),
    )
    if not form.is_valid():
        saw(request, [person.pk])
        return _form_page(
            request, form, title=_("Mentor: %(name)s") % {"name": person.name.full}, person=person
        )
    make_mentor(person, facts=form.facts, by=membership, today=today_of(request))
    messages.success(request, _("%(name)s is in the base of mentors.") % {"name": person.name.full})
    return redirect("person", pk=person.pk)


@require_http_methods(["GET", "POST"])
@requires("people.change", Person)
def leave(request: HttpRequest, person: Person, part: str) -> HttpResponse:
    """End a part of the person in the programme, with the reason."""
    models: dict[str, Any] = {"mentee": MenteeProfile, "mentor": MentorProfile}
    if part not in models:
        raise Http404
    profile = get_object_or_404(models[part], person=person, left_on=None)
    form = Reason(_typed(request))
    if not form.is_valid():
        return _form_page(
            request, form, title=_("Leaves: %(name)s") % {"name": person.name.full}, person=person
        )
    membership = request.membership  # type: ignore[attr-defined]
    leave_programme(
        profile, by=membership, reason=form.cleaned_data["reason"], today=today_of(request)
    )
    messages.success(request, _("Written down. The card and the years that were stay."))
    return redirect("person", pk=person.pk)


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _asked(request: HttpRequest) -> dict[str, str]:
    """What the address suggests for a new card."""
    kinds = {"mentee": "pupil", "mentor": "employee"}
    return {"kind": kinds.get(request.GET.get("part", ""), "pupil")}


def _namesakes(request: HttpRequest, child: Person) -> list[Person]:
    """Cards of adults with exactly the name that was typed."""
    if request.method != "POST":
        return []
    parts = ("last_name", "first_name", "patronymic")
    name = " ".join(part for key in parts if (part := request.POST.get(key, "").strip()))
    visible = Person.objects.visible_to(request.membership).kept()  # type: ignore[attr-defined]
    same = visible.filter(search=search_key(name)).exclude(pk=child.pk).exclude(kind__in=LEARNERS)
    return list(same.order_by("pk")[:10])


def _form_page(
    request: HttpRequest, form: Form, *, title: str, person: Person | None = None, back: str = ""
) -> HttpResponse:
    return page(
        request,
        "participants/form.html",
        {"form": form, "title": title, "person": person, "back": back},
        status=422 if form.is_bound else 200,
    )
