"""Change an approved roadmap: a working copy, its way to approval, and the day it is in force."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.states import Role
from kernel import journal
from kernel.calendar import today_in
from kernel.refusals import Refusal
from roadmap.actions.roadmaps import NoComment, NotAskedFor, OwnWork, today_of
from roadmap.actions.telling import ABOVE, heads_of, keepers_and_heads, people_in, tell
from roadmap.actions.versions import keep_version
from roadmap.actions.wording import refuse_to_lose, write_wording
from roadmap.change_rules import asks_again
from roadmap.difference import difference
from roadmap.models import (
    Activity,
    Amendment,
    Remark,
    Roadmap,
    TemplateDecision,
)
from roadmap.states import AMENDABLE, AMENDMENT_LIFE, Answer
from roadmap.wording import count_of, kept, wording_of


class NotInForce(Refusal):
    """Only what is approved is amended; the rest is edited."""


class NotAmendable(Refusal):
    """The changes were sent already; their text stands."""


class NothingChanged(Refusal):
    """The working copy says what the approved text says."""


class NoReason(Refusal):
    """Whoever approves changes is told why they are made."""


@transaction.atomic
def open_amendment(roadmap: Roadmap, *, by: Membership, now: datetime) -> Amendment:
    """Take a working copy of the approved text; two curators at once get the same one."""
    fresh = _hold(roadmap)
    if not fresh.is_in_force:
        raise NotInForce(
            _("The roadmap is “%(state)s”: only an approved one is changed in this way.")
            % {"state": fresh.get_state_display()}
        )
    open_already = fresh.amendments.filter(pk__in=Amendment.objects.open()).first()
    if open_already is not None:
        return open_already
    made = Amendment.objects.create(
        roadmap=fresh,
        number=fresh.amendments.count() + 1,
        content=wording_of(fresh),
        opened_at=now,
        opened_by_id=by.user_id,
    )
    journal.record("open_amendment", made, by=by, number=made.number)
    return made


@transaction.atomic
def word_amendment(
    amendment: Amendment, *, content: Mapping[str, Any], reason: str, by: Membership
) -> Amendment:
    """Keep what the curator has changed in the working copy."""
    fresh = unsent(amendment)
    fresh.content, fresh.reason = dict(content), reason.strip()
    fresh.save(update_fields=["content", "reason"])
    journal.record("word_amendment", fresh, by=by, activities=count_of(content))
    return fresh


@transaction.atomic
def submit_amendment(amendment: Amendment, *, by: Membership, now: datetime) -> Amendment:
    """Send the changes to whoever approves; the approved text stays in force meanwhile."""
    fresh = unsent(amendment)
    if not fresh.reason:
        raise NoReason(_("Write why the roadmap is changed."))
    if not difference(wording_of(fresh.roadmap), kept(fresh.content)):
        raise NothingChanged(_("Nothing is changed yet."))
    refuse_to_lose(fresh.roadmap, fresh.content)
    sent = AMENDMENT_LIFE.move(
        fresh, "submit", by=by, submitted_at=now, submitted_by_id=by.user_id, comment=""
    )
    tell(
        sent.roadmap,
        "amendment_submitted",
        people_in(sent.organization_id, heads_of(by), now=now),
        subject=_("For approval: changes to the roadmap of %(year)s"),
        text=_("%(name)s asks you to approve changes to “%(title)s”: %(comment)s"),
        url=_page(sent),
        by=by,
        now=now,
        comment=sent.reason,
    )
    return sent


@transaction.atomic
def withdraw_amendment(amendment: Amendment, *, by: Membership) -> Amendment:
    """Take the changes back, to correct them."""
    return AMENDMENT_LIFE.move(
        amendment, "withdraw", by=by, submitted_at=None, submitted_by_id=None
    )


@transaction.atomic
def approve_amendment(amendment: Amendment, *, by: Membership, now: datetime) -> Amendment:
    """Approve the changes: in force at once, or once the body above agrees where it asks again.

    Nobody approves what they have prepared or sent themselves.
    """
    if by.user_id in {amendment.opened_by_id, amendment.submitted_by_id}:
        raise OwnWork(_("You have made or sent these changes yourself. Another person approves."))
    _hold(amendment.roadmap)
    approved = AMENDMENT_LIFE.move(
        amendment, "approve", by=by, approved_at=now, approved_by_id=by.user_id
    )
    if not asks_again(approved.roadmap):
        return _apply(approved, by=by, now=now)
    organization = approved.roadmap.programme.organization
    tell(
        approved.roadmap,
        "amendment_approved",
        people_in(organization.parent_id, ABOVE, now=now),
        subject=_("For agreement: changes to a roadmap of %(year)s"),
        text=_("%(school)s changes its agreed roadmap: %(comment)s"),
        url=_page(approved),
        by=by,
        now=now,
        comment=approved.reason,
    )
    return approved


@transaction.atomic
def agree_amendment(amendment: Amendment, *, by: Membership, now: datetime) -> Amendment:
    """The body above agrees to the changes; now they are in force."""
    if not asks_again(_hold(amendment.roadmap)):
        raise NotAskedFor(_("Your organization has not asked to agree to changes."))
    agreed = {"agreed_at": now, "agreed_by_id": by.user_id}
    return _apply(amendment, by=by, now=now, agreed=agreed)


@transaction.atomic
def return_amendment(
    amendment: Amendment, *, comment: str, by: Membership, now: datetime
) -> Amendment:
    """Send the changes back with a comment or remarks; the approved text stays in force."""
    said = comment.strip()
    remarks = Remark.objects.filter(
        amendment=amendment, from_organization_id=by.organization_id
    ).unanswered()
    if not said and not remarks.exists():
        raise NoComment(_("Write what has to be corrected."))
    returned = AMENDMENT_LIFE.move(
        amendment, "return", by=by, comment=said, approved_at=None, approved_by_id=None
    )
    tell(
        returned.roadmap,
        "amendment_returned",
        keepers_and_heads(returned.organization_id, now=now, without=by),
        subject=_("Changes to the roadmap of %(year)s are returned"),
        text=_("%(name)s: %(comment)s"),
        url=_page(returned),
        by=by,
        now=now,
        comment=said or _("see the remarks at the activities"),
    )
    return returned


@transaction.atomic
def drop_amendment(amendment: Amendment, *, by: Membership) -> Amendment:
    """Give the changes up; what they took from a template is undecided again."""
    unsent(amendment)
    dropped = AMENDMENT_LIFE.move(amendment, "drop", by=by)
    TemplateDecision.objects.filter(amendment=dropped, answer=Answer.TAKEN).delete()
    return dropped


def _apply(
    amendment: Amendment,
    *,
    by: Membership,
    now: datetime,
    agreed: Mapping[str, Any] | None = None,
) -> Amendment:
    """Write the working copy into the roadmap and keep it as a version with its paper."""
    applied = AMENDMENT_LIFE.move(amendment, "apply", by=by)
    roadmap = _hold(applied.roadmap)
    if not roadmap.is_in_force:
        raise NotInForce(_("The roadmap is not in force any more."))
    write_wording(roadmap, applied.content, today=today_of(roadmap, now))
    Roadmap.objects.filter(pk=roadmap.pk).update(
        approved_at=applied.approved_at,
        approved_by_id=applied.approved_by_id,
        template_version_id=applied.template_version_id or F("template_version_id"),
        **(agreed or {}),
    )
    roadmap.refresh_from_db()
    keep_version(roadmap, by=by, now=now, amendment=applied, is_agreed=agreed is not None)
    applied.roadmap = roadmap
    _tell_applied(applied, by=by, now=now)
    return applied


def _tell_applied(amendment: Amendment, *, by: Membership, now: datetime) -> None:
    """The curators, the body above, and those whose activities were touched, learn of it."""
    roadmap = amendment.roadmap
    today = today_in(roadmap.programme.organization.time_zone, now)
    responsible = [
        person.user
        for activity in Activity.objects.filter(stage__roadmap=roadmap).prefetch_related(
            "responsible__user", "responsible__organization"
        )
        for person in activity.responsible.all()
        if person.is_current(today) and person.user.is_active
    ]
    inside = {
        *keepers_and_heads(roadmap.organization_id, now=now, without=by),
        *(user for user in responsible if user.pk != by.user_id),
    }
    organization = roadmap.programme.organization
    above = people_in(organization.parent_id, (Role.MUNICIPALITY, Role.REGION), now=now)
    tell(
        roadmap,
        "amendment_applied",
        sorted({*inside, *above}, key=lambda user: user.pk),
        subject=_("The roadmap of %(year)s is changed"),
        text=_("%(school)s: %(comment)s"),
        url=reverse("roadmap-plan", args=[roadmap.pk]),
        by=by,
        now=now,
        comment=amendment.reason,
    )


def _hold(roadmap: Roadmap) -> Roadmap:
    """Lock the roadmap before its amendment, as returning it does: two at once never cross."""
    return Roadmap.objects.select_for_update(of=("self",)).get(pk=roadmap.pk)


def unsent(amendment: Amendment) -> Amendment:
    """Hold the working copy while it changes, and refuse once it has been sent."""
    fresh = Amendment.objects.select_for_update(of=("self",)).get(pk=amendment.pk)
    if fresh.state not in AMENDABLE:
        raise NotAmendable(
            _("The changes are “%(state)s”: their text cannot be changed now.")
            % {"state": fresh.get_state_display()}
        )
    return fresh


def _page(amendment: Amendment) -> str:
    return reverse("amendment", args=[amendment.pk])
