"""The way of a roadmap: sent, approved, agreed, returned; each step is told to the next person."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership, User
from accounts.states import Role
from kernel.calendar import today_in
from kernel.documents.issue import issue
from kernel.refusals import Refusal
from notices.actions import owe
from roadmap.facts import KIND, facts_of_roadmap
from roadmap.models import Activity, Roadmap
from roadmap.rules import is_not_own_work
from roadmap.states import ROADMAP_LIFE


class EmptyRoadmap(Refusal):
    """There is nothing in it to approve."""


class OwnWork(Refusal):
    """Nobody approves what they have made themselves."""


class NoComment(Refusal):
    """A roadmap is returned with a reason."""


@transaction.atomic
def submit_roadmap(roadmap: Roadmap, *, by: Membership, now: datetime) -> Roadmap:
    """Send the roadmap to the director for approval."""
    if not Activity.objects.filter(stage__roadmap=roadmap).exists():
        raise EmptyRoadmap(_("There are no activities in the roadmap. Add at least one."))
    sent = ROADMAP_LIFE.move(
        roadmap, "submit", by=by, submitted_at=now, submitted_by_id=by.user_id, comment=""
    )
    _tell(
        sent,
        "submitted",
        people_in(sent.organization_id, _heads(by), now=now),
        subject=_("For approval: roadmap of %(year)s"),
        text=_("%(name)s asks you to approve the roadmap “%(title)s”."),
        url=reverse("review-roadmap", args=[sent.pk]),
        by=by,
        now=now,
    )
    return sent


@transaction.atomic
def withdraw_roadmap(roadmap: Roadmap, *, by: Membership) -> Roadmap:
    """Take the roadmap back from the director, to correct it."""
    return ROADMAP_LIFE.move(roadmap, "withdraw", by=by, submitted_at=None, submitted_by_id=None)


@transaction.atomic
def approve_roadmap(roadmap: Roadmap, *, by: Membership, now: datetime) -> Roadmap:
    """Put the roadmap in force and issue its paper; nobody approves their own work."""
    if not is_not_own_work(by, roadmap):
        raise OwnWork(_("You have made or sent this roadmap yourself. Another person approves it."))
    approved = ROADMAP_LIFE.move(
        roadmap, "approve", by=by, approved_at=now, approved_by_id=by.user_id
    )
    _issue(approved, by=by, now=now)
    for people, url in _readers_of_approval(approved, now=now):
        _tell(
            approved,
            "approved",
            people,
            subject=_("The roadmap of %(year)s is approved"),
            text=_("%(name)s has approved the roadmap “%(title)s” of %(school)s."),
            url=url,
            by=by,
            now=now,
        )
    return approved


@transaction.atomic
def agree_roadmap(roadmap: Roadmap, *, by: Membership, now: datetime) -> Roadmap:
    """The body above agrees; the paper is issued anew with its block."""
    agreed = ROADMAP_LIFE.move(roadmap, "agree", by=by, agreed_at=now, agreed_by_id=by.user_id)
    _issue(agreed, by=by, now=now)
    _tell(
        agreed,
        "agreed",
        _keepers_and_heads(agreed, now=now),
        subject=_("The roadmap of %(year)s is agreed"),
        text=_("%(name)s has agreed to the roadmap “%(title)s”."),
        url=reverse("roadmap-plan", args=[agreed.pk]),
        by=by,
        now=now,
    )
    return agreed


@transaction.atomic
def return_roadmap(roadmap: Roadmap, *, comment: str, by: Membership, now: datetime) -> Roadmap:
    """Send the roadmap back with a comment; it is no longer in force."""
    if not comment.strip():
        raise NoComment(_("Write what has to be corrected."))
    returned = ROADMAP_LIFE.move(
        roadmap, "return", by=by, comment=comment.strip(), approved_at=None, approved_by_id=None
    )
    _tell(
        returned,
        "returned",
        _keepers_and_heads(returned, now=now, without=by),
        subject=_("The roadmap of %(year)s is returned"),
        text=_("%(name)s: %(comment)s"),
        url=reverse("roadmap-plan", args=[returned.pk]),
        by=by,
        now=now,
    )
    return returned


@transaction.atomic
def close_roadmap(roadmap: Roadmap, *, by: Membership | None) -> Roadmap:
    """The school year is over: the plan is history."""
    return ROADMAP_LIFE.move(roadmap, "close", by=by)


def people_in(organization_id: int | None, roles: Iterable[str], *, now: datetime) -> list[User]:
    """List the people who act in some roles of an organization at this moment."""
    if organization_id is None:
        return []
    found = Membership.objects.filter(
        organization_id=organization_id, role__in=list(roles), user__is_active=True
    ).select_related("user", "organization")
    return [
        each.user for each in found if each.is_current(today_in(each.organization.time_zone, now))
    ]


def _heads(by: Membership) -> tuple[str, ...]:
    """Who approves in the organization of the sender: the director, or the authority's people."""
    return (Role.DIRECTOR,) if by.role == Role.CURATOR else (by.role,)


def _keepers_and_heads(
    roadmap: Roadmap, *, now: datetime, without: Membership | None = None
) -> list[User]:
    roles = (Role.CURATOR, Role.DIRECTOR, Role.MUNICIPALITY, Role.REGION)
    people = people_in(roadmap.organization_id, roles, now=now)
    return [user for user in people if without is None or user.pk != without.user_id]


def _readers_of_approval(roadmap: Roadmap, *, now: datetime) -> list[tuple[list[User], str]]:
    """The curators of the school; and those above, whose turn it is."""
    organization = roadmap.programme.organization
    above = (Role.MUNICIPALITY, Role.REGION)
    return [
        (
            people_in(organization.pk, (Role.CURATOR, *above), now=now),
            reverse("roadmap-plan", args=[roadmap.pk]),
        ),
        (
            people_in(organization.parent_id, above, now=now),
            reverse("review-roadmap", args=[roadmap.pk]),
        ),
    ]


def _issue(roadmap: Roadmap, *, by: Membership, now: datetime) -> None:
    """Keep what the paper says at this moment, for ever."""
    zone = roadmap.programme.organization.time_zone
    issue(
        facts_of_roadmap(roadmap),
        kind=KIND,
        tenant_id=roadmap.organization_id,
        on=today_in(zone, now),
        by=by,
        title=roadmap.title,
        key=f"{roadmap.pk}:{roadmap.state}:{now.isoformat()}",
        now=now,
    )


def _tell(
    roadmap: Roadmap,
    step: str,
    people: list[User],
    *,
    subject: str,
    text: str,
    url: str,
    by: Membership,
    now: datetime,
) -> None:
    programme = roadmap.programme
    said = {
        "year": programme.school_year.label,
        "name": by.user.name.short,
        "title": roadmap.title,
        "school": programme.organization.short_name,
        "comment": roadmap.comment,
    }
    owe(
        kind=f"roadmap_{step}",
        to=people,
        organization=programme.organization_id,
        subject=subject % said,
        text=text % said,
        url=url,
        key=f"{roadmap.pk}:{now.isoformat()}",
        now=now,
    )
