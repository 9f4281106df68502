"""From text to tokens: places are kept, noise is dropped, damage is repaired."""

import re
from typing import NamedTuple

from roadmap.deadlines import repair
from roadmap.deadlines.lexicon import LEXICON, Meaning
from roadmap.deadlines.values import month_length

Value = int | str | tuple[int | None, ...]


class Token(NamedTuple):
    """One word or figure of the phrase: what it is, and where it stands."""

    kind: str
    value: Value
    start: int
    end: int
    word: str


# Every replacement is one character long, so that places in the text stay true.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣－~÷", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\t\r\n\f\v\ufeff\u200b\u2028\u2029", " "),
        "ё": "е",
        "\u00ad": "-",
        "…": "-",
        "І": "і",
    }
)

_MINUTES = (
    r"(?:[01]?\d|2[0-4])(?:\s?:\s?[0-5]\d|\.(?:00|[345]\d)|-00|[.\-](?:15|30|45)(?=\s*ч))(?!\d|\.\d)"
    r"|\d{1,2}[⁰º°]{1,2}"
)
_CLOCK = (
    rf"(?<![\d.])(?:{_MINUTES})"
    rf"(?:\s*(?:до|по|-)\s*(?:{_MINUTES}))?(?:\s*(?:часов|часа|час|ч|мин)\b\.?)?"
)
_SUFFIX = (
    r"(?:\s?-\s?)?(?:ого|его|ому|ему|ый|ий|ой|ей|ая|яя|ое|ые|ых|ую|го|ти|му|ух|ех|й|е|я|х|ю|м)"
    r"(?![а-яa-z])"
)
_YEAR = r"(?:19|20)\d\d"
_RARE = r"""
    (?P<TORN>(?<![а-яa-z])[а-я](?:[ ][а-я]){3,}(?![а-яa-z]))
    |(?P<OWN_YEAR>(?<![а-яa-z])[тс]\.\s?г\b\.?)
    |(?P<STUDY_YEAR>(?<![а-яa-z])у\.\s?г\b\.?)
    |"""
_COMMON = rf"""
    (?P<WORD>[а-яіa-z]+)
    |(?P<CLOCK>{_CLOCK})
    |(?P<DATE>\d{{1,2}}\s?[.]\s?\d{{1,2}}\s?[.,]\s?(?:{_YEAR}|\d\d)(?!\d)(?!\s?[.]\s?\d)
        |\d{{1,2}}(?P<separator>[./\-,])\d{{1,2}}(?P=separator){_YEAR}(?!\d)
        |\d{{1,2}}/\d{{1,2}}/\d\d(?!\d)
        |\d{{1,2}}\.\d{{1,2}}\ {_YEAR}(?!\d))
    |(?P<ISO>{_YEAR}-\d\d-\d\d(?!\d))
    |(?P<MONTH_YEAR>\d{{1,2}}\s?[./]\s?{_YEAR}(?!\d))
    |(?P<YEARS>{_YEAR}\s?[-/]\s?(?:{_YEAR}(?!\d)|\d\d(?=\s*(?:г|уч|у\.|$|[,;)]))))
    |(?P<YEAR>{_YEAR}(?!\d))
    |(?P<DAY>\d{{1,2}}\s?\.\s?(?:0?[1-9]|1[0-2])(?!\d)|\d{{1,2}}/(?:0[1-9]|1[0-2])(?![\d/]))
    |(?P<NUMERAL>\d{{1,2}}(?!\d)(?:{_SUFFIX})?)
    |(?P<BAD>\d+)
    |(?P<DASH>-+|\.{{2,}})
    |(?P<COMMA>[,;/&+])
    |(?P<BRACKET>[()\[\]{{}}])
    """
_TOKENS = re.compile(_COMMON, re.VERBOSE)
_RARE_TOKENS = re.compile(_RARE + _COMMON, re.VERBOSE)
_LOOKS_RARE = re.compile(r"(?:^|[ (,])(?:[тсу]\.|[а-я] [а-я] [а-я] )")
_FIGURES = re.compile(r"\d+")
_BEFORE_CLOCK = frozenset({"FROM", "IN", "TOWARD", "UNTIL"})
_NEAR = 2
_CENTURY = 2000
_FAR = 90


def plain(text: str) -> str:
    """Lower the text and unify its spaces and dashes, letter for letter."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return repair.digits(lowered.translate(_PLAIN))


def _full_year(figures: str) -> int:
    year = int(figures)
    if len(figures) > 2:  # noqa: PLR2004
        return year
    return year + (_CENTURY if year < _FAR else _CENTURY - 100)


def exists(year: int | None, month: int, day: int) -> bool:
    """Tell whether there is such a day; without a year February has 29."""
    if not 1 <= month <= 12 or day < 1:  # noqa: PLR2004
        return False
    return day <= month_length(year or 2024, month)


def _dated(year: int | None, month: int, day: int) -> tuple[str, Value]:
    if exists(year, month, day):
        return "DATE", (year, month, day)
    return "BAD", ""


def _date(text: str) -> tuple[str, Value]:
    day, month, year = _FIGURES.findall(text)
    return _dated(_full_year(year), int(month), int(day))


def _iso(text: str) -> tuple[str, Value]:
    year, month, day = _FIGURES.findall(text)
    return _dated(int(year), int(month), int(day))


def _day(text: str) -> tuple[str, Value]:
    day, month = _FIGURES.findall(text)
    return _dated(None, int(month), int(day))


def _month_year(text: str) -> tuple[str, Value]:
    month, year = _FIGURES.findall(text)
    return ("MONTH_YEAR", (int(year), int(month))) if 1 <= int(month) <= 12 else ("BAD", "")  # noqa: PLR2004


def _years(text: str) -> tuple[str, Value]:
    first, last = (_full_year(figures) for figures in _FIGURES.findall(text))
    return ("YEARS", (first, last, int("/" in text))) if first < last else ("BAD", "")


def _year(text: str) -> tuple[str, Value]:
    return "YEAR", int(text)


def _numeral(text: str) -> tuple[str, Value]:
    return "NUMERAL", int(_FIGURES.findall(text)[0])


_FIGURED = {
    "DATE": _date,
    "ISO": _iso,
    "MONTH_YEAR": _month_year,
    "YEARS": _years,
    "YEAR": _year,
    "DAY": _day,
    "NUMERAL": _numeral,
}


def _words(word: str, start: int, tokens: list[Token]) -> bool:
    """Add an unknown word as what it may be; False when it stays unknown."""
    found = repair.meanings(word)
    if not found:
        tokens.append(Token("WORD", "", start, start + len(word), word))
        return False
    for (kind, value), length in found:
        tokens.append(Token(kind, value, start, start + length, word))
        start += length
    return True


def _torn(word: str, start: int, end: int, tokens: list[Token]) -> bool:
    whole = word.replace(" ", "")
    meaning = LEXICON.get(whole) or repair.joined(whole)
    kind, value = meaning or ("WORD", "")
    tokens.append(Token(kind, value, start, end, whole))
    return meaning is not None


def tokenize(text: str) -> list[Token]:
    """Cut the phrase into tokens. Clock times, full stops and quotation marks are noise."""
    tokens: list[Token] = []
    all_known = True
    lowered = plain(text)
    pattern = _RARE_TOKENS if _LOOKS_RARE.search(lowered) else _TOKENS
    for found in pattern.finditer(lowered):
        kind, word = found.lastgroup or "", found.group()
        start, end = found.span()
        if kind == "WORD":
            meaning = LEXICON.get(word)
            if meaning is not None:
                tokens.append(Token(meaning[0], meaning[1], start, end, word))
            else:
                all_known = _words(word, start, tokens) and all_known
        elif kind in _FIGURED:
            sort, value = _FIGURED[kind](word)
            tokens.append(Token(sort, value, start, end, word))
        elif kind == "TORN":
            all_known = _torn(word, start, end, tokens) and all_known
        elif kind != "CLOCK":
            tokens.append(Token(kind, "", start, end, word))
        elif tokens and tokens[-1].kind in _BEFORE_CLOCK and start - tokens[-1].end <= _NEAR:
            tokens.pop()
    return tokens if all_known or len(tokens) < 2 else _join_torn(tokens)  # noqa: PLR2004


def _pieces(tokens: list[Token], at: int) -> list[Token]:
    """Return the next few word pieces, across a hyphen at the end of a line."""
    pieces: list[Token] = []
    for token in tokens[at : at + 6]:
        if token.word.isalpha():
            pieces.append(token)
        elif token.kind != "DASH":
            break
    return pieces


def _join(tokens: list[Token], at: int) -> tuple[Token, int] | None:
    """Put a torn word together: the new token and how many old ones it replaces."""
    pieces = _pieces(tokens, at)
    for count in (2, 3, 4):
        torn = pieces[:count]
        if len(torn) < count or not any(piece.kind == "WORD" for piece in torn):
            continue
        meaning: Meaning | None = repair.joined("".join(piece.word for piece in torn))
        if meaning is not None:
            used = tokens.index(torn[-1], at) - at + 1
            whole = "".join(piece.word for piece in torn)
            return Token(meaning[0], meaning[1], torn[0].start, torn[-1].end, whole), used
    return None


def _join_torn(tokens: list[Token]) -> list[Token]:
    """Mend «сентя брь» and «необ-ходимости»."""
    mended: list[Token] = []
    at = 0
    while at < len(tokens):
        together = _join(tokens, at) if tokens[at].word.isalpha() else None
        if together is None:
            mended.append(tokens[at])
            at += 1
        else:
            mended.append(together[0])
            at += together[1]
    return mended
