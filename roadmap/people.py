"""Who may answer for an activity, who answers on a day, and who stands in for the absent."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import Membership, Organization
from accounts.states import LEVELS_ABOVE, STAFF, Role
from roadmap.models import Leave

ANSWERING = frozenset({*STAFF, *LEVELS_ABOVE, Role.MENTOR})


def who_may_answer(organization: Organization | int, today: date) -> QuerySet[Membership]:
    """The people who can be put in charge of an activity, by name."""
    pk = organization if isinstance(organization, int) else organization.pk
    return (
        Membership.objects.current(today)
        .in_role(*map(Role, ANSWERING))
        .filter(organization_id=pk, user__is_active=True)
        .select_related("user")
        .order_by("user__last_name", "user__first_name", "pk")
    )


def answered_by(membership: Membership, today: date, *, path: str = "") -> Q:
    """What a person has to do with: in charge, helping, or standing in for somebody absent."""
    me = membership.user_id
    absent = Leave.objects.on(today).filter(deputy__user=me).values("person")
    return (
        Q(**{f"{path}responsible__user": me})
        | Q(**{f"{path}helpers__user": me})
        | Q(**{f"{path}responsible__in": absent})
    )


@dataclass(frozen=True)
class StandIns:
    """The leaves of one organization on one day."""

    day: date
    leaves: dict[int, Leave] = field(default_factory=dict)

    @classmethod
    def on(cls, day: date, organization: Organization | int) -> "StandIns":
        """Read them: one query."""
        pk = organization if isinstance(organization, int) else organization.pk
        found = Leave.objects.on(day).filter(person__organization_id=pk)
        found = found.select_related("person__user", "deputy__user").order_by("-until_on", "-pk")
        return cls(day, {leave.person_id: leave for leave in found})

    def instead_of(self, person: Membership) -> Membership | None:
        """Whoever answers in the end: a deputy of a deputy too; nobody when all are away."""
        seen: set[int] = set()
        while leave := self.leaves.get(person.pk):
            if person.pk in seen:
                return None
            seen.add(person.pk)
            person = leave.deputy
        is_there = person.is_current(self.day) and person.user.is_active
        return person if is_there else None

    def all_instead_of(self, people: Iterable[Membership]) -> list[Membership]:
        """Whoever answers for several people, each once."""
        found = (self.instead_of(person) for person in people)
        return list({person.pk: person for person in found if person is not None}.values())

    def away(self, people: Iterable[Membership]) -> list[Leave]:
        """The leaves of some people that last on the day."""
        return [self.leaves[person.pk] for person in people if person.pk in self.leaves]
