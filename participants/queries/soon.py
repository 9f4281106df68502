"""Consents that are valid today and will not be in a month: a term ends, a birthday comes.

The same rule judges today and the day in a month; only those whose term or birthday lies between
are judged at all.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q

from participants.models import Consent, Person, PersonQuerySet
from participants.queries.gate import ages, verdicts
from participants.queries.lists import with_status
from participants.states import ConsentState, ConsentStatus

EXPIRING, BIRTHDAY = "expiring", "birthday"
_ENDS_AS: Mapping[ConsentStatus, str] = {
    ConsentStatus.EXPIRED: EXPIRING,
    ConsentStatus.RENEW: BIRTHDAY,
    ConsentStatus.PARTLY: BIRTHDAY,
}


def ending_soon(people: PersonQuerySet, purpose: str, today: date) -> dict[int, str]:
    """Whose valid consent ends within the set days, and why, by their numbers."""
    horizon = today + timedelta(days=settings.CONSENT_WARN_DAYS)
    found = list(_may_end(people, purpose, today, horizon))
    if not found:
        return {}
    now, later = verdicts(found, purpose, today), verdicts(found, purpose, horizon)
    return {
        person.pk: _ENDS_AS[later[person.pk].status]
        for person in found
        if now[person.pk].is_given and later[person.pk].status in _ENDS_AS
    }


def with_register_status(
    people: PersonQuerySet, value: str, *, purpose: str, today: date
) -> PersonQuerySet:
    """Keep one line of the register: a derived status, or what ends soon."""
    if value not in (EXPIRING, BIRTHDAY):
        return with_status(people, value, purpose=purpose, today=today)
    soon = ending_soon(people, purpose, today)
    return people.filter(pk__in=[pk for pk, why in soon.items() if why == value])


def _may_end(people: PersonQuerySet, purpose: str, today: date, horizon: date) -> PersonQuerySet:
    ending = Consent.objects.filter(
        purpose=purpose,
        state=ConsentState.GIVEN,
        expires_on__gte=today,
        expires_on__lt=horizon,
    )
    comes = Q(pk__in=ending.values("person"))
    for age in (ages().signs_from, ages().adult_from):
        comes |= Q(born_on__gt=_before(today, age), born_on__lte=_before(horizon, age))
    light = Person.objects.filter(pk__in=people.order_by().values("pk"))
    return light.filter(comes).only("kind", "born_on", "birth_year")


def _before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
