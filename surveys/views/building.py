"""Pages of the builder: the sections and questions of a draft. Every step works by keyboard."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.views.acting import acting
from kernel.access import requires
from kernel.pages import page
from surveys.actions import building
from surveys.faults import faults_of
from surveys.forms.building import (
    DescribeQuestionnaire,
    DescribeSection,
    SetCondition,
    WriteQuestion,
    facts_of,
)
from surveys.models import Question, Questionnaire, Section
from surveys.queries.library import stands_of
from surveys.states import QuestionKind
from surveys.translation import missing_count, texts_of
from surveys.views.sent import sent

STEPS = {"up": -1, "down": 1}


def back_to(questionnaire_id: int, anchor: str = "") -> HttpResponse:
    """Return to the builder, at the place where one was."""
    return redirect(f"{reverse('build-questionnaire', args=[questionnaire_id])}{anchor}")


def _shown(
    request: HttpRequest, questionnaire: Questionnaire, form: Any, title: str
) -> HttpResponse:
    is_idle = isinstance(form, SetCondition) and not form.deciding
    context = {"questionnaire": questionnaire, "form": form, "title": title, "is_idle": is_idle}
    status = 422 if form.is_bound else 200
    return page(request, "surveys/build_form.html", context, status=status)


@require_GET
@requires("surveys.build", Questionnaire)
def build_questionnaire(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Show the sections and questions of a draft, each with what can be done with it."""
    if not questionnaire.is_draft:
        return redirect("questionnaire", pk=questionnaire.pk)
    texts = texts_of(questionnaire)
    context = {
        "questionnaire": questionnaire,
        "translated": len(texts) - missing_count(texts),
        "total": len(texts),
        "stands": stands_of(questionnaire),
        "faults": faults_of(questionnaire),
        "kinds": QuestionKind.choices,
    }
    return page(request, "surveys/build.html", context)


@require_http_methods(["GET", "POST"])
@requires("surveys.build", Questionnaire)
def describe_questionnaire(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Change the title, the introduction and who answers."""
    form = DescribeQuestionnaire(sent(request), initial=facts_of(questionnaire))
    if not form.is_valid():
        return _shown(request, questionnaire, form, _("Title and introduction"))
    building.change_facts(questionnaire, form.cleaned_data, by=acting(request))
    return back_to(questionnaire.pk)


@require_http_methods(["GET", "POST"])
@requires("surveys.build", Questionnaire)
def add_question(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Write a question of the chosen kind for a section, or for the space before the headings."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in QuestionKind.values else QuestionKind.SHORT
    number = request.GET.get("section", "")
    section = (
        get_object_or_404(questionnaire.sections, pk=int(number)) if number.isdecimal() else None
    )
    form = WriteQuestion(sent(request), kind=kind)
    if not form.is_valid():
        return _shown(request, questionnaire, form, str(QuestionKind(kind).label).capitalize())
    facts = {"kind": kind, **form.cleaned_data}
    made = building.add_question(questionnaire, facts, section=section, by=acting(request))
    return back_to(questionnaire.pk, f"#question-{made.pk}")


@require_http_methods(["GET", "POST"])
@requires("surveys.build", Question)
def change_question(request: HttpRequest, question: Question) -> HttpResponse:
    """Change the words and settings of a question."""
    form = WriteQuestion(sent(request), kind=question.kind, question=question)
    if not form.is_valid():
        return _shown(request, question.questionnaire, form, _("Change the question"))
    building.change_question(question, form.cleaned_data, by=acting(request))
    return back_to(question.questionnaire_id, f"#question-{question.pk}")


@require_POST
@requires("surveys.build", Question)
def move_question(request: HttpRequest, question: Question) -> HttpResponse:
    """Move a question up or down."""
    way = "up" if request.POST.get("way") == "up" else "down"
    building.move_question(question, steps=STEPS[way], by=acting(request))
    return back_to(question.questionnaire_id, f"#{way}-{question.pk}")


@require_POST
@requires("surveys.build", Question)
def copy_question(request: HttpRequest, question: Question) -> HttpResponse:
    """Put a copy behind a question."""
    made = building.copy_question(question, by=acting(request))
    return back_to(question.questionnaire_id, f"#question-{made.pk}")


@require_POST
@requires("surveys.build", Question)
def remove_question(request: HttpRequest, question: Question) -> HttpResponse:
    """Take a question out."""
    building.remove_question(question, by=acting(request))
    messages.success(request, _("The question is taken out."))
    return back_to(question.questionnaire_id)


@require_http_methods(["GET", "POST"])
@requires("surveys.build", Question)
def question_condition(request: HttpRequest, question: Question) -> HttpResponse:
    """Say on which earlier answers a question is asked."""
    earlier = list(
        question.questionnaire.questions.filter(position__lt=question.position).order_by("position")
    )
    form = SetCondition(sent(request), earlier=earlier, condition=question.show_if)
    if not form.is_valid():
        return _shown(request, question.questionnaire, form, _("When is it asked?"))
    facts = {"show_if": form.condition()}
    building.change_question(question, facts, by=acting(request))
    return back_to(question.questionnaire_id, f"#question-{question.pk}")


@require_http_methods(["GET", "POST"])
@requires("surveys.build", Questionnaire)
def add_section(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Put a heading at the end."""
    form = DescribeSection(sent(request))
    if not form.is_valid():
        return _shown(request, questionnaire, form, _("New section"))
    made = building.add_section(questionnaire, form.cleaned_data, by=acting(request))
    return back_to(questionnaire.pk, f"#section-{made.pk}")


@require_http_methods(["GET", "POST"])
@requires("surveys.build", Section)
def change_section(request: HttpRequest, section: Section) -> HttpResponse:
    """Change a heading and its introduction."""
    known = {"title": section.title, "intro": section.intro}
    form = DescribeSection(sent(request), initial=known)
    if not form.is_valid():
        return _shown(request, section.questionnaire, form, _("Change the section"))
    building.change_section(section, form.cleaned_data, by=acting(request))
    return back_to(section.questionnaire_id, f"#section-{section.pk}")


@require_POST
@requires("surveys.build", Section)
def move_section(request: HttpRequest, section: Section) -> HttpResponse:
    """Move a section with its questions up or down."""
    way = "up" if request.POST.get("way") == "up" else "down"
    building.move_section(section, steps=STEPS[way], by=acting(request))
    return back_to(section.questionnaire_id, f"#section-{way}-{section.pk}")


@require_POST
@requires("surveys.build", Section)
def remove_section(request: HttpRequest, section: Section) -> HttpResponse:
    """Take a heading out; its questions stay."""
    building.remove_section(section, by=acting(request))
    messages.success(request, _("The heading is taken out, its questions stay."))
    return back_to(section.questionnaire_id)


@require_http_methods(["GET", "POST"])
@requires("surveys.build", Section)
def section_condition(request: HttpRequest, section: Section) -> HttpResponse:
    """Say on which earlier answers a section is asked."""
    questions = section.questionnaire.questions.select_related("section").order_by("position")
    earlier = [
        question
        for question in questions
        if question.section is None or question.section.position < section.position
    ]
    form = SetCondition(sent(request), earlier=earlier, condition=section.show_if)
    if not form.is_valid():
        return _shown(request, section.questionnaire, form, _("When is it asked?"))
    building.change_section(section, {"show_if": form.condition()}, by=acting(request))
    return back_to(section.questionnaire_id, f"#section-{section.pk}")
