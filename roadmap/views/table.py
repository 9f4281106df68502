"""The roadmap as a table, and changing many activities in it at once."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from accounts.views.acting import acting
from kernel.access import may, requires
from kernel.pages import download, page
from kernel.refusals import Refusal
from roadmap.actions.bulk import Changed, RowsRefused, change_many
from roadmap.documents.table import as_xlsx
from roadmap.forms.people_words import Known
from roadmap.forms.table import EditTable
from roadmap.models import Activity, Roadmap
from roadmap.people import who_may_answer
from roadmap.queries.rows import with_people
from roadmap.queries.table import (
    COLUMNS,
    PICK,
    ActivityFilter,
    ActivityListing,
    Locks,
    activities_of,
    in_order,
    listed_rows,
    stage_choices,
)
from roadmap.states import ActivityState
from roadmap.views.plan import today_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# More rows than this make a page too heavy for a weak computer.
MOST_ROWS = 100
MOST_DIGITS = 9


@require_GET
@requires("roadmap.view", Roadmap)
def roadmap_table(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """List the activities with search, filters and sorting."""
    listing = _listing(request, roadmap)
    rows = listed_rows(listing, roadmap, acting(request), today=today_of(roadmap))
    context = {"roadmap": roadmap, "listing": listing, "rows": rows}
    return page(request, "roadmap/table.html", context)


@require_GET
@requires("roadmap.export", Roadmap)
def roadmap_table_xlsx(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Hand out exactly what the table shows."""
    found = list(_listing(request, roadmap).matching)
    rows = in_order(found, roadmap, acting(request), today=today_of(roadmap))
    book = as_xlsx(rows, title=roadmap.title)
    return download(book, filename=f"{_('roadmap')}.xlsx", content_type=XLSX)


@require_http_methods(["GET", "POST"])
@requires("roadmap.edit_table", Roadmap)
def edit_table(request: HttpRequest, roadmap: Roadmap) -> HttpResponse:
    """Change people, days and states of many activities; all of it or nothing."""
    sent = request.POST if request.method == "POST" else None
    activities = _chosen(roadmap, (sent or request.GET).getlist("picked"))
    table = _table(roadmap, activities, sent)
    if sent is not None and "fill" in sent:
        return _edited(request, roadmap, table, filled=table.fill())
    if sent is None:
        return _edited(request, roadmap, table)
    changes = table.changes
    if table.errors:
        return _edited(request, roadmap, table, status=422)
    today, now = today_of(roadmap), timezone.now()
    try:
        changed = change_many(roadmap, changes, by=acting(request), today=today, now=now)
    except RowsRefused as refusal:
        table.refuse(refusal.errors)
        return _edited(request, roadmap, table, status=422)
    except Refusal as refusal:
        return _edited(request, roadmap, table, refused=str(refusal), status=422)
    return _kept(request, roadmap, changed)


def _edited(
    request: HttpRequest, roadmap: Roadmap, table: EditTable, *, status: int = 200, **said: Any
) -> HttpResponse:
    """The form with what was typed, and what is wrong with it."""
    context = {"roadmap": roadmap, "table": table, "states": ActivityState.choices, **said}
    return page(request, "roadmap/edit_table.html", context, status=status)


def _kept(request: HttpRequest, roadmap: Roadmap, changed: Changed) -> HttpResponse:
    words = ngettext(
        "%(count)d activity is changed.", "%(count)d activities are changed.", changed.count
    )
    messages.success(request, words % {"count": changed.count})
    if changed.amendment is None:
        return redirect("roadmap-table", roadmap.pk)
    messages.info(
        request,
        _("The new days of an approved roadmap are in its changes: send them for approval."),
    )
    return redirect("amendment", changed.amendment.pk)


def _table(roadmap: Roadmap, activities: Sequence[Activity], sent: Any) -> EditTable:
    known = Known.of(who_may_answer(roadmap.organization_id, today_of(roadmap)))
    locks = Locks.of(activities, roadmap).by_activity
    return EditTable(activities, known, locks=locks, sent=sent)


def _chosen(roadmap: Roadmap, picked: Sequence[str]) -> list[Activity]:
    """The activities that were marked in the list, else all; in the order of the plan."""
    activities = with_people(activities_of(roadmap)).order_by("stage__position", "position")
    marked = [int(pk) for pk in picked if pk.isascii() and pk.isdigit() and len(pk) <= MOST_DIGITS]
    found = list((activities.filter(pk__in=marked) if marked else activities)[:MOST_ROWS])
    for activity in found:
        activity.stage.roadmap = roadmap
    return found


def _listing(request: HttpRequest, roadmap: Roadmap) -> ActivityListing:
    return ActivityListing(
        request,
        activities_of(roadmap),
        columns=(PICK, *COLUMNS)
        if may(acting(request), "roadmap.edit_table", roadmap)
        else COLUMNS,
        filters=partial(  # type: ignore[arg-type]
            ActivityFilter,
            today=today_of(roadmap),
            membership=acting(request),
            stages=stage_choices(roadmap),
        ),
        search="title",
        default_sort="number",
        page_sizes=(50, 100, 200),
        export=reverse("roadmap-table-xlsx", args=[roadmap.pk])
        if may(acting(request), "roadmap.export", roadmap)
        else "",
    )
