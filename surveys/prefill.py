"""What the base already knows of a person, so that nobody types it again."""

from collections.abc import Iterable

from participants.connections import lent
from participants.models import Person
from surveys.models import Question
from surveys.states import Prefill


def prefilled(questions: Iterable[Question], person: Person) -> dict[str, str]:
    """Answers from the base by code of question; the person may correct them.

    Never called for an anonymous campaign: there the form must not know who reads it.
    """
    wanted = {question.prefill for question in questions} - {""}
    known = {name: _known(name, person) for name in wanted}
    return {
        question.code: known[question.prefill]
        for question in questions
        if question.prefill and known[question.prefill]
    }


def _known(name: str, person: Person) -> str:
    if name == Prefill.NAME:
        return str(person.name.full)
    if name == Prefill.CLASS:
        return person.class_name
    return _partners(person)


def _partners(person: Person) -> str:
    """The other side of the pairs, as the higher room lends it."""
    sources = (lent().pairs_of_mentees, lent().pairs_of_mentors)
    found = [source([person.pk]).get(person.pk, []) for source in sources if source is not None]
    names = [pair.partner for pairs in found for pair in pairs if not pair.finished_on]
    return ", ".join(dict.fromkeys(names))
