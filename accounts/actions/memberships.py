"""What can be done with roles."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization, User
from accounts.rules import may_appoint
from accounts.states import Role
from kernel import journal
from kernel.refusals import Refusal


class NotOneself(Refusal):
    """Nobody changes the own roles."""


class NotYours(Refusal):
    """The role or the place is not this person's to give."""


class HasRole(Refusal):
    """The person has this role there already."""


class LastDirector(Refusal):
    """A school is never left without a director."""


def grant_role(
    user: User,
    *,
    organization: Organization,
    role: str,
    by: Membership,
    since_on: date,
    until_on: date | None = None,
    **facts: Any,
) -> Membership:
    """Appoint somebody who has an account. An attempt to appoint oneself is kept as an incident."""
    if user.pk == by.user_id:
        journal.record("refuse_self_grant", by, by=by, role_wanted=role)
        raise NotOneself(_("Nobody gives a role to oneself. Ask those who stand above you."))
    if not may_appoint(by, role, organization):
        raise NotYours(_("This role is not yours to give there."))
    return _appoint(user, organization, role, by=by, since_on=since_on, until_on=until_on, **facts)


@transaction.atomic
def _appoint(
    user: User, organization: Organization, role: str, *, by: Membership | None, **facts: Any
) -> Membership:
    Organization.objects.select_for_update().get(pk=organization.pk)
    open_ones = Membership.objects.filter(
        user=user, organization=organization, role=role, until_on=None
    )
    if open_ones.exists():
        raise HasRole(_("This person has this role already."))
    membership = Membership.objects.create(user=user, organization=organization, role=role, **facts)
    journal.record(
        "grant_role",
        membership,
        by=by,
        role_given=role,
        since=membership.since_on.isoformat(),
        paper=membership.paper,
    )
    return membership


@transaction.atomic
def end_role(
    membership: Membership,
    *,
    by: Membership,
    now: datetime,
    today: date,
    until_on: date | None = None,
    reason: str = "",
) -> Membership:
    """Take a role away: at once, or after its last day. It is gone on the next request."""
    if membership.user_id == by.user_id:
        raise NotOneself(_("Nobody takes the own role away. Ask those who stand above you."))
    Organization.objects.select_for_update().get(pk=membership.organization_id)
    fresh = Membership.objects.select_for_update().get(pk=membership.pk)
    last_day = until_on or max(today, fresh.since_on)
    if fresh.role == Role.DIRECTOR and not _has_another_director(fresh, after=last_day):
        raise LastDirector(
            _("This is the only director. Appoint the next one first, or hand the role over.")
        )
    fresh.until_on = last_day
    fresh.ended_at = now if until_on is None or until_on < today else None
    fresh.save(update_fields=["until_on", "ended_at"])
    journal.record("end_role", fresh, by=by, until=last_day.isoformat(), reason=reason)
    return fresh


@transaction.atomic
def hand_over(
    membership: Membership,
    *,
    to: User,
    by: Membership,
    now: datetime,
    today: date,
    paper: str = "",
) -> Membership:
    """Pass a role on: the next person has it from today, the former one no longer has it."""
    next_one = grant_role(
        to,
        organization=membership.organization,
        role=membership.role,
        by=by,
        since_on=today,
        paper=paper,
        post=membership.post,
        class_name=membership.class_name,
    )
    end_role(membership, by=by, now=now, today=today, reason="hand over")
    return next_one


@transaction.atomic
def describe_role(membership: Membership, *, by: Membership, **facts: Any) -> Membership:
    """Correct the post, the class or the paper of a role."""
    for field, value in facts.items():
        setattr(membership, field, value)
    membership.save(update_fields=list(facts))
    journal.record("describe_role", membership, by=by)
    return membership


@transaction.atomic
def rename_classes(
    organization: Organization,
    names: Mapping[str, str],
    *,
    users: Sequence[int] | None,
    by: Membership,
) -> int:
    """Give roles the class their people are in now: of these users, or of all class teachers."""
    roles = Membership.objects.filter(
        organization=organization, class_name__in=names, until_on=None
    )
    if users is None:
        roles = roles.filter(role=Role.CLASS_TEACHER)
    else:
        roles = roles.filter(user__in=users).exclude(role=Role.CLASS_TEACHER)
    changed = list(roles.select_for_update().order_by("pk"))
    for role in changed:
        role.class_name = names[role.class_name]
    Membership.objects.bulk_update(changed, ["class_name"], batch_size=500)
    if changed:
        journal.record("rename_classes", organization, by=by, count=len(changed))
    return len(changed)


def _has_another_director(membership: Membership, *, after: date) -> bool:
    others = Membership.objects.filter(
        organization_id=membership.organization_id, role=Role.DIRECTOR, user__is_active=True
    )
    return others.exclude(pk=membership.pk).current(after).exists()
