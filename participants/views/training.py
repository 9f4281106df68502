"""Training as the curator runs it: groups, lessons, mentors, marks, materials, demands."""

from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.views.acting import acting
from kernel.access import requires
from kernel.journal import saw
from kernel.listing import Column, Listing
from kernel.pages import address, page
from kernel.pieces import Tone
from kernel.refusals import Refusal
from kernel.russian import day_words
from kernel.templatetags.components import link, status
from participants.actions import learning
from participants.actions import training as acts
from participants.forms import training as forms
from participants.models import Enrolment, Lesson, Material, MentorDemand, TrainingGroup
from participants.queries import training as read
from participants.views.day import now, today_of


def _state(group: Any) -> SafeString:
    if group.cancelled_at:
        return status(label=_("called off"), tone=Tone.IDLE, icon="ban")
    if group.mentor_count and group.certified_count == group.mentor_count:
        return status(label=_("all have certificates"), tone=Tone.GOOD)
    return status(label=_("in progress"), tone=Tone.CALM, icon="circle-dot")


COLUMNS = (
    Column(
        "title",
        gettext_lazy("Group"),
        sort=("title", "pk"),
        cell=lambda group: link(group.title, address("training-group", group.pk)),
    ),
    Column("course", gettext_lazy("Course"), cell=lambda group: group.course.name),
    Column(
        "days",
        gettext_lazy("Lessons"),
        sort=("begins_on", "pk"),
        cell=lambda group: f"{day_words(group.begins_on)} – {day_words(group.ends_on)}",
    ),
    Column(
        "mentors",
        gettext_lazy("Mentors"),
        sort=("mentor_count", "pk"),
        kind="number",
        cell=lambda group: str(group.mentor_count),
    ),
    Column(
        "certificates",
        gettext_lazy("Certificates"),
        kind="number",
        cell=lambda group: str(group.certified_count),
    ),
    Column("state", gettext_lazy("State"), cell=_state),
)


@require_GET
@requires("training.list")
def training(request: HttpRequest) -> HttpResponse:
    """All training groups of the school."""
    membership = request.membership  # type: ignore[attr-defined]
    listing = Listing(request, read.groups_of(membership), columns=COLUMNS, default_sort="-days")
    return page(request, "participants/training.html", {"listing": listing}, partial="rows")


@require_http_methods(["GET", "POST"])
@requires("training.plan")
def open_training(request: HttpRequest) -> HttpResponse:
    """Open a group on a course; its lessons get their days from the course."""
    membership = request.membership  # type: ignore[attr-defined]
    form = forms.OpenGroup(_typed(request), organization=membership.organization)
    if not form.is_valid():
        return _form_page(request, form, title=_("New training group"), back="training")
    group = acts.open_group(by=membership, now=now(), **form.cleaned_data)
    messages.success(request, _("The group is open. Now choose the mentors."))
    return redirect("enrol-mentors", pk=group.pk)


@require_GET
@requires("training.view", TrainingGroup)
def training_group(request: HttpRequest, traininggroup: TrainingGroup) -> HttpResponse:
    """A group: its lessons, mentors with marks, materials, certificates."""
    shown = read.group_page(traininggroup, today=today_of(request))
    saw(request, [learner.person.pk for learner in shown.learners])
    return page(request, "participants/training_group.html", {"page": shown})


@require_http_methods(["GET", "POST"])
@requires("training.change", TrainingGroup)
def change_training(request: HttpRequest, traininggroup: TrainingGroup) -> HttpResponse:
    """Change the name of a group and what a certificate takes."""
    names = ("title", "needed_lessons", "pass_percent")
    form = forms.ChangeGroup(
        _typed(request),
        group=traininggroup,
        initial={name: getattr(traininggroup, name) for name in names},
    )
    if not form.is_valid():
        return _form_page(request, form, title=traininggroup.title, group=traininggroup)
    acts.change_group(traininggroup, by=acting(request), **form.cleaned_data)
    messages.success(request, _("The group is changed."))
    return redirect("training-group", pk=traininggroup.pk)


@require_POST
@requires("training.change", TrainingGroup)
def call_off_training(request: HttpRequest, traininggroup: TrainingGroup) -> HttpResponse:
    """Call a group off."""
    acts.call_off_group(traininggroup, by=acting(request), now=now())
    messages.success(request, _("The group is called off. Its marks are kept."))
    return redirect("training-group", pk=traininggroup.pk)


@require_http_methods(["GET", "POST"])
@requires("training.change", TrainingGroup)
def enrol_mentors(request: HttpRequest, traininggroup: TrainingGroup) -> HttpResponse:
    """Choose the mentors of a group."""
    mentors = read.mentors_to_enrol(acting(request), traininggroup)
    form = forms.EnrolMentors(_typed(request), mentors=mentors)
    if form.is_valid():
        try:
            count = acts.enrol_mentors(
                traininggroup, people=form.cleaned_data["people"], by=acting(request), now=now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext(
                "%(count)d mentor is in the group.", "%(count)d mentors are in the group.", count
            )
            messages.success(request, said % {"count": count})
            return redirect("training-group", pk=traininggroup.pk)
    saw(request, [person.pk for person in mentors])
    return _form_page(
        request, form, title=_("Mentors for the group"), group=traininggroup, verb=_("Take in")
    )


@require_POST
@requires("training.change_learner", Enrolment)
def leave_training(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """Take a mentor out of a group."""
    acts.take_out_of_group(enrolment, by=acting(request))
    messages.success(request, _("The mentor is no longer in the group."))
    return redirect("training-group", pk=enrolment.group_id)


@require_http_methods(["GET", "POST"])
@requires("training.change", TrainingGroup)
def change_lesson(request: HttpRequest, traininggroup: TrainingGroup, number: int) -> HttpResponse:
    """Move a lesson, or say who leads it."""
    lesson = _lesson(traininggroup, number)
    form = forms.ChangeLesson(_typed(request), initial=forms.lesson_initial(lesson))
    if not form.is_valid():
        return _form_page(request, form, title=_("Lesson"), group=traininggroup)
    acts.change_lesson(lesson, facts=form.facts, by=acting(request), now=now())
    messages.success(
        request, _("The lesson is changed. Mentors are told of another time or place.")
    )
    return redirect("training-group", pk=traininggroup.pk)


@require_http_methods(["GET", "POST"])
@requires("training.change", TrainingGroup)
def mark_lesson(request: HttpRequest, traininggroup: TrainingGroup, number: int) -> HttpResponse:
    """Say by hand who was at a lesson."""
    lesson = _lesson(traininggroup, number)
    enrolments = list(
        traininggroup.enrolments.select_related("person").order_by("person__sort_name", "pk")
    )
    came = lesson.attendances.values_list("enrolment_id", flat=True)
    form = forms.MarkLesson(
        _typed(request), enrolments=enrolments, initial={"present": [str(pk) for pk in came]}
    )
    if not form.is_valid():
        saw(request, [one.person_id for one in enrolments])
        title = _("Who was at the lesson “%(title)s”") % {"title": lesson.title}
        return _form_page(request, form, title=title, group=traininggroup)
    learning.mark_lesson(lesson, present=form.chosen, by=acting(request), now=now())
    messages.success(request, _("The marks are written down."))
    return redirect("training-group", pk=traininggroup.pk)


@require_GET
@requires("training.change", TrainingGroup)
def lesson_code(request: HttpRequest, traininggroup: TrainingGroup, number: int) -> HttpResponse:
    """The code of a lesson for the screen or the door: mentors mark themselves by it."""
    lesson = _lesson(traininggroup, number)
    token = acts.lesson_token(lesson.nonce)
    url = settings.SITE_URL + reverse("come-to-lesson", args=[token])
    context = {
        "lesson": lesson,
        "group": traininggroup,
        "url": url,
        "qr": segno.make(url, error="m").svg_data_uri(scale=8, border=2),
    }
    return page(request, "participants/lesson_code.html", context)


@require_http_methods(["GET", "POST"])
@requires("training.change", TrainingGroup)
def add_material(request: HttpRequest, traininggroup: TrainingGroup) -> HttpResponse:
    """Put a file or a link before those who learn."""
    form = forms.AddMaterial(_typed(request), request.FILES if request.method == "POST" else None)
    if not form.is_valid():
        return _form_page(request, form, title=_("Material for the group"), group=traininggroup)
    acts.add_material(traininggroup, by=acting(request), now=now(), **form.facts)
    messages.success(request, _("The material is in the cabinets of the mentors of the group."))
    return redirect("training-group", pk=traininggroup.pk)


@require_POST
@requires("training.change", TrainingGroup)
def remove_material(
    request: HttpRequest, traininggroup: TrainingGroup, number: int
) -> HttpResponse:
    """Take a material away."""
    material = get_object_or_404(Material.objects.filter(group=traininggroup), pk=number)
    acts.remove_material(material, by=acting(request))
    messages.success(request, _("The material is removed."))
    return redirect("training-group", pk=traininggroup.pk)


@require_http_methods(["GET", "POST"])
@requires("training.change_learner", Enrolment)
def enter_test(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """Enter the result of a test on paper."""
    form = forms.EnterTest(_typed(request))
    if not form.is_valid():
        saw(request, [enrolment.person_id])
        title = _("Test on paper: %(name)s") % {"name": enrolment.person.name.full}
        return _form_page(request, form, title=title, group=enrolment.group)
    learning.enter_test(enrolment, by=acting(request), now=now(), **form.cleaned_data)
    messages.success(request, _("The result is written down."))
    return redirect("training-group", pk=enrolment.group_id)


@require_POST
@requires("training.certify", TrainingGroup)
def issue_certificates(request: HttpRequest, traininggroup: TrainingGroup) -> HttpResponse:
    """Issue certificates to all who have earned one."""
    count = learning.issue_certificates(
        traininggroup, by=acting(request), now=now(), today=today_of(request)
    )
    said = ngettext("%(count)d certificate is issued.", "%(count)d certificates are issued.", count)
    messages.success(request, said % {"count": count})
    return redirect("training-group", pk=traininggroup.pk)


@require_http_methods(["GET", "POST"])
@requires("training.demand")
def mentor_demands(request: HttpRequest) -> HttpResponse:
    """Choose what the school asks of a mentor before a pair."""
    me = acting(request)
    demand = MentorDemand.objects.of(me.organization_id)
    names = tuple(forms.AskOfMentors.base_fields)
    form = forms.AskOfMentors(
        _typed(request), initial={name: getattr(demand, name) for name in names}
    )
    if not form.is_valid():
        return _form_page(request, form, title=_("What is asked of mentors"), back="training")
    acts.ask_of_mentors(by=me, **form.cleaned_data)
    messages.success(request, _("The matching and the orders follow it from now on."))
    return redirect("training")


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _lesson(group: TrainingGroup, number: int) -> Lesson:
    return get_object_or_404(group.lessons.select_related("group"), position=number)


def _form_page(
    request: HttpRequest,
    form: Form,
    *,
    title: str,
    group: TrainingGroup | None = None,
    back: str = "",
    verb: str = "",
) -> HttpResponse:
    context = {"form": form, "title": title, "group": group, "back": back, "verb": verb}
    status_code = 422 if form.is_bound else 200
    return page(request, "participants/training_form.html", context, status=status_code)
