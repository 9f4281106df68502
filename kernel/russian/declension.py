"""Declining names of people. The library does most; what it gets wrong is a table here.

Nothing a machine declines is certain: a person confirms the forms once (`ConfirmedForm`), and
papers mark the forms that nobody has confirmed yet.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass

from pytrovich.enums import Case as TheirCase
from pytrovich.enums import Gender as TheirGender
from pytrovich.enums import NamePart
from pytrovich.maker import PetrovichDeclinationMaker

from kernel.russian.cases import OBLIQUE, Case, Gender
from kernel.russian.exceptions import (
    FEMININE_SOFT,
    INDECLINABLE_WOMEN,
    PARTICLES,
    STRESSED_A,
    SURNAMES_OF_MEN,
    Endings,
)
from kernel.russian.names import DAUGHTERS, SONS, PersonName, gender_of
from kernel.russian.posts import decline_post

# text, gender, case → the form that a person confirmed, or nothing.
Lookup = Callable[[str, str, str], str | None]


@dataclass(frozen=True)
class Declined:
    """A form, and whether a person has said that it is right."""

    text: str
    confirmed: bool

    def __str__(self) -> str:
        return self.text


def nothing_confirmed(_text: str, _gender: str, _case: str) -> str | None:
    """The lookup of an organization that has confirmed nothing yet."""
    return None


def declined(name: PersonName, case: str, *, lookup: Lookup = nothing_confirmed) -> Declined:
    """Decline a name: as confirmed by a person, else as the library thinks."""
    if case == Case.NOMINATIVE:
        return Declined(name.full, confirmed=True)
    known = lookup(name.full, gender_of(name), case)
    if known is not None:
        return Declined(known, confirmed=True)
    return Declined(decline_name(name, case), confirmed=False)


def declined_post(post: str, case: str, *, lookup: Lookup = nothing_confirmed) -> Declined:
    """Decline a post: as confirmed by a person, else as the rules think."""
    if case == Case.NOMINATIVE or not post:
        return Declined(post, confirmed=True)
    known = lookup(post, "", case)
    if known is not None:
        return Declined(known, confirmed=True)
    return Declined(decline_post(post, case), confirmed=False)


def decline_name(name: PersonName, case: str) -> str:
    """Put the full name into a case. A name whose gender nobody knows stays as it is."""
    return decline_parts(name, case).full


def decline_parts(name: PersonName, case: str) -> PersonName:
    """Put each part of the name into a case, so that short forms can be made of them too."""
    gender = gender_of(name)
    if case == Case.NOMINATIVE or not gender:
        return name
    return PersonName(
        last=_by_word(name.last, lambda word: _surname(word, gender, case)),
        first=_by_word(name.first, lambda word: _first_name(word, gender, case)),
        patronymic=_patronymic(name.patronymic, gender, case),
        gender=gender,
    )


def all_forms(name: PersonName) -> dict[str, str]:
    """Every oblique form of a name, for the page where a person confirms them."""
    return {case.value: decline_name(name, case) for case in OBLIQUE}


def written_plainly(part: str) -> str:
    """Give a name typed in capitals its usual letters: «ИВАНОВ-ПЕТРОВ» → «Иванов-Петров»."""
    if len(part) < 2 or not (part.isupper() or part.islower()):  # noqa: PLR2004 -- one letter
        return part
    return "-".join(piece.capitalize() for piece in part.split("-"))


def _by_word(part: str, decline: Callable[[str], str]) -> str:
    words = part.split(" ")
    return " ".join(
        word if word.lower() in PARTICLES else decline(written_plainly(word)) for word in words
    )


def _surname(word: str, gender: str, case: str) -> str:
    pieces = word.split("-")
    return "-".join(
        _surname_piece(piece, gender, case, last=place == len(pieces))
        for place, piece in enumerate(pieces, start=1)
    )


def _surname_piece(piece: str, gender: str, case: str, *, last: bool) -> str:
    small = piece.lower()
    if small in PARTICLES or small in SONS | DAUGHTERS:
        return piece
    if gender == Gender.MALE and small in SURNAMES_OF_MEN:
        return _with_ending(piece, *SURNAMES_OF_MEN[small], case)
    form = _library(NamePart.LASTNAME, piece, gender, case, known=last)
    return _soft_instrumental(small, form, case)


def _soft_instrumental(small: str, form: str, case: str) -> str:
    """Кваша → Квашей, not «Квашой»; Лапша → Лапшой."""
    hushed = small.endswith(("жа", "ша", "ча", "ща", "ца")) and small not in STRESSED_A
    if case == Case.INSTRUMENTAL and hushed and form.endswith("ой"):
        return form.removesuffix("ой") + "ей"
    return form


def _first_name(word: str, gender: str, case: str) -> str:
    small = word.lower()
    if gender == Gender.FEMALE and small.endswith("ь"):
        if small in INDECLINABLE_WOMEN:
            return word
        return _with_ending(word, small.removesuffix("ь"), FEMININE_SOFT, case)
    return _soft_instrumental(small, _library(NamePart.FIRSTNAME, word, gender, case), case)


def _patronymic(part: str, gender: str, case: str) -> str:
    if set(part.lower().replace("-", " ").split()) & (SONS | DAUGHTERS):
        return part
    return _by_word(part, lambda word: _library(NamePart.MIDDLENAME, word, gender, case))


def _with_ending(word: str, stem: str, endings: Endings, case: str) -> str:
    """Join stem and ending; the capital letter is the word's own."""
    form = stem + endings[OBLIQUE.index(Case(case))]
    return form.capitalize() if word[0].isupper() else form


def _library(part: NamePart, word: str, gender: str, case: str, *, known: bool = True) -> str:
    if not word:
        return word
    theirs = TheirGender.FEMALE if gender == Gender.FEMALE else TheirGender.MALE
    form: str = _maker().make(part, theirs, TheirCase[case.upper()], word, known)
    return form


@functools.cache
def _maker() -> PetrovichDeclinationMaker:
    return PetrovichDeclinationMaker()
