"""What is done with the chosen rows of a list of people."""

from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kernel import jobs
from kernel.access import requires
from participants.actions import bulk
from participants.actions.bulk import LetIn
from participants.actions.entry import let_class_in
from participants.models import MentoringForm, Person, PersonQuerySet
from participants.states import LEARNERS, PeopleList, Purpose
from participants.views.day import now, today_of

MOST_PICKED = 100
DIGITS = 9


@require_POST
@requires("people.bulk")
def let_in(request: HttpRequest, part: str) -> HttpResponse:
    """Give the chosen a way to sign in."""
    people = _chosen(request, part)
    membership = request.membership  # type: ignore[attr-defined]
    done = bulk.let_people_in(people, by=membership, now=now(), today=today_of(request))
    for sentence in _told(done):
        messages.success(request, sentence)
    return _back(request, part)


@require_POST
@requires("people.bulk")
def print_cards(request: HttpRequest, part: str) -> HttpResponse:
    """Give the chosen pupils accounts and lead to the printing of their cards."""
    pupils = list(_chosen(request, part).filter(kind__in=LEARNERS))
    if not pupils:
        messages.warning(request, _("Choose pupils or students: class cards are for them."))
        return _back(request, part)
    membership = request.membership  # type: ignore[attr-defined]
    let_class_in(pupils, by=membership, today=today_of(request))
    classes = {person.class_name for person in pupils}
    asked = urlencode({"class": classes.pop()}) if len(classes) == 1 else ""
    return redirect(f"{reverse('class-cards')}?{asked}" if asked else "class-cards")


@require_POST
@requires("people.bulk")
def print_blanks(request: HttpRequest, part: str) -> HttpResponse:
    """Print the blanks of the consent to take part for the chosen: a job makes the file."""
    membership = request.membership  # type: ignore[attr-defined]
    people = list(_chosen(request, part).values_list("pk", flat=True))
    if not people:
        messages.warning(request, _("Choose people first."))
        return _back(request, part)
    job = jobs.want(
        "participants.print_chosen",
        by=membership,
        now=now(),
        key=f"{membership.organization_id}-{membership.user_id}-chosen",
        title=_("Blanks of consents"),
        people=people,
        purpose=Purpose.TAKING_PART,
        today=today_of(request).isoformat(),
    )
    return redirect("job", pk=job.pk)


@require_POST
@requires("people.bulk")
def archive(request: HttpRequest, part: str) -> HttpResponse:
    """Put the chosen cards away."""
    people = _chosen(request, part)
    count = bulk.archive_people(people, by=request.membership, now=now())  # type: ignore[attr-defined]
    messages.success(
        request,
        ngettext("%(count)d card is in the archive.", "%(count)d cards are in the archive.", count)
        % {"count": count},
    )
    return _back(request, part)


@require_POST
@requires("people.bulk")
def set_form(request: HttpRequest, part: str) -> HttpResponse:
    """Write one form of mentoring into the wishes of the chosen."""
    membership = request.membership  # type: ignore[attr-defined]
    people = _chosen(request, part)
    wanted = request.POST.get("form", "")
    if part == PeopleList.PEOPLE or not _is_number(wanted):
        messages.warning(request, _("Choose a form of mentoring."))
        return _back(request, part)
    offered = MentoringForm.objects.offered_to(membership.organization)
    form = get_object_or_404(offered, pk=wanted)
    assert isinstance(form, MentoringForm)
    count = bulk.wish_form(people, form=form, of_list=part, by=membership)
    messages.success(
        request,
        ngettext(
            "“%(form)s” is written into %(count)d card.",
            "“%(form)s” is written into %(count)d cards.",
            count,
        )
        % {"form": form.name, "count": count},
    )
    return _back(request, part)


def _chosen(request: HttpRequest, part: str) -> PersonQuerySet:
    if part not in PeopleList.values:
        raise Http404
    picked = [pk for pk in request.POST.getlist("picked") if _is_number(pk)][:MOST_PICKED]
    visible = Person.objects.visible_to(request.membership).kept()  # type: ignore[attr-defined]
    return visible.filter(pk__in=picked).select_related("organization", "user").order_by("pk")


def _back(request: HttpRequest, part: str) -> HttpResponse:
    """Return to the list as it was narrowed."""
    came_from = urlsplit(request.headers.get("referer", ""))
    list_ = reverse(part)
    narrowed = came_from.query if came_from.path == list_ else ""
    return redirect(f"{list_}?{narrowed}" if narrowed else list_)


def _told(done: LetIn) -> list[str]:
    """What became of the chosen, a sentence each."""
    said = [
        (
            done.cards,
            ngettext(
                "%(count)d pupil can get a card now.",
                "%(count)d pupils can get cards now.",
                done.cards,
            ),
        ),
        (
            done.invited,
            ngettext(
                "%(count)d invitation is ready: without e-mail, hand the link over from the page"
                " “People and roles”.",
                "%(count)d invitations are ready: without e-mail, hand the links over from the"
                " page “People and roles”.",
                done.invited,
            ),
        ),
        (
            done.knew,
            ngettext(
                "%(count)d person could sign in already.",
                "%(count)d people could sign in already.",
                done.knew,
            ),
        ),
        (
            done.without_role,
            ngettext(
                "%(count)d person has no part in the programme yet and was not invited.",
                "%(count)d people have no part in the programme yet and were not invited.",
                done.without_role,
            ),
        ),
    ]
    told = [sentence % {"count": count} for count, sentence in said if count]
    return told or [_("Choose people first.")]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= DIGITS
