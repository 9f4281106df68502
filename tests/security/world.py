"""The small world of the access tables: a region, two municipalities, three schools.

Everybody is of `school`; the stranger is the curator of `neighbour`, in the same municipality.
Names of those who take part in `school` carry a canary that nobody elsewhere may ever read.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from accounts.models import Membership, Organization
from tests import people
from tests.factories.accounts import MunicipalityFactory, SchoolFactory
from tests.security.access import ROLES

CANARY = "Канарейкина"


class World:
    """Who and what there is; rooms add theirs with `made`."""

    def __init__(self) -> None:
        self.region: Organization = people.the_region()
        self.municipality: Organization = people.the_municipality()
        self.school: Organization = people.the_school()
        self.neighbour: Organization = people.the_neighbour()
        self.people: dict[str, Membership] = {role: self._appoint(role) for role in ROLES}
        self._made: dict[Callable[[World], Any], Any] = {}

    @cached_property
    def other_municipality(self) -> Organization:
        """A municipality beside that of the school."""
        return MunicipalityFactory(parent=self.region)

    @cached_property
    def far_school(self) -> Organization:
        """A school of the other municipality."""
        return SchoolFactory(parent=self.other_municipality)

    def made(self, maker: Callable[["World"], Any]) -> Any:
        """Return what `maker(world)` makes, the same thing however often it is asked for."""
        if maker not in self._made:
            self._made[maker] = maker(self)
        return self._made[maker]

    def __getattr__(self, role: str) -> Membership:
        """`world.curator` is the curator of the school, `world.stranger` the one of another.

        Those above are `world.people["region"]` and `world.people["municipality"]`.
        """
        if role in ROLES:
            return self.people[role]
        raise AttributeError(role)

    def _appoint(self, role: str) -> Membership:
        makers = {"region": people.regional, "municipality": people.municipal}
        maker = makers.get(role) or getattr(people, role)
        facts = {"user__last_name": CANARY} if role in {"mentor", "mentee", "guardian"} else {}
        return maker(**facts)
