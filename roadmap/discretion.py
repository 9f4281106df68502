"""Names of minors stay inside the system: what leaves it as a calendar says so instead.

Whose names they are, a room above knows; the table is `mentoring.wiring`.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

# Surname and first name of everybody under age in one organization.
Source = Callable[[int], Iterable[tuple[str, str]]]

_WORD = re.compile(r"[А-ЯЁ](?:\.|[а-яё]+(?:-[А-ЯЁ][а-яё]+)?)")
_PATRONYMIC = re.compile(r".+(?:вич|вн|ьич|ничн)[а-яё]{0,3}")
_ENDINGS = "аеиоуыэюяйь"
SHORTEST_STEM = 2
# «Достоевск-ого»: as much as a case adds to a stem.
LONGEST_ENDING = 3

_sources: list[Source] = []


def connect(source: Source) -> None:
    """Install who knows the names. Called once, from `mentoring.wiring`."""
    _sources[:] = [source]


@dataclass(frozen=True)
class Names:
    """The names that must not be told: first names by surnames, as stems that cases leave alone."""

    firsts: dict[str, set[str]]

    @classmethod
    def of(cls, organization_id: int) -> "Names":
        """Ask who knows them."""
        firsts: dict[str, set[str]] = {}
        for source in _sources:
            for last, first in source(organization_id):
                firsts.setdefault(_stem(last), set()).add(_stem(first))
        return cls(firsts)

    def left_out(self, text: str) -> str:
        """Replace every surname that stands beside the first name or initial of its owner."""
        words = list(_WORD.finditer(text))
        kept, end = [], 0
        place = 0
        while place + 1 < len(words):
            here, after = words[place], words[place + 1]
            if _touch(here, after) and self._is_one_person(here[0], after[0]):
                place += 2
                while place < len(words) and _goes_on(words[place - 1], words[place]):
                    place += 1
                kept += [text[end : here.start()], _("[name left out]")]
                end = words[place - 1].end()
            else:
                place += 1
        return "".join([*kept, text[end:]])

    def _is_one_person(self, one: str, other: str) -> bool:
        return self._has(one, other) or self._has(other, one)

    def _has(self, last: str, first: str) -> bool:
        firsts = {known for stem in _stems(last) for known in self.firsts.get(stem, ())}
        if first.endswith("."):
            return any(known.startswith(_plain(first[0])) for known in firsts)
        return any(stem in firsts for stem in _stems(first))


def _touch(before: re.Match[str], after: re.Match[str]) -> bool:
    between = before.string[before.end() : after.start()]
    return not between.strip()


def _goes_on(before: re.Match[str], after: re.Match[str]) -> bool:
    """A patronymic or one more initial belongs to the same person."""
    is_more = after[0].endswith(".") or _PATRONYMIC.fullmatch(after[0])
    return bool(is_more and _touch(before, after))


def _plain(word: str) -> str:
    return word.casefold().replace("ё", "е")


def _stem(name: str) -> str:
    """What all cases of a name begin with; a short name is its own stem."""
    plain = _plain(name)
    stem = plain.rstrip(_ENDINGS)
    return stem if len(stem) >= SHORTEST_STEM else plain


def _stems(word: str) -> Iterable[str]:
    """What a word may be a case of."""
    plain = _plain(word)
    for length in range(len(plain), max(len(plain) - LONGEST_ENDING, SHORTEST_STEM) - 1, -1):
        yield plain[:length]
