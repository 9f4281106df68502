"""Doubles: found, compared side by side, made one, or told apart."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kernel.access import requires
from kernel.journal import saw
from kernel.pages import page
from kernel.refusals import Refusal
from participants.actions.merging import merge_people, tell_apart
from participants.forms.merging import MergeChoices
from participants.models import Person
from participants.queries import namesakes
from participants.views.day import now, today_of

View = Callable[..., HttpResponseBase]


def leads_on(view: View) -> View:
    """Lead from the number of a card that was made one with another to the card that stayed."""

    @wraps(view)
    def led(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, **kwargs)
        except Http404:
            membership = request.membership  # type: ignore[attr-defined]
            if membership is None or "pk" not in kwargs:
                raise
            kept = namesakes.successor_of(kwargs["pk"], membership)
            if kept is None:
                raise
            request.__dict__.pop("access_refused", None)
            return redirect("person", pk=kept)

    return led


@require_GET
@requires("people.merge_any")
def doubles(request: HttpRequest) -> HttpResponse:
    """Show the cards that may belong to one person."""
    found = namesakes.namesakes_of(request.membership)  # type: ignore[attr-defined]
    shown = found[: namesakes.MOST_SHOWN]
    saw(request, [person.pk for pair in shown for person in (pair.kept, pair.former)])
    return page(request, "participants/doubles.html", {"found": shown, "count": len(found)})


@require_GET
@requires("people.merge", Person)
def find_double(request: HttpRequest, person: Person) -> HttpResponse:
    """Look for the other card of a person: likely doubles, and a search by any part of a name."""
    membership = request.membership  # type: ignore[attr-defined]
    asked = request.GET.get("q", "")[:100]
    likely = namesakes.doubles_of(person, membership)
    found = namesakes.called(person, asked, membership)
    saw(request, [person.pk, *(one.pk for one in (*likely, *found))])
    facts = {"person": person, "likely": likely, "found": found, "asked": asked}
    return page(request, "participants/find_double.html", facts)


@require_http_methods(["GET", "POST"])
@requires("people.merge", Person)
def merge_cards(request: HttpRequest, person: Person, other: int) -> HttpResponse:
    """Put two cards side by side, choose what stays, and make them one."""
    former = _other(request, person, other)
    compared = namesakes.compared(person, former)
    form = MergeChoices(
        request.POST if request.method == "POST" else None, differences=compared.differences
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept = merge_people(
                person,
                former,
                taken=form.taken,
                by=request.membership,  # type: ignore[attr-defined]
                now=now(),
                today=today_of(request),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Two cards have become one: %(name)s.") % {"name": kept.name.full}
            )
            return redirect("person", pk=kept.pk)
    saw(request, [person.pk, former.pk])
    return page(
        request,
        "participants/merge.html",
        {"compared": compared, "form": form},
        status=422 if form.is_bound else 200,
    )


@require_POST
@requires("people.merge", Person)
def tell_cards_apart(request: HttpRequest, person: Person, other: int) -> HttpResponse:
    """Write down that two cards belong to two people."""
    tell_apart(
        person,
        _other(request, person, other),
        by=request.membership,  # type: ignore[attr-defined]
        now=now(),
    )
    messages.success(request, _("Written down: these are different people."))
    return redirect("doubles")


def _other(request: HttpRequest, person: Person, number: int) -> Person:
    visible = Person.objects.visible_to(request.membership).kept()  # type: ignore[attr-defined]
    return get_object_or_404(visible.exclude(pk=person.pk), pk=number)
