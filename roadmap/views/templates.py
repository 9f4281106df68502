"""Templates: those that are shipped, those of the bodies above, making and following them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.views.acting import acting
from kernel.access import requires
from kernel.calendar import SchoolYear, today_in
from kernel.listing import Listing
from kernel.pages import page
from roadmap.actions import following, templates
from roadmap.difference import difference
from roadmap.forms.templates import (
    DecideItems,
    DescribeTemplate,
    MakeTemplate,
    PublishTemplate,
    described,
    source_of,
)
from roadmap.forms.wording import EditedWording
from roadmap.models import Roadmap, RoadmapTemplate, TemplateVersion
from roadmap.queries import following as queries
from roadmap.queries.editor import editor_of
from roadmap.templates_shipped import shipped
from roadmap.wording import kept, wording_of


@require_GET
@requires("roadmap.templates")
def roadmap_templates(request: HttpRequest) -> HttpResponse:
    """List the templates that are shipped, one's own, and those of the bodies above."""
    me = acting(request)
    own = RoadmapTemplate.objects.filter(organization_id=me.organization_id).order_by("title", "pk")
    versions = [
        each
        for each in queries.latest_versions(me)
        if each.template.organization_id != me.organization_id
    ]
    context = {"templates": list(shipped().values()), "own": list(own), "versions": versions}
    return page(request, "roadmap/templates.html", context)


@require_GET
@requires("roadmap.templates")
def roadmap_template(request: HttpRequest, code: str) -> HttpResponse:
    """Show a shipped template in full."""
    found = shipped().get(code)
    if found is None:
        raise Http404
    return page(request, "roadmap/template.html", {"template": found})


@require_GET
@requires("template.view", TemplateVersion)
def template_version(request: HttpRequest, templateversion: TemplateVersion) -> HttpResponse:
    """Show a published version in full."""
    me = acting(request)
    before = templateversion.template.versions.filter(number=templateversion.number - 1).first()
    context: dict[str, Any] = {
        "version": templateversion,
        "difference": difference(before.content, templateversion.content) if before else None,
        "roadmap": queries.own_roadmap_to_compare(me),
        "remarks": {},
    }
    return page(request, "roadmap/template_version.html", context)


@require_http_methods(["GET", "POST"])
@requires("template.make")
def make_template(request: HttpRequest) -> HttpResponse:
    """Begin a template from a shipped one, another version or one's own roadmap."""
    me = acting(request)
    versions = queries.latest_versions(me)
    roadmap = queries.own_roadmap_to_compare(me)
    form = MakeTemplate(
        request.POST if request.method == "POST" else None,
        kinds=queries.kinds_below(me.organization),
        versions=versions,
        has_roadmap=roadmap is not None,
    )
    if form.is_valid():
        said = form.cleaned_data
        found = source_of(said["source"], versions)
        words, name = found or (wording_of(roadmap), roadmap.title)  # type: ignore[arg-type, union-attr]
        made = templates.make_template(
            words,
            title=said["title"],
            about=said["about"],
            kinds=said["kinds"],
            source_name=name,
            by=me,
            now=timezone.now(),
        )
        return redirect("edit-template", made.pk)
    status = 422 if request.method == "POST" else 200
    return page(request, "roadmap/make_template.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@requires("template.keep", RoadmapTemplate)
def edit_template(request: HttpRequest, roadmaptemplate: RoadmapTemplate) -> HttpResponse:
    """Edit the working text of a template as a whole."""
    if request.method == "GET":
        return _edit(request, roadmaptemplate)
    edited = EditedWording(roadmaptemplate.content, request.POST, locked=frozenset())
    form = DescribeTemplate(request.POST, kinds=queries.kinds_below(acting(request).organization))
    if edited.errors or not form.is_valid():
        roadmaptemplate.content = edited.content
        errors = edited.errors or [_("Choose at least one kind of organizations.")]
        return _edit(request, roadmaptemplate, errors=errors)
    templates.word_template(
        roadmaptemplate, content=edited.content, by=acting(request), **form.cleaned_data
    )
    if edited.at:
        return redirect(f"{request.path}#row-{edited.at}")
    if "look" in request.POST:
        return redirect("own-template", roadmaptemplate.pk)
    messages.success(request, _("The template is kept. Organizations will see it once published."))
    return redirect("edit-template", roadmaptemplate.pk)


@require_GET
@requires("template.keep", RoadmapTemplate)
def own_template(request: HttpRequest, roadmaptemplate: RoadmapTemplate) -> HttpResponse:
    """Show one's own template: what waits to be published, the versions, who follows which."""
    return _show(request, roadmaptemplate, PublishTemplate())


@require_POST
@requires("template.keep", RoadmapTemplate)
def publish_template(request: HttpRequest, roadmaptemplate: RoadmapTemplate) -> HttpResponse:
    """Publish the working text as the next version, and tell the organizations."""
    form = PublishTemplate(request.POST)
    if not form.is_valid():
        return _show(request, roadmaptemplate, form, status=422)
    me, now = acting(request), timezone.now()
    templates.publish_template(
        roadmaptemplate,
        note=form.cleaned_data["note"],
        is_pushed=form.cleaned_data["push"],
        by=me,
        now=now,
    )
    messages.success(request, _("The version is published."))
    return redirect("own-template", roadmaptemplate.pk)


@require_POST
@requires("template.keep", TemplateVersion)
def push_version(request: HttpRequest, templateversion: TemplateVersion) -> HttpResponse:
    """Tell the organizations below of a version."""
    templates.push_version(templateversion, by=acting(request), now=timezone.now())
    messages.success(request, _("The organizations are being told."))
    return redirect("own-template", templateversion.template_id)


@require_POST
@requires("template.keep", RoadmapTemplate)
def withdraw_template(request: HttpRequest, roadmaptemplate: RoadmapTemplate) -> HttpResponse:
    """Offer a template no longer."""
    templates.withdraw_template(roadmaptemplate, by=acting(request), now=timezone.now())
    messages.success(request, _("The template is not offered any more."))
    return redirect("own-template", roadmaptemplate.pk)


@require_POST
@requires("template.keep", RoadmapTemplate)
def offer_template(request: HttpRequest, roadmaptemplate: RoadmapTemplate) -> HttpResponse:
    """Offer a template again."""
    templates.offer_template(roadmaptemplate, by=acting(request))
    messages.success(request, _("The template is offered again."))
    return redirect("own-template", roadmaptemplate.pk)


@require_http_methods(["GET", "POST"])
@requires("roadmap.compare", Roadmap)
def compare_template(request: HttpRequest, roadmap: Roadmap, version: int) -> HttpResponse:
    """Take a version of a template item by item, or decline with a reason."""
    me = acting(request)
    found = get_object_or_404(TemplateVersion.objects.visible_to(me), pk=version)
    shown = queries.compare_page(roadmap, found)
    decided = DecideItems(shown.items, request.POST, locked=shown.locked)
    if request.method == "GET" or decided.has_errors:
        status = 422 if decided.has_errors else 200
        context = {"page": shown, "form": decided}
        return page(request, "roadmap/compare_template.html", context, status=status)
    amendment = following.decide_items(
        roadmap, found, choices=decided.choices, by=me, now=timezone.now()
    )
    messages.success(request, _("Your decisions are kept."))
    if amendment is not None and len(decided.choices) == len(shown.items):
        return redirect("amendment", amendment.pk)
    return redirect("compare-template", roadmap.pk, found.pk)


def _show(
    request: HttpRequest, template: RoadmapTemplate, form: PublishTemplate, *, status: int = 200
) -> HttpResponse:
    me = acting(request)
    today = today_in(me.organization.time_zone, timezone.now())
    versions = queries.versions_of(template)
    latest = versions[0].version if versions else None
    listing = Listing(
        request,
        queries.followers(template, me, today=today),
        columns=queries.COLUMNS,
        filters=queries.FollowerFilter,
        search="search",
        default_sort="school",
    )
    context: dict[str, Any] = {
        "template": template,
        "versions": versions,
        "difference": difference(latest.content, kept(template.content)) if latest else None,
        "form": form,
        "listing": listing,
        "declined": queries.declined(template, me),
        "remarks": {},
    }
    return page(request, "roadmap/own_template.html", context, status=status, partial="rows")


def _edit(
    request: HttpRequest, template: RoadmapTemplate, *, errors: list[str] | None = None
) -> HttpResponse:
    me = acting(request)
    year = SchoolYear.of(today_in(me.organization.time_zone, timezone.now()))
    context = {
        "template": template,
        "editor": editor_of(template.content, year=year.start),
        "kinds": queries.kinds_below(me.organization),
        "label": year.label,
        "errors": errors or [],
        "described": described(template),
    }
    return page(request, "roadmap/edit_template.html", context, status=422 if errors else 200)
