"""Invite people by a personal link, and let them in."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import tokens
from accounts.actions.letters import owe_letter
from accounts.actions.memberships import NotYours
from accounts.actions.users import create_user
from accounts.events import InvitationAccepted
from accounts.models import Invitation, Membership, Organization, User
from accounts.rules import may_appoint
from accounts.states import LetterKind
from kernel import events, journal
from kernel.refusals import Refusal
from kernel.russian import PersonName

LASTS = timedelta(hours=72)


class InvitationUsed(Refusal):
    """The link was used, withdrawn or has expired."""


@transaction.atomic
def invite(
    name: PersonName,
    *,
    organization: Organization,
    role: str,
    by: Membership | None,
    now: datetime,
    email: str = "",
    **facts: Any,
) -> tuple[Invitation, str]:
    """Invite somebody to a role; the answer carries the token of the link.

    `facts`: post, class_name, paper, person_id. `by` is None at the birth of an installation.
    """
    if by is not None and not may_appoint(by, role, organization):
        raise NotYours(_("This role is not yours to give there."))
    nonce = tokens.new_nonce()
    token = tokens.invitation_token(nonce)
    invitation = Invitation.objects.create(
        organization=organization,
        role=role,
        last_name=name.last,
        first_name=name.first,
        patronymic=name.patronymic,
        email=email.lower(),
        nonce=nonce,
        token_digest=tokens.digest(token),
        invited_by_id=by.user_id if by else None,
        invited_at=now,
        expires_at=now + LASTS,
        **facts,
    )
    journal.record("invite", invitation, by=by, role_given=role)
    if email:
        owe_letter(LetterKind.INVITATION, to=email, invitation=invitation, by=by, now=now)
    return invitation, token


@transaction.atomic
def renew_invitation(invitation: Invitation, *, by: Membership, now: datetime) -> Invitation:
    """Make a fresh link in the place of an old one, which dies."""
    fresh = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if fresh.accepted_at or fresh.withdrawn_at:
        raise InvitationUsed(_("The invitation has already been used or withdrawn."))
    fresh.nonce = tokens.new_nonce()
    fresh.token_digest = tokens.digest(tokens.invitation_token(fresh.nonce))
    fresh.expires_at = now + LASTS
    fresh.save(update_fields=["nonce", "token_digest", "expires_at"])
    journal.record("renew_invitation", fresh, by=by)
    if fresh.email:
        owe_letter(LetterKind.INVITATION, to=fresh.email, invitation=fresh, by=by, now=now)
    return fresh


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Membership, now: datetime) -> Invitation:
    """Take the link back: it opens nothing any more."""
    fresh = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if fresh.accepted_at or fresh.withdrawn_at:
        raise InvitationUsed(_("The invitation has already been used or withdrawn."))
    fresh.withdrawn_at = now
    fresh.save(update_fields=["withdrawn_at"])
    journal.record("withdraw_invitation", fresh, by=by)
    return fresh


@transaction.atomic
def accept_as_new(
    invitation: Invitation,
    *,
    username: str,
    email: str,
    password: str,
    now: datetime,
    today: date,
) -> Membership:
    """Take up the role with a new account."""
    user = create_user(invitation.name, username=username, email=email, password=password, by=None)
    return accept(invitation, user=user, now=now, today=today)


@transaction.atomic
def accept(invitation: Invitation, *, user: User, now: datetime, today: date) -> Membership:
    """Take up the role. The link works once, whoever hurries."""
    fresh = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not fresh.is_open(now):
        raise InvitationUsed(_("The invitation has already been used or withdrawn."))
    membership, _made = Membership.objects.get_or_create(
        user=user,
        organization=fresh.organization,
        role=fresh.role,
        until_on=None,
        defaults={
            "since_on": today,
            "paper": fresh.paper,
            "post": fresh.post,
            "class_name": fresh.class_name,
        },
    )
    fresh.accepted_at, fresh.accepted_by = now, user
    fresh.save(update_fields=["accepted_at", "accepted_by"])
    journal.record("accept_invitation", membership, by=None, channel="link", invitation=fresh.pk)
    events.announce(InvitationAccepted(fresh, user, membership, now))
    return membership


@transaction.atomic
def readdress_invitations(organization_id: int, *, person: int, to_person: int) -> None:
    """Two cards became one: the links made on the former card lead to the card that stays."""
    Invitation.objects.filter(organization=organization_id, person_id=person).update(
        person_id=to_person
    )
