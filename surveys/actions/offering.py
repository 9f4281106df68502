"""Whom those who answer a campaign may choose."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.refusals import Refusal
from participants.models import Person
from surveys.actions.campaigns import has_answers
from surveys.models import Campaign


class ListIsFixed(Refusal):
    """Somebody has already chosen from the list."""


@transaction.atomic
def offer_people(campaign: Campaign, people: Iterable[Person], *, by: Membership) -> None:
    """Name those who can be chosen. Raises ListIsFixed once somebody has answered."""
    fresh = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    if has_answers(fresh):
        raise ListIsFixed(_("Somebody has answered already: the list stays as it is."))
    named = list(people)
    fresh.offered.set(named)
    journal.record("offer_people", fresh, by=by, people=len(named))
