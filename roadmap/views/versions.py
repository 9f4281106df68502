"""The approved texts of a roadmap, their print, remarks on it, and the end of its year."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.views.acting import acting
from kernel.access import requires
from kernel.documents.docx import as_docx
from kernel.documents.pdf import as_pdf
from kernel.pages import download, page, show_pdf
from kernel.pieces import Tab
from roadmap.actions import demands, remarks, roadmaps
from roadmap.documents.plan import paper_of_version
from roadmap.forms.changes import AnswerRemark, ChooseDemand, ChooseLayout, WriteRemark
from roadmap.models import AgreementDemand, Remark, Roadmap, RoadmapVersion
from roadmap.queries.changes import history_page, version_difference
from roadmap.states import Layout
from roadmap.views.approval import DOCX, file_name
from roadmap.views.changes import layout_asked

# What fits on a tab; the long names say what stands in the columns.
SHORT = {
    Layout.A: gettext_lazy("A: school, under stages"),
    Layout.B: gettext_lazy("B: stages and contents"),
    Layout.C: gettext_lazy("C: region, numbered through"),
    Layout.D: gettext_lazy("D: with results"),
}


@require_GET
@requires("roadmap.versions", Roadmap)
def roadmap_versions(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """List every approved text with its date, its people and its paper."""
    context = {"page": history_page(roadmap, acting(request)), "roadmap": roadmap}
    return page(request, "roadmap/versions.html", context)


@require_GET
@requires("roadmap.versions", RoadmapVersion)
def roadmap_version(request: HttpRequest, roadmapversion: RoadmapVersion) -> HttpResponse:
    """Show what an approved text changed, and its paper."""
    context: dict[str, Any] = {
        "version": roadmapversion,
        "difference": version_difference(roadmapversion),
        "remarks": {},
    }
    return page(request, "roadmap/version.html", context)


@require_GET
@requires("roadmap.export", RoadmapVersion)
def version_pdf(request: HttpRequest, roadmapversion: RoadmapVersion) -> HttpResponse:
    """Print an approved text as it was issued."""
    paper = paper_of_version(roadmapversion, layout=layout_asked(request))
    return show_pdf(as_pdf(paper), filename=f"{_version_name(roadmapversion)}.pdf")


@require_GET
@requires("roadmap.export", RoadmapVersion)
def version_docx(request: HttpRequest, roadmapversion: RoadmapVersion) -> HttpResponse:
    """Hand an approved text out as a file of Word."""
    paper = paper_of_version(roadmapversion, layout=layout_asked(request))
    name = f"{_version_name(roadmapversion)}.docx"
    return download(as_docx(paper), filename=name, content_type=DOCX)


@require_GET
@requires("roadmap.export", Roadmap)
def print_roadmap(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Choose the layout of the print and take the file."""
    layout = Layout(layout_asked(request) or roadmap.layout)
    tabs = [Tab(SHORT[each], f"?layout={each}", is_current=each == layout) for each in Layout]
    context = {"roadmap": roadmap, "layout": layout, "tabs": tabs}
    return page(request, "roadmap/print.html", context)


@require_POST
@requires("roadmap.choose_layout", Roadmap)
def choose_layout(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Print the roadmap in this layout from now on."""
    form = ChooseLayout(request.POST)
    if form.is_valid():
        demands.choose_layout(roadmap, layout=form.cleaned_data["layout"], by=acting(request))
        messages.success(request, _("The roadmap will be printed in this layout."))
    return redirect("print-roadmap", roadmap.pk)


@require_POST
@requires("roadmap.remark", Roadmap)
def write_remark(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Write what has to be corrected at one activity."""
    form = WriteRemark(request.POST)
    address = reverse("review-roadmap", args=[roadmap.pk])
    if not form.is_valid():
        messages.error(request, _("Write what has to be corrected."))
        return redirect(address)
    remark = remarks.write_remark(
        roadmap, by=acting(request), now=timezone.now(), **form.cleaned_data
    )
    return redirect(f"{address}#read-{remark.key}")


@require_POST
@requires("roadmap.answer_remark", Remark)
def answer_remark(request: HttpRequest, remark: Remark) -> HttpResponse:
    """Mark a remark as answered."""
    form = AnswerRemark(request.POST)
    answer = form.cleaned_data["answer"] if form.is_valid() else ""
    remarks.answer_remark(remark, answer=answer, by=acting(request), now=timezone.now())
    messages.success(request, _("The remark is marked as answered."))
    return redirect(_page_of(remark))


@require_POST
@requires("roadmap.remove_remark", Remark)
def remove_remark(request: HttpRequest, remark: Remark) -> HttpResponse:
    """Take a remark back."""
    address = _read_at(remark)
    remarks.remove_remark(remark, by=acting(request))
    messages.success(request, _("The remark is taken back."))
    return redirect(address)


@require_http_methods(["GET", "POST"])
@requires("roadmap.demand")
def agreement_demand(request: HttpRequest) -> HttpResponse:
    """Choose which roadmaps one's authority agrees to."""
    me = acting(request)
    demand = AgreementDemand.objects.of(me.organization_id)
    form = ChooseDemand(request.POST) if request.method == "POST" else ChooseDemand.of(demand)
    if form.is_valid():
        demands.choose_demand(by=me, **form.cleaned_data)
        messages.success(request, _("Kept. It holds for roadmaps that are sent from now on."))
        return redirect("agreement-demand")
    return page(request, "roadmap/agreement_demand.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires("roadmap.close", Roadmap)
def close_roadmap(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Close the roadmap of a year that is over."""
    if request.method == "POST":
        roadmaps.close_roadmap(roadmap, by=acting(request), now=timezone.now())
        messages.success(request, _("The roadmap is closed."))
        return redirect("roadmap-plan", roadmap.pk)
    return page(request, "roadmap/close_roadmap.html", {"roadmap": roadmap})


def _page_of(remark: Remark) -> str:
    """Where the curator reads remarks."""
    if remark.amendment_id:
        return reverse("amendment", args=[remark.amendment_id])
    return reverse("roadmap-plan", args=[remark.roadmap_id])


def _read_at(remark: Remark) -> str:
    """Where the one who decides reads remarks."""
    if remark.amendment_id:
        return reverse("amendment", args=[remark.amendment_id])
    return reverse("review-roadmap", args=[remark.roadmap_id])


def _version_name(version: RoadmapVersion) -> str:
    return f"{file_name(version.roadmap)}, редакция {version.number}"
