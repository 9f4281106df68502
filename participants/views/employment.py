"""Papers of the Labour Code for an employee who mentors colleagues; offered to nobody else."""

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kernel.access import may, requires
from kernel.calendar import SchoolYear
from kernel.documents.docx import as_docx
from kernel.documents.paper import Paper
from kernel.documents.pdf import as_pdf
from kernel.journal import saw
from kernel.pages import download, show_pdf
from participants.documents.employment import (
    EmploymentFacts,
    additional_agreement,
    employment_facts,
    labour_consent,
)
from participants.models import Person
from participants.views.consents import DOCX
from participants.views.day import today_of

PAPERS: Mapping[str, Callable[[EmploymentFacts], Paper]] = {
    "consent": labour_consent,
    "agreement": additional_agreement,
}


@require_GET
@requires("people.employment", Person)
def employment_paper(request: HttpRequest, person: Person, paper: str, form: str) -> HttpResponse:
    """Hand out one of the two papers, to be printed or edited."""
    membership = request.membership  # type: ignore[attr-defined]
    if paper not in PAPERS or form not in {"pdf", "docx"}:
        raise Http404
    if not may(membership, "people.employment", person):
        raise Http404
    until = SchoolYear.of(today_of(request)).ends_on
    made = PAPERS[paper](employment_facts(person, until=until))
    saw(request, [person.pk])
    name = _("mentoring-at-work-%(number)d.%(form)s") % {"number": person.pk, "form": form}
    if form == "docx":
        return download(as_docx(made), filename=name, content_type=DOCX)
    return show_pdf(as_pdf(made), filename=name)
