"""Moves: a whole school to the next class, somebody out of the school."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kernel.access import requires
from kernel.journal import saw
from kernel.pages import page
from participants.actions.places import leave_school
from participants.actions.places import move_up as move_all_up
from participants.forms.moving import Leaving, MovingUp
from participants.models import Person
from participants.queries.moving import classes_to_move, moved_count, usual_day
from participants.views.day import now, today_of


@require_http_methods(["GET", "POST"])
@requires("people.move_up")
def move_up(request: HttpRequest) -> HttpResponse:
    """Show what becomes of each class, and do it for all at once."""
    membership = request.membership  # type: ignore[attr-defined]
    on = usual_day(today_of(request))
    classes = classes_to_move(membership, on)
    form = MovingUp(
        request.POST if request.method == "POST" else None, classes=classes, initial={"on": on}
    )
    if not form.is_valid():
        saw(request, [person.pk for one in classes for person in one.people])
        stays = request.POST.getlist("stays")
        facts = {"form": form, "moved": moved_count(membership, on), "stays": stays, "on": on}
        return page(
            request, "participants/move_up.html", facts, status=422 if form.is_bound else 200
        )
    done = move_all_up(membership.organization, plan=form.plan(), by=membership, now=now())
    messages.success(
        request,
        ngettext(
            "%(count)d person has moved to the next class.",
            "%(count)d people have moved to the next class.",
            done.moved,
        )
        % {"count": done.moved}
        + " "
        + _("Stayed: %(stayed)d, left the school: %(left)d.")
        % {"stayed": done.stayed, "left": done.left},
    )
    return redirect("people")


@require_http_methods(["GET", "POST"])
@requires("people.leave_school", Person)
def leave(request: HttpRequest, person: Person) -> HttpResponse:
    """Write down that somebody is no longer of the school."""
    today = today_of(request)
    form = Leaving(
        request.POST if request.method == "POST" else None, today=today, initial={"on": today}
    )
    if not form.is_valid():
        title = _("Leaves the school: %(name)s") % {"name": person.name.full}
        return page(
            request,
            "participants/leave_school.html",
            {"form": form, "title": title, "person": person},
            status=422 if form.is_bound else 200,
        )
    leave_school(person, by=request.membership, now=now(), **form.cleaned_data)  # type: ignore[attr-defined]
    messages.success(
        request, _("Written down. The card is in the archive and can be brought back.")
    )
    return redirect("person", pk=person.pk)
