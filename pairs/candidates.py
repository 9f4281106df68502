"""The people of a programme as matching sees them, read with a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import Count, Q, QuerySet

from pairs.matching import Form, Judge, Mentee, Mentor, Verdict
from pairs.models import Pair
from pairs.states import PairState
from participants.models import (
    Guardian,
    MenteeProfile,
    MentorDemand,
    MentoringForm,
    MentorProfile,
    Person,
    latest_decision,
)
from participants.queries import consent_statuses
from participants.states import ConsentStatus, PersonKind, Purpose
from roadmap.models import Programme


@dataclass(frozen=True)
class MenteeCandidate:
    """A mentee with the card behind it and the state of the consent."""

    person: Person
    side: Mentee
    consent: str


@dataclass(frozen=True)
class MentorCandidate:
    """A mentor with the card behind it and the state of the consent."""

    person: Person
    side: Mentor
    consent: str
    capacity: int = 1


@dataclass(frozen=True)
class Pool:
    """Everybody who takes part and could be in a new pair."""

    mentees: tuple[MenteeCandidate, ...]
    mentors: tuple[MentorCandidate, ...]
    forms: tuple[Form, ...]

    @property
    def judge(self) -> Judge:
        """The judge of this organization's forms."""
        return Judge(self.forms)

    def verdicts(self, mentee: Mentee) -> list[Verdict]:
        """Every mentor for one mentee: those who may first, the best first."""
        judge = self.judge
        found = [judge.verdict(mentee, mentor.side) for mentor in self.mentors]
        return sorted(found, key=lambda v: (len(v.obstacles), -v.score, v.mentor))


def pool(
    programme: Programme,
    *,
    today: date,
    mentees: Collection[int] | None = None,
    mentors: Collection[int] | None = None,
    without: Collection[int] = (),
) -> Pool:
    """Collect the mentees without an open pair and all mentors; or only those that are named.

    The pairs `without` are looked through: their people count as if they did not exist.
    """
    mentee_profiles = _mentee_profiles(programme, mentees, without)
    mentor_profiles = _mentor_profiles(programme, mentors)
    people = [profile.person for profile in mentee_profiles]
    people += [profile.person for profile in mentor_profiles]
    consents = consent_statuses(people, Purpose.TAKING_PART, today)
    guardians = _guardians(people)
    demand = MentorDemand.objects.of(programme.organization_id)
    taken = taken_places((profile.person_id for profile in mentor_profiles), without=without)
    return Pool(
        mentees=_mentee_candidates(programme, mentee_profiles, consents, guardians, today),
        mentors=tuple(
            MentorCandidate(
                profile.person,
                _mentor(profile, consents, guardians, taken.get(profile.person_id, 0), demand),
                consents[profile.person_id],
                profile.capacity,
            )
            for profile in mentor_profiles
        ),
        forms=forms_of(programme),
    )


def taken_places(mentors: Iterable[int], *, without: Collection[int] = ()) -> dict[int, int]:
    """Count the open pairs of mentors: what capacity is measured against."""
    open_pairs = Pair.objects.open().filter(mentor__in=list(mentors)).exclude(pk__in=without)
    counted = open_pairs.values_list("mentor").annotate(count=Count("pk")).order_by()
    return dict(counted)


def forms_of(programme: Programme) -> tuple[Form, ...]:
    """The forms of mentoring that the organization may use: shipped, its region's, its own."""
    offered = MentoringForm.objects.offered_to(programme.organization)
    known = cast("QuerySet[MentoringForm]", offered)
    return tuple(
        Form(form.pk, form.name, frozenset(form.mentor_kinds), frozenset(form.mentee_kinds))
        for form in known
    )


def _mentee_profiles(
    programme: Programme, only: Collection[int] | None, without: Collection[int]
) -> Sequence[MenteeProfile]:
    taken = Pair.objects.open().filter(programme=programme).exclude(pk__in=without)
    found = MenteeProfile.objects.filter(
        person__in=Person.objects.kept().filter(organization=programme.organization_id),
        left_on=None,
    ).exclude(person__in=taken.values("mentee"))
    if only is not None:
        found = found.filter(person__in=list(only))
    named = found.select_related("person").prefetch_related("directions")
    return list(named.order_by("person__sort_name", "pk"))


def _mentor_profiles(programme: Programme, only: Collection[int] | None) -> Sequence[MentorProfile]:
    found = MentorProfile.objects.filter(
        person__in=Person.objects.kept().filter(organization=programme.organization_id),
        left_on=None,
    )
    if only is not None:
        found = found.filter(person__in=list(only))
    judged = found.annotate(
        interview=latest_decision("person"),
        has_shown_record=~Q(person__kind=PersonKind.OUTSIDE)
        | Q(person__no_record_note__isnull=False),
    )
    named = judged.select_related("person").prefetch_related("directions", "forms")
    return list(named.order_by("person__sort_name", "pk"))


def _names(profile: MenteeProfile | MentorProfile) -> frozenset[str]:
    """The names of the chosen directions."""
    return frozenset(str(direction) for direction in profile.directions.all())


def _guardians(people: Iterable[Person]) -> Mapping[int, frozenset[int]]:
    children: dict[int, set[int]] = defaultdict(set)
    known = Guardian.objects.filter(child__in=[person.pk for person in people])
    for child, guardian in known.values_list("child", "guardian"):
        children[child].add(guardian)
    return {child: frozenset(guardians) for child, guardians in children.items()}


def _mentee_candidates(
    programme: Programme,
    profiles: Sequence[MenteeProfile],
    consents: Mapping[int, str],
    guardians: Mapping[int, frozenset[int]],
    today: date,
) -> tuple[MenteeCandidate, ...]:
    parted: dict[int, set[int]] = defaultdict(set)
    ended = Pair.objects.filter(
        state=PairState.DISSOLVED,
        programme=programme,
        mentee__in=[profile.person_id for profile in profiles],
    )
    for mentee, mentor in ended.values_list("mentee", "mentor"):
        parted[mentee].add(mentor)
    return tuple(
        MenteeCandidate(
            profile.person,
            Mentee(
                key=profile.person_id,
                kind=profile.person.kind,
                directions=_names(profile),
                request=profile.request,
                interests=profile.interests,
                time=profile.available_time,
                wished_form=profile.wished_form_id,
                age=profile.person.age(today),
                consents=consents[profile.person_id] == ConsentStatus.GIVEN,
                guardians=guardians.get(profile.person_id, frozenset()),
                parted_from=frozenset(parted[profile.person_id]),
            ),
            consents[profile.person_id],
        )
        for profile in profiles
    )


def _mentor(
    profile: MentorProfile,
    consents: Mapping[int, str],
    guardians: Mapping[int, frozenset[int]],
    taken: int,
    demand: MentorDemand,
) -> Mentor:
    return Mentor(
        key=profile.person_id,
        kind=profile.person.kind,
        places=profile.capacity - taken,
        directions=_names(profile),
        competences=f"{profile.competences} {profile.achievements}",
        interests=profile.interests,
        time=profile.available_time,
        forms=frozenset(form.pk for form in profile.forms.all()),
        age_from=profile.age_from,
        age_to=profile.age_to,
        consents=consents[profile.person_id] == ConsentStatus.GIVEN,
        is_trained=profile.trained_on is not None,
        must_be_trained=demand.asks_for_training,
        interview=vars(profile)["interview"] or "",
        must_be_admitted=demand.asks_for_interview,
        has_shown_record=vars(profile)["has_shown_record"],
        guardians=guardians.get(profile.person_id, frozenset()),
    )
