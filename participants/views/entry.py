"""How people of the bases come to sign in: an invitation by link, an account for a class card."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.states import Role
from kernel.access import requires
from kernel.pages import page
from participants.actions.entry import invite_person, let_class_in, let_pupil_in, role_of_card
from participants.forms.consents import ClassChoice
from participants.models import Person
from participants.queries.lists import classes_of
from participants.states import LEARNERS
from participants.views.day import now, today_of


@require_POST
@requires("people.invite", Person)
def invite(request: HttpRequest, person: Person) -> HttpResponse:
    """Invite the person of a card: to the role that follows from it."""
    membership = request.membership  # type: ignore[attr-defined]
    invitation, _token = invite_person(
        person, role=role_of_card(person) or Role.MENTOR, by=membership, now=now()
    )
    return redirect("invitation", pk=invitation.pk)


@require_POST
@requires("people.cards", Person)
def let_in(request: HttpRequest, person: Person) -> HttpResponse:
    """Give one pupil an account; the card is printed on the next page."""
    membership = request.membership  # type: ignore[attr-defined]
    let_pupil_in(person, by=membership, today=today_of(request))
    messages.success(
        request, _("%(name)s can get a card now: choose and print it.") % {"name": person.name.full}
    )
    return _to_cards(person.class_name)


@require_http_methods(["GET", "POST"])
@requires("people.cards")
def let_class(request: HttpRequest) -> HttpResponse:
    """Give a whole class accounts; the cards are printed on the next page."""
    membership = request.membership  # type: ignore[attr-defined]
    form = ClassChoice(
        request.POST if request.method == "POST" else None,
        classes=classes_of(membership),
        initial=request.GET.dict(),
    )
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(request, "participants/let_class.html", {"form": form}, status=status)
    class_name = form.cleaned_data["class_name"]
    pupils = Person.objects.visible_to(membership).kept().filter(class_name=class_name)
    count = let_class_in(
        pupils.filter(kind__in=LEARNERS).select_related("organization", "user").order_by("pk"),
        by=membership,
        today=today_of(request),
    )
    messages.success(
        request,
        ngettext(
            "%(count)d pupil can get a card now.", "%(count)d pupils can get cards now.", count
        )
        % {"count": count},
    )
    return _to_cards(class_name)


def _to_cards(class_name: str) -> HttpResponse:
    asked = urlencode({"class": class_name})
    return redirect(f"{reverse('class-cards')}?{asked}")
