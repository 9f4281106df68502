"""Pages of results."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kernel.access import requires
from kernel.pages import download, page
from surveys.documents.results_book import as_xlsx
from surveys.models import Campaign
from surveys.queries.results import results_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@requires("surveys.results", Campaign)
def campaign_results(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Show counts and shares, never a name."""
    return page(request, "surveys/results.html", {"found": results_of(campaign)})


@require_GET
@requires("surveys.results", Campaign)
def campaign_results_file(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Hand out the results as a workbook."""
    content = as_xlsx(results_of(campaign))
    return download(content, filename=f"{campaign.title}.xlsx", content_type=XLSX)
