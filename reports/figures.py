"""The figures of a quarter: each is a list of records, so that it can be opened and defended.

People are counted, not pairs; a person with two parts counts once in each line (DOMAIN: a figure
of a report opens to the list behind it and is frozen when the report is submitted).
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from kernel.calendar import Quarter
from pairs.models import Meeting, Pair
from pairs.states import PairState
from participants.models import Person
from participants.queries import consent_statuses
from participants.states import LEARNERS, ConsentStatus, PersonKind, Purpose
from roadmap.models import Activity, Programme
from roadmap.states import IN_FORCE, ActivityState

# Settings of the form, printed under it: the region may have its own (DOMAIN 3.3).
CHILD_AGES = range(10, 20)
YOUTH_AGES = range(15, 20)
YOUNG_SPECIALIST_YEARS = 3


@dataclass(frozen=True)
class Facts:
    """What the figures are counted from, read once in one moment."""

    quarter: Quarter
    today: date
    people: dict[int, Person]
    mentees: frozenset[int]
    mentors: frozenset[int]
    trained: frozenset[int]
    pairs: tuple[Pair, ...]
    meetings: tuple[int, ...]
    activities: tuple[Activity, ...]
    with_consent: frozenset[int]

    @property
    def as_of(self) -> date:
        """The day people's ages and pairs are looked at: the end of the quarter, or today in it."""
        return min(self.quarter.ends_on, self.today)

    def _is_here(self, person: Person) -> bool:
        """A card that was put away by that day is counted no more."""
        return person.archived_at is None or person.archived_at.date() > self.as_of

    def learners(self, ages: range | None = None) -> set[int]:
        """Pupils and students, of some ages."""
        return {
            pk
            for pk, person in self.people.items()
            if person.kind in LEARNERS
            and self._is_here(person)
            and (ages is None or person.age(self.as_of) in ages)
        }

    def young_specialists(self) -> set[int]:
        """Employees in their first years of service."""
        return {
            pk
            for pk, person in self.people.items()
            if person.kind == PersonKind.EMPLOYEE
            and self._is_here(person)
            and person.experience_years is not None
            and person.experience_years <= YOUNG_SPECIALIST_YEARS
        }

    def pairs_at_work(self) -> list[Pair]:
        """Pairs that worked by an order at any time of the quarter."""
        return [
            pair
            for pair in self.pairs
            if pair.active_since_on is not None
            and pair.active_since_on <= self.as_of
            and (pair.ended_on is None or pair.ended_on >= self.quarter.starts_on)
        ]

    def pairs_at_the_end(self) -> list[Pair]:
        """Pairs that were at work on the last day looked at."""
        return [
            pair
            for pair in self.pairs_at_work()
            if pair.ended_on is None or pair.ended_on > self.as_of
        ]


def collect(programme_of: QuerySet[Programme], *, quarter: Quarter, today: date) -> Facts:
    """Read everything the figures need, in a constant number of queries."""
    organizations = programme_of.values("organization_id")
    people = {
        person.pk: person
        for person in Person.objects.filter(organization__in=organizations, erased_at=None)
    }
    as_of = min(quarter.ends_on, today)
    mentees = frozenset(_entered("mentee", people, as_of))
    mentors = frozenset(_entered("mentor", people, as_of))
    taking_part = [people[pk] for pk in sorted(mentees | mentors)]
    statuses = consent_statuses(taking_part, Purpose.TAKING_PART, today=as_of)
    pairs = Pair.objects.filter(programme__in=programme_of).exclude(
        state__in=[PairState.PROPOSED, PairState.REJECTED]
    )
    return Facts(
        quarter=quarter,
        today=today,
        people=people,
        mentees=mentees,
        mentors=mentors,
        trained=frozenset(
            Person.objects.filter(pk__in=mentors, mentor__trained_on__lte=as_of).values_list(
                "pk", flat=True
            )
        ),
        pairs=tuple(pairs.order_by("pk")),
        meetings=tuple(
            Meeting.objects.filter(
                pair__programme__in=programme_of,
                cancelled_at=None,
                held_on__range=(quarter.starts_on, as_of),
            )
            .order_by("pk")
            .values_list("pk", flat=True)
        ),
        activities=tuple(_due(programme_of, quarter)),
        with_consent=frozenset(
            pk for pk, status in statuses.items() if status == ConsentStatus.GIVEN
        ),
    )


def _entered(part: str, people: Iterable[int], as_of: date) -> list[int]:
    still_in = Q(**{f"{part}__left_on": None}) | Q(**{f"{part}__left_on__gt": as_of})
    entered = Person.objects.filter(still_in, **{f"{part}__entered_on__lte": as_of})
    return list(entered.filter(pk__in=list(people)).values_list("pk", flat=True))


def _due(programme_of: QuerySet[Programme], quarter: Quarter) -> QuerySet[Activity]:
    return (
        Activity.objects.filter(
            stage__roadmap__programme__in=programme_of,
            stage__roadmap__state__in=IN_FORCE,
            due_on__range=(quarter.starts_on, quarter.ends_on),
        )
        .select_related("stage")
        .order_by("stage__position", "position")
    )


Counted = Callable[[Facts], Iterable[int]]


def _groups(facts: Facts) -> list[int]:
    mentees = Counter(pair.mentor_id for pair in facts.pairs_at_the_end())
    return [mentor for mentor, count in mentees.items() if count > 1]


def _ended(state: PairState) -> Counted:
    return lambda facts: [
        pair.pk
        for pair in facts.pairs
        if pair.state == state
        and pair.ended_on is not None
        and facts.quarter.starts_on <= pair.ended_on <= facts.quarter.ends_on
    ]


def _of_kind(kind: PersonKind) -> Counted:
    return lambda facts: [pk for pk in facts.mentors if facts.people[pk].kind == kind]


def _paired(facts: Facts) -> set[int]:
    return {pair.mentee_id for pair in facts.pairs_at_work()}


def _overdue(facts: Facts) -> list[int]:
    yesterday = facts.as_of - timedelta(days=1)
    return [
        activity.pk
        for activity in facts.activities
        if activity.state == ActivityState.PLANNED
        and activity.due_on is not None
        and activity.due_on <= yesterday
    ]


FIGURES: dict[str, Counted] = {
    "learners": lambda facts: facts.learners(),
    "learners_10_19": lambda facts: facts.learners(CHILD_AGES),
    "learners_15_19": lambda facts: facts.learners(YOUTH_AGES),
    "mentees": lambda facts: facts.mentees,
    "mentees_learners_10_19": lambda facts: facts.mentees & facts.learners(CHILD_AGES),
    "mentees_in_pairs": _paired,
    "mentees_waiting": lambda facts: (
        facts.mentees - {pair.mentee_id for pair in facts.pairs_at_the_end()}
    ),
    "young_specialists": lambda facts: facts.young_specialists(),
    "young_specialists_in_pairs": lambda facts: facts.young_specialists() & _paired(facts),
    "mentors": lambda facts: facts.mentors,
    "mentors_learners_15_19": lambda facts: facts.mentors & facts.learners(YOUTH_AGES),
    "mentors_employees": _of_kind(PersonKind.EMPLOYEE),
    "mentors_outside": _of_kind(PersonKind.OUTSIDE),
    "mentors_trained": lambda facts: facts.trained,
    "pairs_active": lambda facts: [pair.pk for pair in facts.pairs_at_the_end()],
    "groups": _groups,
    "pairs_started": lambda facts: [
        pair.pk
        for pair in facts.pairs
        if pair.active_since_on and facts.quarter.starts_on <= pair.active_since_on <= facts.as_of
    ],
    "pairs_completed": _ended(PairState.COMPLETED),
    "pairs_dissolved": _ended(PairState.DISSOLVED),
    "meetings": lambda facts: facts.meetings,
    "consents_given": lambda facts: facts.with_consent,
    "consents_missing": lambda facts: (facts.mentees | facts.mentors) - facts.with_consent,
    "activities_due": lambda facts: [activity.pk for activity in facts.activities],
    "activities_done": lambda facts: [
        activity.pk for activity in facts.activities if activity.state == ActivityState.DONE
    ],
    "activities_overdue": _overdue,
}

# Which records a figure opens to.
BEHIND_PAIRS = frozenset({"pairs_active", "pairs_started", "pairs_completed", "pairs_dissolved"})
BEHIND_MEETINGS = frozenset({"meetings"})
BEHIND_ACTIVITIES = frozenset({"activities_due", "activities_done", "activities_overdue"})


def count(facts: Facts) -> dict[str, list[int]]:
    """Give the records behind every figure, in a stable order."""
    return {code: sorted(set(counted(facts))) for code, counted in FIGURES.items()}
