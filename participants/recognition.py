"""Whether somebody in a file has a card already. Never guessed: in doubt a person is asked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kernel.russian import search_key
from participants.models import Person
from participants.people_rules import clean_class
from participants.states import LEARNERS


@dataclass(frozen=True)
class Seen:
    """What a row of a file says of a person, as far as it identifies them."""

    last_name: str
    first_name: str
    patronymic: str = ""
    born_on: date | None = None
    birth_year: int | None = None
    place: str = ""
    is_learner: bool = True

    @property
    def year(self) -> int | None:
        """The year of birth, from whichever is known."""
        return self.born_on.year if self.born_on else self.birth_year


class Recognition:
    """Knows the cards of an organization by name; asked about one row after another."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            self._by_name[search_key(f"{person.last_name} {person.first_name}")].append(person)

    def recognise(self, seen: Seen) -> tuple[Person | None, list[Person]]:
        """Give the one person it certainly is, or those it might be; neither for somebody new."""
        possible = [
            person
            for person in self._by_name[search_key(f"{seen.last_name} {seen.first_name}")]
            if _may_be(person, seen)
        ]
        certain = [person for person in possible if _is_certainly(person, seen)]
        if len(certain) == 1:
            return certain[0], []
        return None, possible


def _may_be(person: Person, seen: Seen) -> bool:
    """Nothing that is known on both sides speaks against it."""
    if (person.kind in LEARNERS) != seen.is_learner:
        return False
    theirs, ours = search_key(person.patronymic), search_key(seen.patronymic)
    if theirs and ours and theirs != ours:
        return False
    year = person.born_on.year if person.born_on else person.birth_year
    return not (year and seen.year and year != seen.year)


def _is_certainly(person: Person, seen: Seen) -> bool:
    """The whole name and the day of birth agree, or the whole name and the place do."""
    if search_key(person.patronymic) != search_key(seen.patronymic):
        return False
    if person.born_on and seen.born_on:
        return person.born_on == seen.born_on
    return search_key(clean_class(person.place_text)) == search_key(clean_class(seen.place))
