"""Saved filters of the lists of people."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kernel.access import requires
from kernel.pages import page
from participants.actions.filters import forget_filter, save_filter
from participants.forms.bulk import FilterName
from participants.models import SavedFilter
from participants.states import PeopleList
from participants.views.day import now
from participants.views.lists import listing_of


@require_http_methods(["GET", "POST"])
@requires("people.list")
def keep_filter(request: HttpRequest, part: str) -> HttpResponse:
    """Give a name to what narrows the list now."""
    if part not in PeopleList.values:
        raise Http404
    query = listing_of(request, part).said
    if not query:
        messages.warning(request, _("Choose a filter first, then save it."))
        return redirect(part)
    back = f"{reverse(part)}?{query}"
    form = FilterName(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return page(
            request,
            "participants/keep_filter.html",
            {"form": form, "back": back, "part": PeopleList(part).label},
            status=422 if form.is_bound else 200,
        )
    membership = request.membership  # type: ignore[attr-defined]
    saved = save_filter(part, query=query, by=membership, now=now(), **form.cleaned_data)
    messages.success(request, _("The filter “%(name)s” is saved.") % {"name": saved.name})
    return redirect(back)


@require_POST
@requires("people.forget_filter", SavedFilter)
def forget(request: HttpRequest, savedfilter: SavedFilter) -> HttpResponse:
    """Take a saved filter off the list."""
    forget_filter(savedfilter, by=request.membership)  # type: ignore[attr-defined]
    messages.success(request, _("The filter is no longer saved."))
    return redirect(savedfilter.of_list)
