"""The way of a roadmap: sent, approved, agreed, returned; each step is told to the next person."""

from contextlib import suppress
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Membership, User
from accounts.states import Role
from kernel.calendar import today_in
from kernel.refusals import Refusal
from roadmap.actions.telling import ABOVE, heads_of, keepers_and_heads, people_in, tell
from roadmap.actions.versions import keep_agreement, keep_version
from roadmap.actions.wording import AlreadyCarriedOut, write_wording
from roadmap.models import Activity, AgreementDemand, Amendment, Remark, Roadmap
from roadmap.rules import is_not_own_work
from roadmap.states import AMENDMENT_LIFE, ROADMAP_LIFE


class EmptyRoadmap(Refusal):
    """There is nothing in it to approve."""


class OwnWork(Refusal):
    """Nobody approves what they have made themselves."""


class NoComment(Refusal):
    """A roadmap is returned with a reason."""


class NotAskedFor(Refusal):
    """The body above does not agree to the roadmaps of those below."""


class NotOver(Refusal):
    """A roadmap is closed when its year is over or all of it is settled."""


class ChangesWait(Refusal):
    """There are changes that nobody has decided about."""


@transaction.atomic
def submit_roadmap(roadmap: Roadmap, *, by: Membership, now: datetime) -> Roadmap:
    """Send the roadmap to the director for approval."""
    if not Activity.objects.filter(stage__roadmap=roadmap).exists():
        raise EmptyRoadmap(_("There are no activities in the roadmap. Add at least one."))
    sent = ROADMAP_LIFE.move(
        roadmap, "submit", by=by, submitted_at=now, submitted_by_id=by.user_id, comment=""
    )
    tell(
        sent,
        "roadmap_submitted",
        people_in(sent.organization_id, heads_of(by), now=now),
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
    keep_version(approved, by=by, now=now)
    for people, url in _readers_of_approval(approved, now=now):
        tell(
            approved,
            "roadmap_approved",
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
    demand = AgreementDemand.objects.of(by.organization_id)
    if demand is None or not demand.asks_for_agreement:
        raise NotAskedFor(_("Your organization has not asked to agree to roadmaps."))
    agreed = ROADMAP_LIFE.move(roadmap, "agree", by=by, agreed_at=now, agreed_by_id=by.user_id)
    keep_agreement(agreed, by=by, now=now)
    tell(
        agreed,
        "roadmap_agreed",
        keepers_and_heads(agreed.organization_id, now=now),
        subject=_("The roadmap of %(year)s is agreed"),
        text=_("%(name)s has agreed to the roadmap “%(title)s”."),
        url=reverse("roadmap-plan", args=[agreed.pk]),
        by=by,
        now=now,
    )
    return agreed


@transaction.atomic
def return_roadmap(roadmap: Roadmap, *, comment: str, by: Membership, now: datetime) -> Roadmap:
    """Send the roadmap back with a comment or remarks; it is no longer in force.

    Changes that were being prepared beside it go into its text, which may be edited again.
    """
    said = comment.strip()
    remarks = Remark.objects.filter(
        roadmap=roadmap, amendment=None, from_organization_id=by.organization_id
    )
    count = remarks.unanswered().count()
    if not said and not count:
        raise NoComment(_("Write what has to be corrected."))
    returned = ROADMAP_LIFE.move(
        roadmap, "return", by=by, comment=said, approved_at=None, approved_by_id=None
    )
    _take_in_changes(returned, by=by, today=today_of(roadmap, now))
    tell(
        returned,
        "roadmap_returned",
        keepers_and_heads(returned.organization_id, now=now, without=by),
        subject=_("The roadmap of %(year)s is returned"),
        text=_("%(name)s: %(comment)s"),
        url=reverse("roadmap-plan", args=[returned.pk]),
        by=by,
        now=now,
        comment=_with_count(said, count),
    )
    return returned


@transaction.atomic
def close_roadmap(roadmap: Roadmap, *, by: Membership | None, now: datetime) -> Roadmap:
    """The school year is over: the plan is history."""
    if Amendment.objects.open().filter(roadmap=roadmap).exists():
        raise ChangesWait(
            _("There are changes that are not in force yet. Finish or drop them first.")
        )
    left = Activity.objects.filter(stage__roadmap=roadmap).planned().count()
    ends_on = roadmap.programme.school_year.ends_on
    if left and today_of(roadmap, now) <= ends_on:
        raise NotOver(
            ngettext(
                "%(count)d activity is not done yet. Mark it as done or as not needed, or close"
                " the roadmap after %(day)s.",
                "%(count)d activities are not done yet. Mark them as done or as not needed, or"
                " close the roadmap after %(day)s.",
                left,
            )
            % {"count": left, "day": f"{ends_on:%d.%m.%Y}"}
        )
    return ROADMAP_LIFE.move(roadmap, "close", by=by, closed_at=now)


def _take_in_changes(roadmap: Roadmap, *, by: Membership, today: date) -> None:
    """Nothing that was typed is lost: the working copy becomes the text that is edited."""
    for amendment in Amendment.objects.open().filter(roadmap=roadmap):
        dropped = AMENDMENT_LIFE.move(amendment, "drop", by=by)
        # It may leave out what was carried out meanwhile: then the approved text goes back.
        with suppress(AlreadyCarriedOut), transaction.atomic():
            write_wording(roadmap, dropped.content, today=today)
            follows = dropped.template_version_id or roadmap.template_version_id
            Roadmap.objects.filter(pk=roadmap.pk).update(template_version_id=follows)


def today_of(roadmap: Roadmap, now: datetime) -> date:
    """The date on the wall of the organization whose roadmap it is."""
    return today_in(roadmap.programme.organization.time_zone, now)


def _with_count(comment: str, count: int) -> str:
    """Say that there are remarks at the activities, too."""
    if not count:
        return comment
    words = ngettext(
        "%(count)d remark at an activity", "%(count)d remarks at activities", count
    ) % {"count": count}
    return f"{comment} ({words})" if comment else words


def _readers_of_approval(roadmap: Roadmap, *, now: datetime) -> list[tuple[list[User], str]]:
    """The curators of the school; and those above, whose turn it is where they ask for it."""
    organization = roadmap.programme.organization
    demand = AgreementDemand.objects.of(organization.parent_id)
    page = "review-roadmap" if demand and demand.asks_for_agreement else "roadmap-plan"
    return [
        (
            people_in(organization.pk, (Role.CURATOR, *ABOVE), now=now),
            reverse("roadmap-plan", args=[roadmap.pk]),
        ),
        (
            people_in(organization.parent_id, ABOVE, now=now),
            reverse(page, args=[roadmap.pk]),
        ),
    ]
