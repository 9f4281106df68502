"""Build a questionnaire: its words, and the order of its sections and questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.refusals import Refusal
from surveys.branches import looks_at
from surveys.models import Question, Questionnaire, Section
from surveys.states import QuestionnaireState

Facts = Mapping[str, Any]

# Further than any questionnaire is long: positions step aside here while they change places.
_ASIDE = 10_000


class NotADraft(Refusal):
    """What was published is never changed."""


class StillNeeded(Refusal):
    """Other questions depend on the answer to this one."""


@dataclass
class Place:
    """A section, or the space before the first heading, with its questions in order."""

    section: Section | None
    questions: list[Question] = field(default_factory=list)


def locked(questionnaire: Questionnaire) -> Questionnaire:
    """Lock a draft for a change. Raises NotADraft for what has been published."""
    fresh = Questionnaire.objects.select_for_update(of=("self",)).get(pk=questionnaire.pk)
    if fresh.state != QuestionnaireState.DRAFT:
        raise NotADraft(
            _("“%(title)s” has been published and is not changed any more. Make a new version.")
            % {"title": fresh.title}
        )
    return fresh


def places_of(questionnaire: Questionnaire) -> list[Place]:
    """The sections with their questions, as they stand; first the space before the headings."""
    places = [Place(None), *map(Place, questionnaire.sections.order_by("position"))]
    by_section = {place.section.pk if place.section else None: place for place in places}
    for question in questionnaire.questions.order_by("position"):
        by_section[question.section_id].questions.append(question)
    return places


def _put(questionnaire: Questionnaire, places: list[Place]) -> None:
    """Write the order; positions first step aside, because each may be taken once."""
    sections = [place.section for place in places if place.section is not None]
    questions: list[Question] = []
    for place in places:
        for question in place.questions:
            question.section = place.section
            questions.append(question)
    for record, position in [*_numbered(sections), *_numbered(questions)]:
        record.position = position
    questionnaire.sections.update(position=F("position") + _ASIDE)
    questionnaire.questions.update(position=F("position") + _ASIDE)
    Section.objects.bulk_update(sections, ["position"])
    Question.objects.bulk_update(questions, ["position", "section"])


def _numbered(records: list[Any]) -> list[tuple[Any, int]]:
    return [(record, number) for number, record in enumerate(records)]


def _note(questionnaire: Questionnaire, by: Membership) -> None:
    journal.record("change_questionnaire", questionnaire, by=by)


@transaction.atomic
def change_facts(questionnaire: Questionnaire, facts: Facts, *, by: Membership) -> None:
    """Change the title, the introduction, who answers and what it is for."""
    fresh = locked(questionnaire)
    for name, value in facts.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=list(facts))
    _note(fresh, by)


@transaction.atomic
def add_question(
    questionnaire: Questionnaire, facts: Facts, *, section: Section | None, by: Membership
) -> Question:
    """Put a question at the end of a section, or before the first heading."""
    fresh = locked(questionnaire)
    made = Question.objects.create(
        questionnaire=fresh,
        section=section,
        position=_behind(fresh.questions),
        code=free_code(fresh),
        **facts,
    )
    _put(fresh, places_of(fresh))
    _note(fresh, by)
    return made


def _behind(parts: Any) -> int:
    """The position behind the last one."""
    last = parts.aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


def free_code(questionnaire: Questionnaire) -> str:
    """A code that no question of the questionnaire has."""
    taken = set(questionnaire.questions.values_list("code", flat=True))
    number = len(taken) + 1
    while f"q{number}" in taken:
        number += 1
    return f"q{number}"


@transaction.atomic
def change_question(question: Question, facts: Facts, *, by: Membership) -> None:
    """Change the words and the settings of a question."""
    fresh = locked(question.questionnaire)
    for name, value in facts.items():
        setattr(question, name, value)
    question.save(update_fields=list(facts))
    _note(fresh, by)


@transaction.atomic
def copy_question(question: Question, *, by: Membership) -> Question:
    """Put a copy right behind the question."""
    fresh = locked(question.questionnaire)
    place_of = question.position
    copied = Question.objects.get(pk=question.pk)
    copied.pk = None
    copied.code = free_code(fresh)
    copied.position = _behind(fresh.questions)
    copied.save(force_insert=True)
    places = places_of(fresh)
    for place in places:
        place.questions.sort(key=lambda one: (place_of + 0.5) if one == copied else one.position)
    _put(fresh, places)
    _note(fresh, by)
    return copied


@transaction.atomic
def remove_question(question: Question, *, by: Membership) -> None:
    """Take a question out. Raises StillNeeded while branches look at its answer."""
    fresh = locked(question.questionnaire)
    _require_unneeded(fresh, question.code)
    question.delete()
    _put(fresh, places_of(fresh))
    _note(fresh, by)


def _require_unneeded(questionnaire: Questionnaire, code: str) -> None:
    parts = [*questionnaire.questions.exclude(code=code), *questionnaire.sections.all()]
    needing = [part for part in parts if code in looks_at(part.show_if)]
    if needing:
        raise StillNeeded(
            _("The answer decides whether “%(dependent)s” is asked. Change that condition first.")
            % {"dependent": needing[0]}
        )


@transaction.atomic
def move_question(question: Question, *, steps: int, by: Membership) -> None:
    """Move a question up (-1) or down (1); at the edge of its section it enters the next one."""
    fresh = locked(question.questionnaire)
    places = places_of(fresh)
    here = next(number for number, place in enumerate(places) if question in place.questions)
    found = places[here].questions
    index = found.index(question)
    moved = found.pop(index)
    if 0 <= index + steps <= len(found):
        found.insert(index + steps, moved)
    elif 0 <= here + steps < len(places):
        neighbour = places[here + steps].questions
        neighbour.insert(len(neighbour) if steps < 0 else 0, moved)
    else:
        found.insert(index, moved)
    _put(fresh, places)
    _note(fresh, by)


@transaction.atomic
def add_section(questionnaire: Questionnaire, facts: Facts, *, by: Membership) -> Section:
    """Put a section at the end."""
    fresh = locked(questionnaire)
    position = _behind(fresh.sections)
    made = Section.objects.create(questionnaire=fresh, position=position, **facts)
    _note(fresh, by)
    return made


@transaction.atomic
def change_section(section: Section, facts: Facts, *, by: Membership) -> None:
    """Change the heading, the introduction or the condition of a section."""
    fresh = locked(section.questionnaire)
    for name, value in facts.items():
        setattr(section, name, value)
    section.save(update_fields=list(facts))
    _note(fresh, by)


@transaction.atomic
def move_section(section: Section, *, steps: int, by: Membership) -> None:
    """Move a section with its questions up (-1) or down (1)."""
    fresh = locked(section.questionnaire)
    head, *places = places_of(fresh)
    here = next(number for number, place in enumerate(places) if place.section == section)
    there = max(0, min(len(places) - 1, here + steps))
    places.insert(there, places.pop(here))
    _put(fresh, [head, *places])
    _note(fresh, by)


@transaction.atomic
def remove_section(section: Section, *, by: Membership) -> None:
    """Take a heading out; its questions go to the end of the section before it."""
    fresh = locked(section.questionnaire)
    places = places_of(fresh)
    here = next(number for number, place in enumerate(places) if place.section == section)
    places[here - 1].questions += places.pop(here).questions
    _put(fresh, places)
    section.delete()
    _note(fresh, by)
