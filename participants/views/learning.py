"""Training as a mentor sees it: the own cabinet, the code of a lesson, the test, certificates."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kernel import jobs
from kernel.access import public, requires
from kernel.documents.issue import facts_of
from kernel.documents.pdf import as_pdf
from kernel.journal import saw
from kernel.pages import download_file, page, show_pdf
from kernel.refusals import Refusal
from participants import tokens
from participants.actions import learning as acts
from participants.certificates import CertificateFacts
from participants.documents.certificate import as_paper
from participants.forms.training import CheckCertificate, TakeTest
from participants.models import Enrolment, Lesson, Material, TrainingGroup
from participants.queries import training as read
from participants.queries.interviews import own_interviews
from participants.views.day import now, today_of


def check_link() -> str:
    """Where certificates are checked."""
    return settings.SITE_URL + reverse("check-certificate")


@require_GET
@requires("training.own")
def my_training(request: HttpRequest) -> HttpResponse:
    """The groups in which one learns: dates, materials, the test, the certificate."""
    membership = request.membership  # type: ignore[attr-defined]
    own = read.own_training(membership)
    saw(request, [learner.person.pk for _page, learner in own])
    context = {"own": own, "interviews": own_interviews(membership)}
    return page(request, "participants/my_training.html", context)


@require_http_methods(["GET", "POST"])
@requires("training.own")
def come_to_lesson(request: HttpRequest, token: str) -> HttpResponse:
    """Mark oneself at a lesson by its code."""
    membership = request.membership  # type: ignore[attr-defined]
    lesson = get_object_or_404(
        Lesson.objects.select_related("group"),
        token_digest=tokens.digest(token),
        group__organization_id=membership.organization_id,
    )
    if request.method == "POST":
        try:
            acts.come_to_lesson(lesson, by=membership, now=now(), today=today_of(request))
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("come-to-lesson", token=token)
        messages.success(
            request, _("You are marked at the lesson “%(title)s”.") % {"title": lesson}
        )
        return redirect("my-training")
    return page(request, "participants/come_to_lesson.html", {"lesson": lesson})


@require_http_methods(["GET", "POST"])
@requires("training.test", Enrolment)
def training_test(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """Take the test at the end of a course."""
    group = enrolment.group
    if not group.has_test:
        raise Http404
    form = TakeTest(
        request.POST if request.method == "POST" else None, questions=group.course.questions
    )
    if form.is_valid():
        membership = request.membership  # type: ignore[attr-defined]
        try:
            attempt = acts.take_test(enrolment, answers=form.answers, by=membership, now=now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            _say_result(request, attempt.percent, group.pass_percent)
            return redirect("my-training")
    context = {"form": form, "group": group}
    status = 422 if form.is_bound else 200
    return page(request, "participants/training_test.html", context, status=status)


@require_GET
@requires("training.material", Material)
def training_material(request: HttpRequest, material: Material) -> HttpResponseBase:
    """Hand out a file of a group to those who learn in it and those who run it."""
    if not material.file:
        raise Http404
    return download_file(
        material.file.open("rb"),
        filename=material.file_name,
        content_type="application/octet-stream",
    )


@require_GET
@requires("training.certificate", Enrolment)
def certificate(request: HttpRequest, enrolment: Enrolment) -> HttpResponse:
    """Print one certificate as it was issued."""
    if enrolment.certificate is None:
        raise Http404
    saw(request, [enrolment.person_id])
    facts = facts_of(enrolment.certificate, CertificateFacts)
    name = _("certificate-%(number)s.pdf") % {"number": facts.number}
    return show_pdf(as_pdf(as_paper([facts], link=check_link())), filename=name)


@require_http_methods(["POST"])
@requires("training.print", TrainingGroup)
def print_certificates(request: HttpRequest, traininggroup: TrainingGroup) -> HttpResponse:
    """Print all certificates of a group into one file: long work."""
    job = jobs.want(
        "participants.print_certificates",
        by=request.membership,  # type: ignore[attr-defined]
        now=now(),
        key=f"{traininggroup.pk}-{now().isoformat()}",
        title=_("Certificates: %(title)s") % {"title": traininggroup.title},
        group=traininggroup.pk,
        link=check_link(),
    )
    return redirect("job", pk=job.pk)


@require_GET
@public("anybody who holds a certificate in hand may check it; no person is named")
def check_certificate(request: HttpRequest) -> HttpResponse:
    """Tell whether a certificate with this code was issued, without saying to whom."""
    asked = request.GET if "code" in request.GET else None
    form = CheckCertificate(asked)
    paper = read.issued_under(form.cleaned_data["code"]) if form.is_valid() else None
    context = {
        "form": form,
        "is_asked": form.is_bound and form.is_valid(),
        "said": read.public_facts(facts_of(paper, CertificateFacts)) if paper else [],
    }
    return page(request, "participants/check_certificate.html", context)


def _say_result(request: HttpRequest, percent: int, pass_percent: int) -> None:
    said = {"percent": percent, "needed": pass_percent}
    if percent >= pass_percent:
        messages.success(request, _("The test is passed: %(percent)d %% of right answers.") % said)
    else:
        messages.warning(
            request,
            _(
                "%(percent)d %% of right answers, %(needed)d %% are needed."
                " Look at the materials and try again."
            )
            % said,
        )
