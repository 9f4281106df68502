"""How people of the bases come to sign in: invitations, class cards, the user of a card."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.invitations import invite
from accounts.actions.users import ensure_pupil_user
from accounts.events import InvitationAccepted
from accounts.models import Invitation, Membership
from accounts.states import Role
from kernel.refusals import Refusal
from participants.actions.people import link_user
from participants.models import Guardian, MenteeProfile, MentorProfile, Person
from participants.states import LEARNERS


class HasAccount(Refusal):
    """The person can already sign in."""


class NotALearner(Refusal):
    """Class cards are for pupils and students."""


@transaction.atomic
def invite_person(
    person: Person, *, role: str, by: Membership, now: datetime
) -> tuple[Invitation, str]:
    """Invite the person of a card to sign in; the answer carries the token of the link."""
    if person.user_id is not None:
        raise HasAccount(_("%(name)s can already sign in.") % {"name": person.name.full})
    return invite(
        person.name,
        organization=person.organization,
        role=role,
        by=by,
        now=now,
        email=person.email,
        person_id=person.pk,
    )


def link_card(event: InvitationAccepted) -> None:
    """Who accepted an invitation made on a card is its person. Runs in that transaction."""
    invitation = event.invitation
    if invitation.person_id is None:
        return
    person = Person.objects.filter(
        pk=invitation.person_id, organization=invitation.organization_id, user=None
    ).first()
    if person is not None:
        link_user(person, user=event.user, by=event.membership)


@transaction.atomic
def let_pupil_in(person: Person, *, by: Membership, today: date) -> Person:
    """Give a pupil an account without e-mail; the card that opens it is printed afterwards."""
    if person.kind not in LEARNERS:
        raise NotALearner(
            _("A class card is for pupils and students. Invite %(name)s by a link.")
            % {"name": person.name.full}
        )
    for role in _roles(person):
        user = ensure_pupil_user(
            person.name,
            organization=person.organization,
            by=by,
            today=today,
            user=person.user,
            role=role,
            class_name=person.class_name,
        )
        if person.user_id is None:
            link_user(person, user=user, by=by)
    return person


@transaction.atomic
def let_class_in(people: Iterable[Person], *, by: Membership, today: date) -> int:
    """Give a whole class accounts, all or none; tell how many pupils there are."""
    return len([let_pupil_in(person, by=by, today=today) for person in people])


def role_of_card(person: Person) -> str:
    """A mentor, a mentee or a parent, whichever the card says first; nothing for the others."""
    if MentorProfile.objects.filter(person=person).exists():
        return Role.MENTOR
    if MenteeProfile.objects.filter(person=person).exists():
        return Role.MENTEE
    return Role.GUARDIAN if Guardian.objects.filter(guardian=person).exists() else ""


def _roles(person: Person) -> list[Role]:
    """The roles that follow from the card; a pupil without a part may become a mentee."""
    is_mentor = MentorProfile.objects.filter(person=person, left_on=None).exists()
    is_mentee = MenteeProfile.objects.filter(person=person, left_on=None).exists()
    return [Role.MENTEE] * (is_mentee or not is_mentor) + [Role.MENTOR] * is_mentor
