"""Pages of questionnaires: the library, the previews, versions, copies, publishing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.views.acting import acting
from kernel.access import requires
from kernel.pages import page
from kernel.pieces import Tab
from surveys.actions import versions
from surveys.content import Content
from surveys.forms.answering import AnswerForm
from surveys.forms.building import DescribeQuestionnaire
from surveys.models import Campaign, Questionnaire
from surveys.queries.answering import asked_in
from surveys.queries.campaigns import with_counts
from surveys.queries.library import changes_between, library_of, newer_of_origin, versions_of
from surveys.queries.paper import paper_of
from surveys.views.sent import sent


@require_GET
@requires("surveys.library")
def questionnaires(request: HttpRequest) -> HttpResponse:
    """Show the questionnaires to choose from, and the campaigns of the organization."""
    membership = acting(request)
    context = {
        "library": library_of(membership),
        "campaigns": with_counts(Campaign.objects.visible_to(membership)).order_by("-opens_at"),
    }
    return page(request, "surveys/questionnaires.html", context)


@require_GET
@requires("surveys.questionnaire", Questionnaire)
def questionnaire(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Show a questionnaire as those who answer will see it, on a wide screen or on a phone."""
    if "bare" in request.GET:
        form = AnswerForm(questions=asked_in(questionnaire))
        context = {"questionnaire": questionnaire, "form": form}
        return page(request, "surveys/preview.html", context)
    on_phone = "phone" in request.GET
    here = reverse("questionnaire", args=[questionnaire.pk])
    context = {
        "questionnaire": questionnaire,
        "form": None if on_phone else AnswerForm(questions=asked_in(questionnaire)),
        "phone_url": f"{here}?bare" if on_phone else "",
        "newer": newer_of_origin(questionnaire),
        "version_count": versions_of(questionnaire, acting(request)).count(),
        "tabs": [
            Tab(_("On a screen"), here, is_current=not on_phone),
            Tab(_("On a phone"), f"{here}?phone", is_current=on_phone),
            Tab(_("On paper"), reverse("questionnaire-paper", args=[questionnaire.pk])),
        ],
    }
    return page(request, "surveys/questionnaire.html", context)


@require_GET
@requires("surveys.questionnaire", Questionnaire)
def questionnaire_paper(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Show a questionnaire as a sheet of paper to fill in by hand."""
    context = {"questionnaire": questionnaire, "parts": paper_of(questionnaire)}
    return page(request, "surveys/paper_preview.html", context)


@require_http_methods(["GET", "POST"])
@requires("surveys.make")
def make_questionnaire(request: HttpRequest) -> HttpResponse:
    """Begin a questionnaire of one's own."""
    form = DescribeQuestionnaire(sent(request))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(request, "surveys/make_questionnaire.html", {"form": form}, status=status)
    made = versions.make_questionnaire(Content(form.cleaned_data, []), by=acting(request))
    return redirect("build-questionnaire", pk=made.pk)


@require_POST
@requires("surveys.copy", Questionnaire)
def copy_questionnaire(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Take a questionnaire over as a draft of one's own."""
    made = versions.copy_questionnaire(questionnaire, by=acting(request))
    messages.success(request, _("The copy is yours: change what you like, then publish it."))
    return redirect("build-questionnaire", pk=made.pk)


@require_POST
@requires("surveys.publish", Questionnaire)
def publish_questionnaire(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Let it be asked with."""
    versions.publish(questionnaire, by=acting(request))
    messages.success(request, _("The questionnaire is published: people can be asked with it."))
    return redirect("questionnaire", pk=questionnaire.pk)


@require_POST
@requires("surveys.retire", Questionnaire)
def retire_questionnaire(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Take it out of use."""
    versions.retire(questionnaire, by=acting(request))
    messages.success(request, _("The questionnaire is out of use. What was answered is kept."))
    return redirect("questionnaire", pk=questionnaire.pk)


@require_POST
@requires("surveys.version", Questionnaire)
def make_version(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Begin the next version, from this one or from what the origin says now."""
    origin = newer_of_origin(questionnaire) if "from_origin" in request.POST else None
    made = versions.make_version(questionnaire, origin=origin, by=acting(request))
    return redirect("build-questionnaire", pk=made.pk)


@require_POST
@requires("surveys.build", Questionnaire)
def drop_draft(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Throw a draft away."""
    versions.drop_draft(questionnaire, by=acting(request))
    messages.success(request, _("The draft is thrown away."))
    return redirect("questionnaires")


@require_GET
@requires("surveys.questionnaire", Questionnaire)
def questionnaire_versions(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Show the versions, and what is different between this one and another."""
    all_of_them = list(versions_of(questionnaire, acting(request)))
    older = next((one for one in all_of_them if one.version < questionnaire.version), None)
    older = older or questionnaire.origin
    newer = newer_of_origin(questionnaire)
    visible = Questionnaire.objects.visible_to(acting(request))
    if (number := request.GET.get("with", "")).isdecimal():
        older = get_object_or_404(visible, pk=int(number))
    context = {
        "questionnaire": questionnaire,
        "versions": all_of_them,
        "other": older,
        "newer": newer,
        "changes": changes_between(older, questionnaire) if older else [],
    }
    return page(request, "surveys/versions.html", context)
