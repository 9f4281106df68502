"""Whom the events of this room concern."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import Membership, User
from accounts.states import Role
from pairs.models import Pair


def staff(organization_id: int, *roles: Role, today: date) -> QuerySet[User]:
    """The people who act in one of the roles in the organization today."""
    current = Membership.objects.current(today).in_role(*roles)
    return User.objects.filter(
        pk__in=current.filter(organization=organization_id).values("user")
    ).order_by("pk")


def sides(pairs: Iterable[Pair]) -> QuerySet[User]:
    """The mentors and mentees of the pairs who sign in, and the mentees' representatives."""
    numbers = [pair.pk for pair in pairs]
    return (
        User.objects.filter(
            Q(cards_of__pairs_as_mentor__in=numbers)
            | Q(cards_of__pairs_as_mentee__in=numbers)
            | Q(
                cards_of__children__child__pairs_as_mentee__in=numbers,
                cards_of__children__confirmed_at__isnull=False,
            )
        )
        .distinct()
        .order_by("pk")
    )
