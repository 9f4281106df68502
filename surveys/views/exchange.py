"""A questionnaire as a workbook, and its translation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.views.acting import acting
from kernel.access import requires
from kernel.pages import download, page
from kernel.refusals import Refusal
from surveys.actions import translating, versions
from surveys.content import content_of
from surveys.documents.questionnaire_book import as_xlsx
from surveys.forms.exchange import ImportQuestionnaire, Translate
from surveys.models import Questionnaire
from surveys.reading import read_book
from surveys.translation import missing_count, texts_of
from surveys.views.sent import sent

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@requires("surveys.questionnaire", Questionnaire)
def questionnaire_file(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Hand out a questionnaire as a workbook."""
    content = as_xlsx(content_of(questionnaire))
    return download(content, filename=f"{questionnaire.title}.xlsx", content_type=XLSX)


@require_http_methods(["GET", "POST"])
@requires("surveys.make")
def import_questionnaire(request: HttpRequest) -> HttpResponse:
    """Make a draft of a workbook; a file with a mistake makes nothing."""
    form = ImportQuestionnaire(sent(request), request.FILES or None)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            content = read_book(upload.content, upload.name)
        except Refusal as refusal:
            for mistake in getattr(refusal, "mistakes", [str(refusal)])[:20]:
                form.add_error("file", mistake)
        else:
            made = versions.make_questionnaire(content, by=acting(request))
            messages.success(request, _("The questionnaire is read. Look through it and publish."))
            return redirect("build-questionnaire", pk=made.pk)
    status = 422 if form.is_bound else 200
    return page(request, "surveys/import.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@requires("surveys.build", Questionnaire)
def translate_questionnaire(request: HttpRequest, questionnaire: Questionnaire) -> HttpResponse:
    """Write the English of a draft beside its Russian; what is left empty is shown in Russian."""
    texts = texts_of(questionnaire)
    form = Translate(sent(request), texts=texts)
    if form.is_valid():
        translating.translate(questionnaire, form.cleaned_data, by=acting(request))
        messages.success(request, _("The translation is saved."))
        return redirect("translate-questionnaire", pk=questionnaire.pk)
    context = {
        "questionnaire": questionnaire,
        "form": form,
        "translated": len(texts) - missing_count(texts),
        "total": len(texts),
    }
    status = 422 if form.is_bound else 200
    return page(request, "surveys/translate.html", context, status=status)
