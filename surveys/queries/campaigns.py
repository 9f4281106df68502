"""Who may be asked, and who has answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from participants.models import Person
from surveys.audience import by_grade
from surveys.models import Campaign, Invitation
from surveys.states import Privacy


def with_counts(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Campaigns with how many were asked and how many answered."""
    return campaigns.select_related("questionnaire", "activity").annotate(
        asked_count=Count("invitations"),
        answered_count=Count("invitations", filter=Q(invitations__answered_on__isnull=False)),
    )


@dataclass(frozen=True)
class ClassLine:
    """How many of a class have answered; without any contents, and anonymous ones without names."""

    name: str
    asked: int
    answered: int
    refused: int
    waiting: Sequence[Person]


def by_class(campaign: Campaign) -> list[ClassLine]:
    """The table of answered and not answered, class by class."""
    is_anonymous = campaign.privacy == Privacy.ANONYMOUS
    invitations = campaign.invitations.select_related("person").order_by(
        "person__class_name", "person__sort_name", "pk"
    )
    groups: dict[str, list[Invitation]] = {}
    for invitation in invitations:
        groups.setdefault(invitation.person.class_name, []).append(invitation)
    return [
        ClassLine(
            name,
            len(asked),
            sum(one.answered_on is not None for one in asked),
            sum(one.refused_at is not None for one in asked),
            [] if is_anonymous else [one.person for one in asked if one.is_waiting],
        )
        for name, asked in sorted(groups.items(), key=lambda group: by_grade(group[0]))
    ]
