"""Dates in Russian words, and dates as people type them."""

import re
from datetime import date

from django.utils.translation import gettext as _
from num2words import num2words

MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100

_TYPED = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", re.ASCII)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)


def day_words(day: date) -> str:
    """25 октября."""
    return f"{day.day}\u00a0{MONTHS[day.month - 1]}"


def date_words(day: date) -> str:
    """25 октября 2026 г."""
    return f"{day_words(day)} {day.year}\u00a0г."


def date_full_words(day: date) -> str:
    """двадцать пятое октября две тысячи двадцать шестого года."""
    number = num2words(day.day, to="ordinal", lang="ru", gender="n")
    year = num2words(day.year, to="ordinal", lang="ru", case="g")
    return f"{number} {MONTHS[day.month - 1]} {year} года"


def period_words(first: date, last: date) -> str:
    """с 1 по 15 октября 2026 г.; what both ends share is said once."""
    if first == last:
        return date_words(first)
    if first.year != last.year:
        return f"с\u00a0{date_words(first)} по\u00a0{date_words(last)}"
    start = str(first.day) if first.month == last.month else day_words(first)
    return f"с\u00a0{start} по\u00a0{date_words(last)}"


def parse_day(text: str) -> date:
    """Read «1.5.2010» or «2010-05-01». What cannot be a date raises a sentence."""
    typed = text.strip().removesuffix("г.").strip()
    found = _TYPED.fullmatch(typed) or _ISO.fullmatch(typed)
    if found is None:
        raise ValueError(_("Enter the date as DD.MM.YYYY."))
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        raise ValueError(_("The date %(date)s does not exist.") % {"date": typed}) from None
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValueError(_("Check the year in the date %(date)s.") % {"date": typed})
    return day
