"""Information from third parties: the mentee's page, asking, answering, the closed note."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.views.acting import acting
from kernel.access import public, requires
from kernel.calendar import today_in
from kernel.journal import saw
from kernel.pages import page
from kernel.refusals import Refusal
from participants.actions import observations as acts
from participants.forms.observations import AskThirdParty, Extract, ObservationAnswer
from participants.forms.people import Reason
from participants.models import Observation, Person
from participants.queries import observations as read
from participants.views.day import now, today_of


@require_GET
@requires("observations.view", Person)
def observations(request: HttpRequest, person: Person) -> HttpResponse:
    """What was asked and said about one mentee."""
    shown = read.observations_page(person, now=now(), today=today_of(request))
    saw(request, [person.pk])
    return page(request, "participants/observations.html", {"page": shown})


@require_http_methods(["GET", "POST"])
@requires("observations.ask", Person)
def ask_third_party(request: HttpRequest, person: Person) -> HttpResponse:
    """Ask somebody about the request of a mentee."""
    me = acting(request)
    form = AskThirdParty(_typed(request), staff=read.staff_to_ask(me))
    if form.is_valid():
        consent = read.consent_to_ask(person, today_of(request))
        try:
            acts.ask_third_party(person, consent=consent, by=me, now=now(), **form.facts)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The question is asked."))
            return redirect("observations", pk=person.pk)
    saw(request, [person.pk])
    return _form_page(request, form, person, title=_("Ask about the request"), verb=_("Ask"))


@require_POST
@requires("observations.close", Observation)
def close_question(request: HttpRequest, observation: Observation) -> HttpResponse:
    """Take a question back."""
    acts.close_question(observation, by=acting(request), today=today_of(request))
    messages.success(request, _("The question is taken back: its link opens nothing any more."))
    return redirect("observations", pk=observation.person_id)


@require_http_methods(["GET", "POST"])
@requires("observations.answer", Observation)
def answer_observation(request: HttpRequest, observation: Observation) -> HttpResponse:
    """Answer in the own cabinet."""
    form = ObservationAnswer(_typed(request))
    if form.is_valid() and _answered(form, observation, by=acting(request)):
        messages.success(request, _("Thank you. Your answer is kept."))
        return redirect("home")
    saw(request, [observation.person_id])
    context = {"form": form, "asked": observation, "name": observation.person.name.full}
    status = 422 if form.is_bound else 200
    return page(request, "participants/observation_answer.html", context, status=status)


@require_http_methods(["GET", "POST"])
@public("a third party answers by a personal link, without an account")
def observation_link(request: HttpRequest, token: str) -> HttpResponse:
    """Answer by a personal link. It never shows what was said."""
    asked = read.asked_by_token(token)
    if asked is None:
        return page(request, "participants/link_unknown.html", status=404)
    saw(request, [asked.person_id], tenant_id=asked.person.organization_id)
    if not asked.is_open(now()):
        status = 200 if asked.answered_at else 410
        over = {"asked": asked}
        return page(request, "participants/observation_over.html", over, status=status)
    form = ObservationAnswer(_typed(request))
    if form.is_valid() and _answered(form, asked, by=None):
        return redirect("observation-link", token=token)
    # A link may be seen by others: the surname is left out.
    name = f"{asked.person.name.first} {asked.person.name.last[:1]}."
    status = 422 if form.is_bound else 200
    context = {"form": form, "asked": asked, "name": name}
    return page(request, "participants/observation_link.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires("observations.open_note", Observation)
def open_closed_note(request: HttpRequest, observation: Observation) -> HttpResponse:
    """Read the note for the psychologist, once the reason was typed; each time anew."""
    form = Reason(_typed(request))
    saw(request, [observation.person_id])
    context: dict[str, Any] = {"form": form, "asked": observation, "note": ""}
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        context["note"] = acts.open_closed_note(observation, reason=reason, by=acting(request))
    status = 422 if form.is_bound and not form.is_valid() else 200
    return page(request, "participants/closed_note.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires("observations.extract", Person)
def write_extract(request: HttpRequest, person: Person) -> HttpResponse:
    """Write what the mentor may know."""
    known = read.extract_of(person)
    form = Extract(_typed(request), initial={"text": known.text if known else ""})
    if form.is_valid():
        acts.write_extract(person, text=form.cleaned_data["text"], by=acting(request), now=now())
        messages.success(request, _("The extract is kept: the mentor of the pair sees it."))
        return redirect("observations", pk=person.pk)
    saw(request, [person.pk])
    return _form_page(request, form, person, title=_("Extract for the mentor"))


def _answered(form: ObservationAnswer, asked: Observation, *, by: Any) -> bool:
    today = today_in(asked.person.organization.time_zone, now())
    consent = read.consent_to_ask(asked.person, today)
    try:
        acts.answer_observation(asked, consent=consent, by=by, now=now(), **form.facts)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _form_page(
    request: HttpRequest, form: Form, person: Person, *, title: str, verb: str = ""
) -> HttpResponse:
    context = {"form": form, "title": title, "person": person, "verb": verb}
    status = 422 if form.is_bound else 200
    return page(request, "participants/observation_form.html", context, status=status)
