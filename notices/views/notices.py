"""Pages of notices."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.views.acting import acting
from kernel.access import requires
from kernel.pages import page
from notices import actions
from notices.forms import NoticeSettings
from notices.models import Notice
from notices.queries import Told, delivery_of, told_to
from notices.states import Delivery

PAGE_SIZE = 30


@require_GET
@requires("notices.list")
def notice_list(request: HttpRequest) -> HttpResponse:
    """Show a person what they were told, the newest first."""
    only_unread = request.GET.get("show") == "unread"
    told = told_to(acting(request), timezone.now(), only_unread=only_unread)
    shown = Paginator(told, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "shown": shown,
        "told": [Told(notice) for notice in shown],
        "only_unread": only_unread,
    }
    return page(request, "notices/list.html", context)


@require_POST
@requires("notices.open", Notice)
def open_notice(request: HttpRequest, notice: Notice) -> HttpResponse:
    """Mark a notice read and go to what it speaks of."""
    actions.read_notice(notice, by=acting(request), now=timezone.now())
    target = notice.url
    if target and url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return redirect(target)
    return redirect("notices")


@require_POST
@requires("notices.read_all")
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all notices read."""
    membership = acting(request)
    actions.read_all(recipient=membership.user, by=membership, now=timezone.now())
    return redirect("notices")


@require_http_methods(["GET", "POST"])
@requires("notices.settings")
def settings(request: HttpRequest) -> HttpResponse:
    """Let a person choose how to be told."""
    membership = acting(request)
    form = NoticeSettings(
        request.POST if request.method == "POST" else None,
        initial={"delivery": delivery_of(membership.user)},
    )
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(request, "notices/settings.html", {"form": form}, status=status)
    chosen = Delivery(form.cleaned_data["delivery"])
    actions.choose_delivery(user=membership.user, by=membership, delivery=chosen)
    messages.success(request, _("Your choice is saved."))
    return redirect("notice-settings")
