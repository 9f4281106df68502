"""Interviews with mentors: the list, planning, the sheet, its paper."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.views.acting import acting
from kernel.access import requires
from kernel.documents.pdf import as_pdf
from kernel.journal import saw
from kernel.listing import Column, Listing
from kernel.pages import address, page, show_pdf
from kernel.pieces import Tone
from kernel.refusals import Refusal
from kernel.russian import day_words
from kernel.templatetags.components import link, status
from participants.actions import interviews as acts
from participants.documents.interview_sheet import SheetFacts, as_paper
from participants.forms import interviews as forms
from participants.models import Interview, Person
from participants.queries import interviews as read
from participants.states import InterviewDecision, InterviewState
from participants.views.day import now, today_of

TONES = {
    InterviewDecision.READY: Tone.GOOD,
    InterviewDecision.RESERVE: Tone.CALM,
    InterviewDecision.REFUSED: Tone.BAD,
}


def _state(interview: Interview) -> SafeString:
    if interview.decision:
        tone = TONES[InterviewDecision(interview.decision)]
        return status(label=interview.get_decision_display(), tone=tone)
    tone = Tone.WARN if interview.state == InterviewState.PLANNED else Tone.IDLE
    return status(label=interview.get_state_display(), tone=tone)


def _interviewers(interview: Interview) -> str:
    people = (interview.interviewer, interview.second)
    return ", ".join(one.user.name.short for one in people if one)


COLUMNS = (
    Column(
        "name",
        gettext_lazy("Mentor"),
        sort=("person__sort_name", "pk"),
        cell=lambda one: link(one.person.name.full, address("interview", one.pk)),
    ),
    Column(
        "when",
        gettext_lazy("When"),
        sort=("held_on", "starts_at", "pk"),
        cell=lambda one: f"{day_words(one.held_on)}, {one.starts_at:%H:%M}",
    ),
    Column("who", gettext_lazy("Who talks"), cell=_interviewers),
    Column("state", gettext_lazy("State"), sort=("state", "decision", "pk"), cell=_state),
)


@require_GET
@requires("interviews.list")
def interviews(request: HttpRequest) -> HttpResponse:
    """All interviews of the school."""
    listing = Listing(
        request,
        read.interviews_of(acting(request)),
        columns=COLUMNS,
        search="person__search",
        default_sort="-when",
    )
    saw(request, [interview.person_id for interview in listing.rows])
    return page(request, "participants/interviews.html", {"listing": listing}, partial="rows")


@require_http_methods(["GET", "POST"])
@requires("interviews.plan")
def plan_interviews(request: HttpRequest) -> HttpResponse:
    """Invite several mentors, one after another."""
    me = acting(request)
    mentors = read.mentors_to_invite(me)
    form = forms.PlanInterviews(
        _typed(request), mentors=mentors, interviewers=read.interviewers(me)
    )
    if form.is_valid():
        try:
            planned = acts.plan_interviews(by=me, now=now(), **form.facts)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext(
                "%(count)d interview is planned.", "%(count)d interviews are planned.", len(planned)
            )
            messages.success(request, said % {"count": len(planned)})
            return redirect("interviews")
    saw(request, [person.pk for person in mentors])
    return _form_page(request, form, title=_("Invite to an interview"), verb=_("Invite"))


@require_GET
@requires("interviews.view", Interview)
def interview(request: HttpRequest, interview: Interview) -> HttpResponse:
    """One interview with its sheet, as far as the role may read it."""
    shown = read.interview_page(interview, acting(request))
    saw(request, [interview.person_id])
    context = {"page": shown, "state": _state(interview), "who": _interviewers(interview)}
    return page(request, "participants/interview.html", context)


@require_http_methods(["GET", "POST"])
@requires("interviews.move", Interview)
def move_interview(request: HttpRequest, interview: Interview) -> HttpResponse:
    """Choose another time, place or interviewer."""
    me = acting(request)
    form = forms.Appointment(
        _typed(request),
        interviewers=read.interviewers(me),
        initial=forms.appointment_of(interview),
    )
    if not form.is_valid():
        saw(request, [interview.person_id])
        return _form_page(request, form, title=interview.person.name.full, interview=interview)
    acts.move_interview(interview, by=me, now=now(), **form.facts)
    messages.success(request, _("The interview is moved, everybody is told."))
    return redirect("interview", pk=interview.pk)


@require_POST
@requires("interviews.move", Interview)
def call_off_interview(request: HttpRequest, interview: Interview) -> HttpResponse:
    """Call an interview off."""
    acts.call_off_interview(interview, by=acting(request), now=now())
    messages.success(request, _("The interview is called off."))
    return redirect("interview", pk=interview.pk)


@require_http_methods(["GET", "POST"])
@requires("interviews.decide", Interview)
def decide_interview(request: HttpRequest, interview: Interview) -> HttpResponse:
    """Fill the sheet in and decide."""
    form = forms.InterviewSheet(_typed(request), interview=interview)
    if form.is_valid():
        try:
            acts.decide_interview(
                interview, sheet=form.sheet, by=acting(request), now=now(), today=today_of(request)
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The decision is written down."))
            return redirect("interview", pk=interview.pk)
    saw(request, [interview.person_id])
    return _form_page(request, form, title=interview.person.name.full, interview=interview)


@require_GET
@requires("interviews.decide", Interview)
def interview_sheet(request: HttpRequest, interview: Interview) -> HttpResponse:
    """The sheet to print: empty before the talk, filled in after it, without the reason."""
    shown = read.interview_page(interview, acting(request))
    saw(request, [interview.person_id])
    facts = SheetFacts(
        organization=interview.person.organization.full_name,
        name=interview.person.name.full,
        place=interview.person.place_text,
        held_on=interview.held_on,
        starts_at=interview.starts_at,
        interviewers=tuple(
            one.user.name.initials_first for one in (interview.interviewer, interview.second) if one
        ),
        points=shown.points,
        notes=interview.notes,
        decision=interview.get_decision_display(),
    )
    name = _("interview-%(number)d.pdf") % {"number": interview.pk}
    return show_pdf(as_pdf(as_paper(facts)), filename=name)


@require_http_methods(["GET", "POST"])
@requires("interviews.note", Person)
def note_no_record(request: HttpRequest, person: Person) -> HttpResponse:
    """Note that a certificate of no criminal record was shown."""
    form = forms.NoRecord(_typed(request))
    if not form.is_valid():
        saw(request, [person.pk])
        title = _("Certificate of no criminal record: %(name)s") % {"name": person.name.full}
        return _form_page(request, form, title=title)
    acts.note_no_record(person, by=acting(request), now=now(), **form.cleaned_data)
    messages.success(request, _("It is noted that the certificate was shown. No copy is kept."))
    return redirect("person", pk=person.pk)


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _form_page(
    request: HttpRequest,
    form: Form,
    *,
    title: str,
    interview: Interview | None = None,
    verb: str = "",
) -> HttpResponse:
    context = {"form": form, "title": title, "interview": interview, "verb": verb}
    code = 422 if form.is_bound else 200
    return page(request, "participants/interview_form.html", context, status=code)
