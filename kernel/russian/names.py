"""A person's name as three parts, and the short forms that papers use."""

import functools
from dataclasses import dataclass

from pytrovich.detector import PetrovichGenderDetector
from pytrovich.enums import Gender as Detected

from kernel.russian.cases import Gender

# The second half of a Turkic patronymic says the gender and is written small.
SONS = frozenset({"оглы", "оглу", "улы", "уулу", "угли", "ули"})
DAUGHTERS = frozenset({"кызы", "гызы", "кизи", "қызы", "кыз"})

_FEMALE_ENDINGS = ("ова", "ева", "ёва", "ина", "ына", "ская", "цкая", "ая", "яя")
_MALE_ENDINGS = ("ов", "ев", "ёв", "ин", "ын", "ский", "цкий", "ый", "ий")


@dataclass(frozen=True)
class PersonName:
    """Last, first and (where there is one) patronymic, with the gender that declines them."""

    last: str
    first: str
    patronymic: str = ""
    gender: str = ""

    @property
    def full(self) -> str:
        """Иванова Анна Петровна."""
        return " ".join(part for part in (self.last, self.first, self.patronymic) if part)

    @property
    def initials(self) -> str:
        """А. П., with spaces that do not break."""
        return "\u00a0".join(initial(part) for part in (self.first, self.patronymic) if part)

    @property
    def short(self) -> str:
        """Иванова А. П."""
        return "\u00a0".join(part for part in (self.last, self.initials) if part)

    @property
    def initials_first(self) -> str:
        """А. П. Иванова, as it stands under a signature."""
        return "\u00a0".join(part for part in (self.initials, self.last) if part)

    @property
    def spoken(self) -> str:
        """Анна Петровна, as people are addressed."""
        return " ".join(part for part in (self.first, self.patronymic) if part)

    def __str__(self) -> str:
        return self.full


def initial(part: str) -> str:
    """Shorten one part: «Анна» is «А.», «Анна-Мария» is «А.-М.»."""
    return "-".join(f"{piece[0].upper()}." for piece in part.split("-") if piece)


def guess_gender(name: PersonName) -> str:
    """Tell the gender where the name itself says it, else an empty string.

    A patronymic decides; then the first name; then an ending of the surname that only one
    gender has. A person corrects it on the card.
    """
    return (
        _by_patronymic(name.patronymic.lower())
        or _detected(firstname=name.first)
        or _by_surname(name.last.lower())
    )


def gender_of(name: PersonName) -> str:
    """The gender that was entered, else the guess."""
    return name.gender or guess_gender(name)


def _by_patronymic(patronymic: str) -> str:
    tail = patronymic.replace("-", " ").split()[-1:]
    if not tail:
        return ""
    if tail[0] in SONS:
        return Gender.MALE
    if tail[0] in DAUGHTERS:
        return Gender.FEMALE
    return _detected(middlename=patronymic)


def _by_surname(last: str) -> str:
    if last.endswith(_FEMALE_ENDINGS):
        return Gender.FEMALE
    return Gender.MALE if last.endswith(_MALE_ENDINGS) else ""


def _detected(**part: str) -> str:
    if not all(part.values()):
        return ""
    answer = _detector().detect(**part)
    return {Detected.MALE: Gender.MALE, Detected.FEMALE: Gender.FEMALE}.get(answer, "")


@functools.cache
def _detector() -> PetrovichGenderDetector:
    return PetrovichGenderDetector()
