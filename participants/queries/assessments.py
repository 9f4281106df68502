"""The influence card as pages and reports read it: one mentee, those who lack it, figures."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef

from accounts.models import Membership, Organization
from participants.influence import PARAMETERS, Figure, Parameter, figure, measured_by
from participants.models import Measurement, Person, PersonQuerySet
from participants.states import MeasuredAt


@dataclass(frozen=True)
class CardLine:
    """One parameter of one mentee: before and after, as far as the role may read it."""

    parameter: Parameter
    before: Decimal | None
    after: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """After less before."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


def influence_card(person: Person, membership: Membership, *, year: int) -> list[CardLine]:
    """The lines that a role may read; psychological ones are for the psychologist alone."""
    own = {parameter.code for parameter in measured_by(membership.role)}
    shown = [one for one in PARAMETERS if one.code in own or not one.is_psychological]
    said = {
        (moment, code): value
        for moment, code, value in Measurement.objects.filter(
            person=person, year=year, parameter__in=[one.code for one in shown]
        ).values_list("moment", "parameter", "value")
    }
    return [
        CardLine(
            one, said.get((MeasuredAt.BEFORE, one.code)), said.get((MeasuredAt.AFTER, one.code))
        )
        for one in shown
    ]


def mentees_to_measure(membership: Membership) -> PersonQuerySet:
    """The mentees of a role who take part now."""
    people = Person.objects.visible_to(membership).kept()
    return people.filter(mentee__isnull=False, mentee__left_on=None)


def unmeasured(people: PersonQuerySet, *, year: int) -> PersonQuerySet:
    """Those of whom nothing was measured at the start: it cannot be made up for at the end."""
    known = Measurement.objects.filter(person=OuterRef("pk"), year=year, moment=MeasuredAt.BEFORE)
    return people.filter(~Exists(known))


def with_measurements(people: PersonQuerySet, *, year: int) -> PersonQuerySet:
    """Add whether a mentee was measured before and after."""
    known = Measurement.objects.filter(person=OuterRef("pk"), year=year)
    return people.annotate(
        has_before=Exists(known.filter(moment=MeasuredAt.BEFORE)),
        has_after=Exists(known.filter(moment=MeasuredAt.AFTER)),
    )


def influence_figures(organization: Organization, *, year: int) -> list[Figure]:
    """For reports: figures of those measured twice, without names; of fewer than five nothing."""
    said: dict[str, dict[int, dict[str, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    rows = Measurement.objects.filter(person__organization=organization, year=year)
    for code, person, moment, value in rows.values_list("parameter", "person", "moment", "value"):
        said[code][person][moment] = value
    return [
        figure(
            parameter,
            (
                (measured[MeasuredAt.BEFORE], measured[MeasuredAt.AFTER])
                for measured in said[parameter.code].values()
                if len(measured) == len(MeasuredAt)
            ),
        )
        for parameter in PARAMETERS
    ]
