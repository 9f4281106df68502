"""Take the names of people out of a text, in whatever case they stand."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kernel.russian.cases import Case, Gender
from kernel.russian.declension import decline_parts
from kernel.russian.names import PersonName, gender_of

HIDDEN = "…"

_STEM = 3
_WORD = re.compile(r"[^\W\d_][\w’'ʼ]*(?:-[\w’'ʼ]+)*")
_INITIALS = r"[^\W\d_]\.\s*(?:[^\W\d_]\.\s*)?"
# «Анна Петровна» before the surname; what follows it with a capital letter is a name for certain.
_SPOKEN = r"[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:вич|вн|чн)[а-яё]*\s+"
_NAMES = r"(?:\s+[А-ЯЁ][а-яё]+){1,2}"


class Mask:
    """Hides the surnames of known people, with the given names or initials beside them.

    A surname is declined only when a word of the text begins like it, so that thousands of
    people cost little. A given name alone tells nobody apart and stays.
    """

    def __init__(self, names: Iterable[PersonName]) -> None:
        self._by_stem: dict[str, set[PersonName]] = defaultdict(set)
        for name in names:
            if name.last:
                self._by_stem[_stem(name.last)].add(name)
        self._forms: dict[PersonName, set[str]] = {}

    def hide(self, text: str) -> str:
        """Replace every known name by «…»."""
        for word in sorted(self.finds(text), key=len, reverse=True):
            surname = rf"\b{re.escape(word)}\b"
            around = rf"(?:{_SPOKEN}|{_INITIALS})?{surname}(?:\s*{_INITIALS}|{_NAMES})?"
            text = re.sub(around, lambda found: HIDDEN + _space_after(found.group()), text)
        return text

    def finds(self, text: str) -> set[str]:
        """The known surnames that stand in a text with a capital letter."""
        return {word for word in _WORD.findall(text) if word[0].isupper() and self._is_name(word)}

    def _is_name(self, word: str) -> bool:
        small = _plain(word)
        return any(small in self._forms_of(name) for name in self._by_stem.get(_stem(word), ()))

    def _forms_of(self, name: PersonName) -> set[str]:
        if name not in self._forms:
            self._forms[name] = set(_surnames(name))
        return self._forms[name]


def _surnames(name: PersonName) -> Iterator[str]:
    """Every form of a surname; of both genders where nobody knows which."""
    genders = [gender_of(name)] if gender_of(name) else list(Gender)
    for gender in genders:
        for case in Case:
            yield _plain(decline_parts(replace(name, gender=gender), case).last)


def _space_after(found: str) -> str:
    return " " if found[-1].isspace() else ""


def _plain(word: str) -> str:
    return word.casefold().replace("ё", "е")


def _stem(word: str) -> str:
    return _plain(word)[:_STEM]
