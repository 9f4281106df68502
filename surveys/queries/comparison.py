"""The same questions a year ago, and in the other schools of the region: figures, never people."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum

from accounts.models import Organization
from surveys.models import FEWEST, AnonymousAnswer, Answer, Campaign
from surveys.states import CampaignState, SheetState

FEWEST_SCHOOLS = 3


@dataclass(frozen=True)
class Compared:
    """The means beside which a mean stands; nothing where too few have answered."""

    last_year: float | None = None
    region: float | None = None


@dataclass
class _Sum:
    total: int = 0
    count: int = 0
    schools: int = 0

    def add(self, said: Mapping[str, Any]) -> None:
        """Take in a row of the database."""
        self.total += said["total"] or 0
        self.count += said["count"]
        self.schools += said["schools"]

    def mean(self, *, schools: int) -> float | None:
        """The mean, where enough people of enough schools stand behind it."""
        if self.count < FEWEST or self.schools < schools:
            return None
        return round(self.total / self.count, 2)


def compared(campaign: Campaign) -> dict[str, Compared]:
    """By code of question: the mean of last year here, and of this year in the region's others."""
    programme = campaign.programme
    alike = Campaign.objects.filter(questionnaire__code=campaign.questionnaire.code).exclude(
        state=CampaignState.DRAFT
    )
    before = _sums(
        alike.filter(
            programme__organization=programme.organization_id, programme__year=programme.year - 1
        )
    )
    others = _sums(
        alike.filter(
            programme__organization__in=Organization.objects.within(_top(programme.organization)),
            programme__year=programme.year,
        ).exclude(programme__organization=programme.organization_id)
    )
    return {
        code: Compared(
            before[code].mean(schools=1) if code in before else None,
            others[code].mean(schools=FEWEST_SCHOOLS) if code in others else None,
        )
        for code in before.keys() | others.keys()
    }


def _sums(campaigns: QuerySet[Campaign]) -> dict[str, _Sum]:
    named = Answer.objects.filter(
        sheet__invitation__campaign__in=campaigns, sheet__state=SheetState.SUBMITTED
    )
    loose = AnonymousAnswer.objects.filter(campaign__in=campaigns)
    found: dict[str, _Sum] = defaultdict(_Sum)
    for answers, way in ((named, "sheet__invitation__campaign"), (loose, "campaign")):
        rows = answers.exclude(number=None).values("question__code").order_by()
        for said in rows.annotate(
            total=Sum("number"),
            count=Count("pk"),
            schools=Count(f"{way}__programme__organization", distinct=True),
        ):
            found[said["question__code"]].add(said)
    return found


def _top(organization: Organization) -> Organization:
    while organization.parent is not None:
        organization = organization.parent
    return organization
