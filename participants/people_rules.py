"""What is true of people's facts wherever they come from: a form, a file, a questionnaire. Pure."""

import re
from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from participants.states import PersonKind

AGE_BOUNDS: Mapping[str, tuple[int, int]] = {
    PersonKind.PUPIL: (6, 20),
    PersonKind.STUDENT: (14, 60),
    PersonKind.EMPLOYEE: (16, 90),
    PersonKind.OUTSIDE: (14, 95),
}
_QUOTES = re.compile(r"[«»\"'“”„]")
_NUMBER_AND_LETTER = re.compile(r"(1[0-2]|[1-9])\s*[-–—]?\s*([а-яё])?", re.IGNORECASE)
_CLASS_WORD = re.compile(r"\b(класс|кл)\b\.?", re.IGNORECASE)
CLASS_LENGTH = 20
LAST_GRADE = 11
_GRADE = re.compile(r"([1-9]\d?)([А-ЯЁ]?)")


def clean_class(text: str) -> str:
    """Write a class or group in one spelling: «7 «А»», «7-а класс» and «7а» are all 7А."""
    plain = " ".join(_CLASS_WORD.sub(" ", _QUOTES.sub("", text)).split())
    if found := _NUMBER_AND_LETTER.fullmatch(plain):
        return f"{found[1]}{(found[2] or '').upper()}"
    return plain


def grade_of(class_name: str) -> int:
    """The grade of a school class; 0 for groups, whose names say nothing of the year."""
    found = _GRADE.fullmatch(class_name)
    return int(found[1]) if found else 0


def next_class(class_name: str) -> str:
    """The class that follows: 7А becomes 8А; nothing after the last one and for groups."""
    found = _GRADE.fullmatch(class_name)
    if found is None or int(found[1]) >= LAST_GRADE:
        return ""
    return f"{int(found[1]) + 1}{found[2]}"


def birth_trouble(
    kind: str, born_on: date | None, birth_year: int | None, today: date
) -> str | None:
    """Say what is wrong with a date or year of birth; nothing when it can be true."""
    if born_on is not None and born_on > today:
        return _("The date of birth cannot be in the future.")
    if born_on is None and birth_year is None:
        return None
    year = born_on.year if born_on else int(birth_year or 0)
    least, greatest = AGE_BOUNDS[kind]
    if least <= today.year - year <= greatest + 1:
        return None
    if kind == PersonKind.PUPIL:
        return _(
            "Check the date of birth: the age of a pupil must be from %(least)d to %(most)d years."
        ) % {"least": least, "most": greatest}
    return _("Check the date of birth: the age must be from %(least)d to %(most)d years.") % {
        "least": least,
        "most": greatest,
    }
