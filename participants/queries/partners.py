"""Partners as pages show them: how many mentors came by each, and how they are doing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from accounts.models import Membership
from kernel.pieces import Tone
from participants.connections import lent
from participants.models import MentorOffer, Partner
from participants.states import OfferState

TONES = {
    OfferState.OFFERED: Tone.WARN,
    OfferState.ACCEPTED: Tone.GOOD,
    OfferState.DECLINED: Tone.IDLE,
    OfferState.TAKEN_BACK: Tone.IDLE,
}


@dataclass(frozen=True)
class OfferLine:
    """An offered mentor, and how many mentees the school has given them; no names of those."""

    offer: MentorOffer
    mentees: int

    @property
    def tone(self) -> str:
        """How the state feels."""
        return TONES[OfferState(self.offer.state)]

    @property
    def is_open(self) -> bool:
        """Tell whether the school has not answered yet."""
        return self.offer.state == OfferState.OFFERED


def partners_of(membership: Membership) -> QuerySet[Partner]:
    """The partners of an organization, with what waits and what was accepted."""
    return (
        Partner.objects.visible_to(membership)
        .select_related("contact")
        .annotate(
            waiting=Count("offers", filter=Q(offers__state=OfferState.OFFERED)),
            accepted=Count("offers", filter=Q(offers__state=OfferState.ACCEPTED)),
        )
        .order_by("ended_on", "name", "pk")
    )


def own_partner(membership: Membership) -> Partner | None:
    """The organization that the one who looks speaks for."""
    return Partner.objects.visible_to(membership).filter(ended_on=None).order_by("pk").first()


def offers_of(partner: Partner) -> list[OfferLine]:
    """The offers of a partner, those that wait first."""
    offers = list(
        partner.offers.select_related("person").order_by("decided_at", "-offered_at", "pk")
    )
    offers.sort(key=lambda offer: offer.state != OfferState.OFFERED)
    load = _load([offer.person_id for offer in offers if offer.person_id])
    return [OfferLine(offer, load.get(offer.person_id or 0, 0)) for offer in offers]


def _load(mentors: Sequence[int]) -> dict[int, int]:
    counted = lent().load
    return counted(mentors) if counted and mentors else {}
