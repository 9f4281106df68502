"""Say which roadmaps an authority agrees to, and how a roadmap is laid out in print."""

from django.db import transaction

from accounts.models import Membership
from kernel import journal
from roadmap.models import AgreementDemand, Roadmap


@transaction.atomic
def choose_demand(
    *, asks_for_agreement: bool, asks_after_amendments: bool, by: Membership
) -> AgreementDemand:
    """Ask the organizations below for agreement, or not; changes as well, or not."""
    demand, _made = AgreementDemand.objects.update_or_create(
        organization_id=by.organization_id,
        defaults={
            "asks_for_agreement": asks_for_agreement,
            "asks_after_amendments": asks_after_amendments,
        },
    )
    journal.record(
        "choose_demand", demand, by=by, first=asks_for_agreement, changes=asks_after_amendments
    )
    return demand


@transaction.atomic
def choose_layout(roadmap: Roadmap, *, layout: str, by: Membership) -> None:
    """Print the roadmap in this layout from now on; papers already issued say the same in it."""
    Roadmap.objects.filter(pk=roadmap.pk).update(layout=layout)
    journal.record("choose_layout", roadmap, by=by, layout=layout)
