"""Who is told of an activity on a morning: decided at the moment of telling."""

from datetime import date, datetime
from functools import cached_property

from accounts.models import Organization, User
from accounts.states import Role
from roadmap.actions.telling import people_in
from roadmap.models import Activity
from roadmap.mornings import ASKED_OF_HELPERS, OF_THE_DIGEST, Occasion
from roadmap.people import StandIns

KEEPING = (Role.CURATOR, Role.MUNICIPALITY, Role.REGION)


class Addressees:
    """The people of one organization on one day: who is there, who stands in, who heads it."""

    def __init__(self, organization: Organization, *, today: date, now: datetime) -> None:
        self.organization, self.now = organization, now
        self.stand_ins = StandIns.on(today, organization)

    @cached_property
    def keepers(self) -> list[User]:
        """Those who run the programme."""
        return people_in(self.organization.pk, KEEPING, now=self.now)

    @cached_property
    def heads(self) -> list[User]:
        """The director; in an authority those who run the programme know already."""
        return people_in(self.organization.pk, [Role.DIRECTOR], now=self.now)

    def of(self, occasion: Occasion, activity: Activity) -> set[User]:
        """Whom an occasion concerns: those in charge or who stand in; without any, the keepers."""
        if occasion == Occasion.ESCALATED:
            return set(self.heads)
        there = self.stand_ins.all_instead_of(activity.responsible.all())
        people = {person.user for person in there} or set(self.keepers)
        if occasion in ASKED_OF_HELPERS:
            helping = self.stand_ins.all_instead_of(activity.helpers.all())
            people |= {person.user for person in helping}
        if occasion in OF_THE_DIGEST:
            people |= set(self.keepers)
        return people
