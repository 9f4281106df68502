"""The parts of people in the programme: become a mentee or a mentor, change it, leave."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from accounts.models import Membership
from kernel import journal
from participants.models import Direction, MenteeProfile, MentoringForm, MentorProfile, Person

Profile = TypeVar("Profile", MenteeProfile, MentorProfile)


@dataclass(frozen=True)
class MenteeFacts:
    """What a mentee asks for and wishes."""

    request: str = ""
    interests: str = ""
    strengths: str = ""
    difficulties: str = ""
    wished_form: MentoringForm | None = None
    wished_mentor: str = ""
    available_time: str = ""
    directions: tuple[Direction, ...] = field(default=())


@dataclass(frozen=True)
class MentorFacts:
    """What a mentor can give, and how much of it."""

    competences: str = ""
    achievements: str = ""
    interests: str = ""
    age_from: int | None = None
    age_to: int | None = None
    capacity: int = 1
    available_time: str = ""
    experience: str = ""
    is_ready_for_training: bool = True
    trained_on: date | None = None
    directions: tuple[Direction, ...] = field(default=())
    forms: tuple[MentoringForm, ...] = field(default=())


_MANY = frozenset({"directions", "forms"})


@transaction.atomic
def make_mentee(
    person: Person, *, facts: MenteeFacts, by: Membership | None, today: date
) -> MenteeProfile:
    """Take the person into the base of mentees, or bring them back into it with new wishes."""
    return _take_in(MenteeProfile, person, facts, by=by, today=today)


@transaction.atomic
def make_mentor(
    person: Person, *, facts: MentorFacts, by: Membership | None, today: date
) -> MentorProfile:
    """Take the person into the base of mentors, or bring them back into it."""
    return _take_in(MentorProfile, person, facts, by=by, today=today)


@transaction.atomic
def update_mentee(profile: MenteeProfile, *, by: Membership | None, **changes: Any) -> None:
    """Change some of what a mentee asks for; `directions` is a list of them."""
    _change(profile, changes, by=by)


@transaction.atomic
def update_mentor(profile: MentorProfile, *, by: Membership | None, **changes: Any) -> None:
    """Change some of what a mentor gives; `directions` and `forms` are lists."""
    _change(profile, changes, by=by)


@transaction.atomic
def leave_programme(
    profile: MenteeProfile | MentorProfile, *, by: Membership, reason: str, today: date
) -> None:
    """End this part of the person. The card stays, and the years that were."""
    left = type(profile)._base_manager.filter(pk=profile.pk, left_on=None)
    if left.update(left_on=today, left_reason=reason):
        journal.record("leave_programme", profile, by=by, part=profile._meta.model_name)


def _take_in(
    model: type[Profile],
    person: Person,
    facts: MenteeFacts | MentorFacts,
    *,
    by: Membership | None,
    today: date,
) -> Profile:
    profile = model._base_manager.filter(person=person).first()
    said = {each.name: getattr(facts, each.name) for each in fields(facts)}
    if profile is None:
        plain = {name: value for name, value in said.items() if name not in _MANY}
        profile = model._base_manager.create(person=person, entered_on=today, **plain)
        _set_many(profile, {name: said[name] for name in _MANY & said.keys()})
        journal.record(f"make_{_part(model)}", person, by=by)
        return profile
    came_back = {"left_on": None, "left_reason": "", "entered_on": today} if profile.left_on else {}
    _change(profile, {**said, **came_back}, by=by)
    return profile


def _change(
    profile: MenteeProfile | MentorProfile, changes: dict[str, Any], *, by: Membership | None
) -> None:
    plain = {name: value for name, value in changes.items() if name not in _MANY}
    changed = [name for name, value in plain.items() if getattr(profile, name) != value]
    for name in changed:
        setattr(profile, name, plain[name])
    profile.save(update_fields=changed)
    changed += _set_many(profile, {name: changes[name] for name in _MANY & changes.keys()})
    if changed:
        verb = f"change_{_part(type(profile))}"
        journal.record(verb, profile.person, by=by, fields=sorted(changed))


def _set_many(
    profile: MenteeProfile | MentorProfile, chosen: dict[str, Iterable[Any]]
) -> list[str]:
    """Choose from the directories; tell which choices are others than before."""
    changed = []
    for name, entries in chosen.items():
        wanted = {entry.pk for entry in entries}
        relation = getattr(profile, name)
        if set(relation.values_list("pk", flat=True)) != wanted:
            relation.set(wanted)
            changed.append(name)
    return changed


def _part(model: type[MenteeProfile | MentorProfile]) -> str:
    return "mentee" if model is MenteeProfile else "mentor"
