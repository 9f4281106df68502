"""The Russian language: names and their cases, plurals, dates, keys for search and order."""

from kernel.russian.cases import OBLIQUE, Case, Gender
from kernel.russian.dates import (
    date_full_words,
    date_words,
    day_words,
    parse_day,
    period_words,
)
from kernel.russian.declension import (
    Declined,
    Lookup,
    all_forms,
    decline_name,
    decline_parts,
    declined,
    declined_post,
    nothing_confirmed,
)
from kernel.russian.names import PersonName, gender_of, guess_gender
from kernel.russian.plurals import counted, plural
from kernel.russian.posts import decline_post
from kernel.russian.search import search_key, sort_key

__all__ = [
    "OBLIQUE",
    "Case",
    "Declined",
    "Gender",
    "Lookup",
    "PersonName",
    "all_forms",
    "counted",
    "date_full_words",
    "date_words",
    "day_words",
    "decline_name",
    "decline_parts",
    "decline_post",
    "declined",
    "declined_post",
    "gender_of",
    "guess_gender",
    "nothing_confirmed",
    "parse_day",
    "period_words",
    "plural",
    "search_key",
    "sort_key",
]
