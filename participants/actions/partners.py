"""Partners: taken in, their offers made, accepted, declined, taken back."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership, User
from accounts.states import Role
from kernel import journal
from kernel.refusals import Refusal
from kernel.russian import PersonName, search_key
from notices.actions import owe
from participants.actions.people import PersonFacts, enter_person
from participants.actions.profiles import MentorFacts, make_mentor
from participants.models import MentorOffer, Partner, Person
from participants.states import OFFER_LIFE, OfferState, PartnerKind, PersonKind


class PartnerKnown(Refusal):
    """The organization has this partner already."""


class OfferedAlready(Refusal):
    """The partner has offered this person, and nobody has answered yet."""


@transaction.atomic
def add_partner(
    *,
    name: str,
    kind: str,
    contact: PersonName,
    post: str,
    phone: str,
    email: str,
    note: str,
    by: Membership,
    now: datetime,
    today: date,
) -> Partner:
    """Take a partner in, with the card of the person who speaks for it."""
    known = Partner.objects.filter(organization=by.organization_id, ended_on=None)
    if known.filter(name__iexact=name).exists():
        raise PartnerKnown(_("The partner “%(name)s” is in the list already.") % {"name": name})
    facts = PersonFacts(
        kind=PersonKind.OUTSIDE,
        last_name=contact.last,
        first_name=contact.first,
        patronymic=contact.patronymic,
        post=post,
        workplace=name,
        phone=phone,
        email=email,
    )
    partner = Partner.objects.create(
        organization=by.organization,
        kind=PartnerKind(kind),
        name=name,
        note=note,
        contact=enter_person(by.organization, facts=facts, by=by, now=now),
        since_on=today,
    )
    journal.record("add_partner", partner, by=by)
    return partner


@transaction.atomic
def end_partner(partner: Partner, *, by: Membership, today: date) -> None:
    """The partnership is over; the mentors who came by it stay."""
    if Partner.objects.filter(pk=partner.pk, ended_on=None).update(ended_on=today):
        journal.record("end_partner", partner, by=by)


@transaction.atomic
def offer_mentor(
    partner: Partner,
    *,
    name: PersonName,
    post: str,
    competences: str,
    available_time: str,
    phone: str,
    email: str,
    by: Membership,
    now: datetime,
    today: date,
) -> MentorOffer:
    """Offer a mentor to the school: its curators are told."""
    waiting = MentorOffer.objects.filter(partner=partner, state=OfferState.OFFERED)
    if any(search_key(offer.name.full) == search_key(name.full) for offer in waiting):
        raise OfferedAlready(
            _("%(name)s is offered already and waits for the answer of the school.")
            % {"name": name.full}
        )
    offer = MentorOffer.objects.create(
        partner=partner,
        last_name=name.last,
        first_name=name.first,
        patronymic=name.patronymic,
        post=post,
        competences=competences,
        available_time=available_time,
        phone=phone,
        email=email,
        offered_at=now,
        offered_by_id=by.user_id,
    )
    journal.record("offer_mentor", offer, by=by)
    _tell(
        offer,
        to=_curators(partner, today),
        subject=_("A mentor is offered: %(name)s") % {"name": name.short},
        url=reverse("partner", args=[partner.pk]),
        now=now,
    )
    return offer


@transaction.atomic
def accept_offer(offer: MentorOffer, *, by: Membership, now: datetime, today: date) -> Person:
    """Take the offered person into the base of mentors; the partner is told."""
    partner = offer.partner
    facts = PersonFacts(
        kind=PersonKind.OUTSIDE,
        last_name=offer.last_name,
        first_name=offer.first_name,
        patronymic=offer.patronymic,
        post=offer.post,
        workplace=partner.name,
        phone=offer.phone,
        email=offer.email,
    )
    person = enter_person(partner.organization, facts=facts, by=by, now=now)
    wishes = MentorFacts(competences=offer.competences, available_time=offer.available_time)
    make_mentor(person, facts=wishes, by=by, today=today)
    accepted = OFFER_LIFE.move(offer, "accept", by=by, decided_at=now, person=person)
    _tell_partner(accepted, _("The school accepts your mentor: %(name)s"), now=now)
    return person


@transaction.atomic
def decline_offer(offer: MentorOffer, *, reason: str, by: Membership, now: datetime) -> MentorOffer:
    """Say no, with the reason that the partner reads."""
    declined = OFFER_LIFE.move(offer, "decline", by=by, decided_at=now, reason=reason)
    _tell_partner(declined, _("The school does not take the mentor: %(name)s"), now=now)
    return declined


@transaction.atomic
def take_offer_back(offer: MentorOffer, *, by: Membership, now: datetime) -> MentorOffer:
    """The partner has changed its mind before the school answered."""
    return OFFER_LIFE.move(offer, "take_back", by=by, decided_at=now)


def _tell_partner(offer: MentorOffer, subject: str, *, now: datetime) -> None:
    contact = offer.partner.contact
    if contact.user is not None:
        _tell(
            offer,
            to=contact.user,
            subject=subject % {"name": offer.name.short},
            url=reverse("my-partner"),
            now=now,
        )


def _tell(
    offer: MentorOffer, *, to: User | Iterable[User], subject: str, url: str, now: datetime
) -> None:
    owe(
        kind="offer",
        to=to,
        organization=offer.organization_id,
        subject=subject,
        text=offer.reason or offer.partner.name,
        url=url,
        key=f"{offer.pk}-{offer.state}",
        now=now,
    )


def _curators(partner: Partner, today: date) -> list[User]:
    roles = partner.organization.memberships.current(today).in_role(Role.CURATOR)
    return [role.user for role in roles.select_related("user").order_by("pk")]
