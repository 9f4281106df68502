"""How many lack a consent, counted by the database: a home page must not read every card.

The plain cases are decided in SQL by the same rule as `participants.consents`; the few with a
refused, withdrawn or replaced answer are judged one by one.
"""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from participants.models import Consent, PersonQuerySet
from participants.queries.gate import ages, consent_statuses
from participants.states import LEARNERS, ConsentState, ConsentStatus


def count_without_consent(people: PersonQuerySet, purpose: str, today: date) -> int:
    """How many of the people have no valid consent for a purpose. One query in the plain case."""
    answers = Consent.objects.filter(person=OuterRef("pk"), purpose=purpose)
    is_plain = ~Exists(answers.exclude(state=ConsentState.GIVEN))
    valid = answers.filter(Q(expires_on=None) | Q(expires_on__gte=today))
    is_signed = (_signs_not(today) | Exists(valid.filter(signer=OuterRef("pk")))) & (
        _has_no_guardian_sign(today) | Exists(valid.exclude(signer=OuterRef("pk")))
    )
    said = people.order_by().aggregate(
        all=Count("pk"),
        plain=Count("pk", filter=is_plain),
        given=Count("pk", filter=is_plain & is_signed),
    )
    given = said["given"]
    if said["plain"] < said["all"]:
        others = list(people.filter(~is_plain))
        statuses = consent_statuses(others, purpose, today)
        given += sum(status == ConsentStatus.GIVEN for status in statuses.values())
    return int(said["all"] - given)


def _signs_not(today: date) -> Q:
    """Too young to sign, for certain."""
    from_age = ages().signs_from
    return Q(born_on__gt=_years_before(today, from_age)) | Q(
        born_on=None, birth_year__gt=today.year - from_age
    )


def _has_no_guardian_sign(today: date) -> Q:
    """Old enough to sign alone, for certain; adults without a year of birth are."""
    from_age = ages().adult_from
    known = Q(born_on__lte=_years_before(today, from_age)) | Q(
        born_on=None, birth_year__lt=today.year - from_age
    )
    return known | (Q(born_on=None, birth_year=None) & ~Q(kind__in=LEARNERS))


def _years_before(today: date, years: int) -> date:
    """The latest day of birth of somebody who is so many years old today."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return today.replace(year=today.year - years, day=28)
