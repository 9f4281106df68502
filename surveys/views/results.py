"""Pages of results: of a campaign, and of a programme before and after."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.views.acting import acting
from kernel.access import requires
from kernel.documents.docx import as_docx
from kernel.documents.pdf import as_pdf
from kernel.pages import download, page, show_pdf
from surveys.actions.campaigns import require_programme
from surveys.documents.results_book import as_xlsx
from surveys.documents.results_paper import as_paper, facts_of
from surveys.models import Campaign
from surveys.queries.change import changes_of
from surveys.queries.results import arrived, results_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_SEARCH = 100


@require_GET
@requires("surveys.results", Campaign)
def campaign_results(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Show counts and shares, never a name."""
    found = results_of(
        campaign,
        asked=request.GET.get("group", ""),
        words=request.GET.get("q", "").strip()[:LONGEST_SEARCH],
    )
    days = arrived(campaign)
    asked = campaign.invitations.count()
    context = {
        "found": found,
        "chosen_code": found.chosen.code if found.chosen is not None else "",
        "asked": asked,
        "days": days,
        "arrived": [count for _day, count in days],
    }
    return page(request, "surveys/results.html", context)


@require_GET
@requires("surveys.results", Campaign)
def campaign_results_file(request: HttpRequest, campaign: Campaign, form: str) -> HttpResponse:
    """Hand out the results as a workbook, a paper, or a text to go on with."""
    found = results_of(campaign)
    if form == "xlsx":
        return download(as_xlsx(found), filename=f"{campaign.title}.xlsx", content_type=XLSX)
    paper = as_paper(facts_of(found))
    if form == "docx":
        return download(as_docx(paper), filename=f"{campaign.title}.docx", content_type=DOCX)
    if form == "pdf":
        return show_pdf(as_pdf(paper), filename=f"{campaign.title}.pdf")
    raise Http404


@require_GET
@requires("surveys.changes")
def changes(request: HttpRequest) -> HttpResponse:
    """Show what the year has changed, construct by construct."""
    programme = require_programme(acting(request).organization, now=timezone.now())
    return page(request, "surveys/changes.html", {"changes": changes_of(programme)})
