"""The matching desk: who is available, who is not and why, what is proposed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel.calendar import SchoolYear
from kernel.models import Job
from kernel.pieces import Obstacle
from pairs import reasons
from pairs.actions.proposals import MATCH
from pairs.candidates import MenteeCandidate, MentorCandidate, Pool, taken_places
from pairs.matching import Verdict
from pairs.models import Pair, QueueCard
from pairs.states import PairState
from participants.models import MentorDemand, MentorProfile, Person, latest_decision
from participants.queries import consent_statuses
from participants.states import ConsentStatus, InterviewDecision, Purpose
from roadmap.models import Programme

NAMED = 20


@dataclass(frozen=True)
class Side:
    """One side of the desk: how many are ready, and whom a missing paper keeps away."""

    ready_count: int
    blocked: tuple[Obstacle, ...]
    blocked_count: int

    @property
    def more_count(self) -> int:
        """How many more are kept away than are named."""
        return self.blocked_count - len(self.blocked)


@dataclass(frozen=True)
class DeskPage:
    """Everything the desk says besides the list of proposals."""

    programme: Programme
    mentees: Side
    mentors: Side
    places_count: int
    proposed_count: int
    waiting_count: int
    job: Job | None

    @property
    def can_match(self) -> bool:
        """Tell whether there is anybody to bring together."""
        return bool(self.mentees.ready_count and self.places_count)


@dataclass(frozen=True)
class Choice:
    """A mentor as a choice for one mentee, with what speaks for it and against it."""

    person: Person
    verdict: Verdict
    places: int

    @property
    def facts(self) -> list[str]:
        """What speaks for it."""
        return [reasons.fact(why) for why in self.verdict.facts]

    @property
    def warnings(self) -> list[str]:
        """What to look at."""
        return [reasons.warning(why) for why in self.verdict.warnings]

    @property
    def obstacles(self) -> list[str]:
        """What forbids it."""
        return [reasons.obstacle(why) for why in self.verdict.obstacles]


def programme_of(membership: Membership, today: date) -> Programme | None:
    """The programme of the school year in progress, else the latest one."""
    found = Programme.objects.filter(
        organization=membership.organization_id, year__lte=SchoolYear.of(today).next.start
    ).select_related("organization__parent__parent")
    current = SchoolYear.of(today).start
    by_nearness = sorted(found, key=lambda programme: (programme.year != current, -programme.year))
    return next(iter(by_nearness), None)


def desk_page(programme: Programme, *, today: date) -> DeskPage:
    """Count both sides of the desk; the number of queries does not grow with the people."""
    paired = Pair.objects.open().filter(programme=programme).values("mentee")
    kept = Person.objects.kept().filter(organization=programme.organization_id)
    mentees = list(
        kept.filter(mentee__left_on=None, mentee__isnull=False)
        .exclude(pk__in=paired)
        .order_by("sort_name", "pk")
    )
    profiles = list(
        MentorProfile.objects.filter(person__in=kept, left_on=None)
        .annotate(interview=latest_decision("person"))
        .select_related("person")
        .order_by("person__sort_name", "pk")
    )
    mentors = [profile.person for profile in profiles]
    statuses = consent_statuses([*mentees, *mentors], Purpose.TAKING_PART, today)
    kept_away = _without_consent(statuses)
    kept_away = {**_not_ready(profiles, programme), **kept_away}
    taken = taken_places(person.pk for person in mentors)
    places = {
        profile.person_id: max(0, profile.capacity - taken.get(profile.person_id, 0))
        for profile in profiles
        if profile.person_id not in kept_away
    }
    return DeskPage(
        programme=programme,
        mentees=_side(mentees, kept_away),
        mentors=_side(mentors, kept_away),
        places_count=sum(places.values()),
        proposed_count=Pair.objects.filter(
            programme=programme, state=PairState.PROPOSED, order=None
        ).count(),
        waiting_count=QueueCard.objects.waiting()
        .filter(programme=programme)
        .exclude(mentee__in=paired)
        .count(),
        job=Job.objects.open().filter(kind=MATCH, key=f"programme:{programme.pk}").first(),
    )


def choices_for(pool: Pool, mentee: MenteeCandidate) -> list[Choice]:
    """Every mentor for one mentee, those who may first and the best first."""
    mentors: dict[int, MentorCandidate] = {mentor.person.pk: mentor for mentor in pool.mentors}
    return [
        Choice(mentors[verdict.mentor].person, verdict, max(0, mentors[verdict.mentor].side.places))
        for verdict in pool.verdicts(mentee.side)
    ]


def allowed(choices: Iterable[Choice]) -> list[Choice]:
    """Those that nothing forbids."""
    return [choice for choice in choices if not choice.verdict.obstacles]


def _without_consent(statuses: dict[int, ConsentStatus]) -> dict[int, str]:
    """Whom a missing paper keeps away, with the state of the paper."""
    return {
        pk: str(status.label) for pk, status in statuses.items() if status != ConsentStatus.GIVEN
    }


def _not_ready(profiles: Sequence[MentorProfile], programme: Programme) -> dict[int, str]:
    """Whom an interview or what the school asks of mentors keeps away, with the reason."""
    demand = MentorDemand.objects.of(programme.organization_id)
    found = {}
    for profile in profiles:
        said = vars(profile)["interview"]
        if said == InterviewDecision.REFUSED:
            found[profile.person_id] = _("not admitted by the interview")
        elif demand.asks_for_interview and said != InterviewDecision.READY:
            found[profile.person_id] = _("waits for an interview")
        elif demand.asks_for_training and profile.trained_on is None:
            found[profile.person_id] = _("has not finished the training")
    return found


def _side(people: Sequence[Person], kept_away: dict[int, str]) -> Side:
    blocked = [person for person in people if person.pk in kept_away]
    return Side(
        ready_count=len(people) - len(blocked),
        blocked=tuple(
            Obstacle(
                f"{person.name.short}{', ' if person.place_text else ''}{person.place_text}: "
                f"{kept_away[person.pk]}",
                reverse("person", args=[person.pk]),
                _("Open the card"),
            )
            for person in blocked[:NAMED]
        ),
        blocked_count=len(blocked),
    )
