"""Programmes, pairs, orders, meetings: the least that is valid. Every name is invented."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from pairs.models import Meeting, Pair, PairOrder, QueueCard
from pairs.states import MeetingKind, OrderState, PairState
from roadmap.models import Programme
from tests import people
from tests.factories.participants import (
    EmployeeFactory,
    MenteeFactory,
    MentorFactory,
    MentoringFormFactory,
    PersonFactory,
    consenting,
)

NOW = datetime(2026, 10, 20, 9, tzinfo=UTC)
TODAY = date(2026, 10, 20)
ACTIVE_SINCE = date(2026, 10, 1)


def programme(school=None):
    """The programme of 2026/2027 of the school."""
    made, _ = Programme.objects.get_or_create(
        organization=school or people.the_school(), year=2026, defaults={"opened_at": NOW}
    )
    return made


def form():
    """«учитель — ученик», and no other form that suits these two kinds."""
    return MentoringFormFactory(name="учитель — ученик", position=0)


def a_mentee(school=None, *, gives=True, **facts):
    """A pupil who takes part; without `gives` the consent is missing."""
    person = PersonFactory(organization=school or people.the_school(), **facts)
    MenteeFactory(person=person)
    return consenting(person) if gives else person


def a_mentor(school=None, *, gives=True, capacity=2, trained=True, profile=None, **facts):
    """A teacher who mentors."""
    person = EmployeeFactory(organization=school or people.the_school(), **facts)
    trained_on = date(2026, 9, 20) if trained else None
    MentorFactory(person=person, capacity=capacity, trained_on=trained_on, **(profile or {}))
    return consenting(person) if gives else person


class PairFactory(DjangoModelFactory):
    """A proposed pair of the school, both with consents."""

    class Meta:
        model = Pair

    programme = factory.LazyFunction(programme)
    mentor = factory.LazyAttribute(lambda made: a_mentor(made.programme.organization))
    mentee = factory.LazyAttribute(lambda made: a_mentee(made.programme.organization))
    form = factory.LazyFunction(form)
    proposed_at = NOW
    score = 40
    reasons = [{"code": "words", "words": ["алгебру"], "kind": "fact"}]


class PairOrderFactory(DjangoModelFactory):
    """A draft drawn up by the curator."""

    class Meta:
        model = PairOrder

    programme = factory.LazyFunction(programme)
    until_on = date(2027, 5, 31)
    made_at = NOW
    curator = factory.LazyAttribute(
        lambda made: people.curator(
            made.programme.organization,
            post="заместитель директора по воспитательной работе",
            user__last_name="Белкина",
            user__first_name="Анна",
            user__patronymic="Сергеевна",
        )
    )
    made_by = factory.LazyAttribute(lambda made: made.curator.user)


class SubmittedOrderFactory(PairOrderFactory):
    """Sent to the director."""

    state = OrderState.SUBMITTED
    submitted_at = NOW
    submitted_by = factory.LazyAttribute(lambda made: made.curator.user)


class ActivePairFactory(PairFactory):
    """A pair at work since 1 October, by an order (whose own signature no test looks at)."""

    state = PairState.ACTIVE
    active_since_on = ACTIVE_SINCE
    order = factory.SubFactory(PairOrderFactory, programme=factory.SelfAttribute("..programme"))


class MeetingFactory(DjangoModelFactory):
    """A meeting recorded on its day."""

    class Meta:
        model = Meeting

    pair = factory.SubFactory(ActivePairFactory)
    kind = MeetingKind.FIRST
    held_on = date(2026, 10, 10)
    lasted_minutes = 45
    topic = factory.Sequence(lambda n: f"Познакомились и договорились о правилах {n}")
    recorded_at = NOW


class QueueCardFactory(DjangoModelFactory):
    """A mentee who waits since 1 October."""

    class Meta:
        model = QueueCard

    programme = factory.LazyFunction(programme)
    mentee = factory.LazyAttribute(lambda made: a_mentee(made.programme.organization))
    reason = {"code": "no_mentors", "words": [], "mentors": []}
    entered_on = date(2026, 10, 1)
    review_on = date(2026, 10, 15)


def order_with(*pairs, maker=PairOrderFactory, **facts):
    """An order that holds the pairs."""
    order = maker(programme=pairs[0].programme, **facts)
    for pair in pairs:
        pair.order = order
        pair.save(update_fields=["order"])
    return order
