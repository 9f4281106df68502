"""A sheet of class cards: what is printed once, cut and handed out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string

from accounts.letters import card_link
from accounts.models import Membership
from kernel.documents.html import qr_png
from kernel.documents.pdf import html_as_pdf


@dataclass(frozen=True)
class CardFacts:
    """One card: the only time its PIN is seen."""

    name: str
    class_name: str
    organization: str
    link: str
    pin: str
    qr: str

    @property
    def pin_in_groups(self) -> str:
        """The PIN as one reads it aloud."""
        return f"{self.pin[:3]} {self.pin[3:]}"


def card_facts(membership: Membership, *, token: str, pin: str) -> CardFacts:
    """Collect what one card says."""
    link = card_link(token)
    return CardFacts(
        name=f"{membership.user.last_name} {membership.user.first_name}",
        class_name=membership.class_name,
        organization=membership.organization.short_name,
        link=link,
        pin=pin,
        qr=qr_png(link),
    )


def as_pdf(cards: Sequence[CardFacts]) -> bytes:
    """Print the sheets as PDF, eight cards a sheet."""
    return html_as_pdf(
        render_to_string("accounts/documents/class_cards_pdf.html", {"cards": cards})
    )
