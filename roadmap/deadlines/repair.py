"""Damaged words: Latin letters for Cyrillic, misprints, torn and glued ones, letters for digits."""

import re
from collections.abc import Iterator
from functools import lru_cache

from roadmap.deadlines.lexicon import LEXICON, SOUND, Meaning

# Latin letters (lower case) that look like Cyrillic ones, in either case of the original.
_AS_CYRILLIC = str.maketrans(
    {
        "a": "а",
        "b": "в",
        "c": "с",
        "e": "е",
        "h": "н",
        "i": "и",
        "k": "к",
        "m": "м",
        "n": "п",
        "o": "о",
        "p": "р",
        "r": "г",
        "t": "т",
        "u": "и",
        "x": "х",
        "y": "у",
        "і": "и",
        "d": "д",
        "ё": "е",
        "g": "д",
    }
)
_AS_ROMAN = str.maketrans(
    {"х": "x", "у": "v", "і": "i", "ш": "iii", "п": "ii", "l": "i", "т": "iii"}
)
_AS_DIGIT = str.maketrans({"о": "0", "o": "0", "з": "3", "l": "1", "і": "1", "|": "1", "б": "6"})
_MIXED_DIGITS = re.compile(r"(?<![а-яa-z\d])(?=[оoзlіб|]*\d)[\dоoзlіб|]{2,4}(?![а-яa-z\d])")
_SPOILT = re.compile(r"\d[оoзlіб|]|[оoзlб|]\d")

# Words that look like a damaged word of ours and are not.
_INNOCENT = frozenset("октябрят октябрята октябрятам октябренок недолет неделимо".split())
_SHORT_PARTS = frozenset("с в к".split())
_GLUED_LENGTHS = range(5, 29)


def digits(text: str) -> str:
    """Read «1О.1О.2020» as figures. The length of the text does not change."""
    if not _SPOILT.search(text):
        return text
    return _MIXED_DIGITS.sub(lambda found: found.group().translate(_AS_DIGIT), text)


def _deletions(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(1, len(word)))


def _near_words() -> dict[str, str]:
    """Every sound word by what is left of it when one letter is lost."""
    near: dict[str, str] = {}
    for word in sorted(SOUND):
        if len(word) > 5:  # noqa: PLR2004 - shorter words are too close to others
            for damaged in _deletions(word):
                near.setdefault(damaged, word)
            near.setdefault(word[1:], word)
    return near


_NEAR = _near_words()


def _misprint(word: str) -> Meaning | None:
    """Find the sound word that differs by one letter, or by two that changed places."""
    if len(word) < 5 or word in _INNOCENT:  # noqa: PLR2004
        return None
    if word in _NEAR:
        return LEXICON[_NEAR[word]]
    for damaged in _deletions(word):
        if damaged in SOUND and len(damaged) > 5:  # noqa: PLR2004
            return LEXICON[damaged]
        meant = _NEAR.get(damaged)
        if meant is not None and abs(len(meant) - len(word)) <= 1 and meant[0] == word[0]:
            return LEXICON[meant]
    return None


def _parts(word: str, deep: int) -> list[str] | None:
    """Cut a glued word into known words, at most `deep` of them."""
    if word in LEXICON and (len(word) > 1 or word in _SHORT_PARTS):
        return [word]
    if deep == 1:
        return None
    for cut in range(1, len(word) - 1):
        head = word[:cut]
        if head in LEXICON and (cut > 1 or head in _SHORT_PARTS):
            rest = _parts(word[cut:], deep - 1)
            if rest is not None:
                return [head, *rest]
    return None


def _glued(word: str) -> tuple[tuple[Meaning, int], ...]:
    """Read «втечениегода» as its words, each with its length."""
    if len(word) not in _GLUED_LENGTHS:
        return ()
    parts = _parts(word, deep=4)
    if parts is None or not any(part in SOUND and len(part) > 3 for part in parts):  # noqa: PLR2004
        return ()
    return tuple((LEXICON[part], len(part)) for part in parts)


def _roman(word: str) -> Meaning | None:
    numeral = LEXICON.get(word.translate(_AS_ROMAN))
    return numeral if numeral is not None and numeral[0] == "NUMERAL" else None


def _numbered(word: str) -> tuple[tuple[Meaning, int], ...]:
    """Read «iiполугодие»: a Roman number that touches its noun."""
    noun = word.lstrip("ivxі")
    roman = word[: len(word) - len(noun)]
    if not roman or noun not in LEXICON or (numeral := _roman(roman)) is None:
        return ()
    return ((numeral, len(roman)), (LEXICON[noun], len(noun)))


@lru_cache(maxsize=20_000)
def meanings(word: str) -> tuple[tuple[Meaning, int], ...]:
    """Return what an unknown word may be: the meanings with the lengths of their places."""
    whole = len(word)
    plain = word.translate(_AS_CYRILLIC)
    if plain in LEXICON:
        return ((LEXICON[plain], whole),)
    if whole <= 4 and (numeral := _roman(word)) is not None:  # noqa: PLR2004
        return ((numeral, whole),)
    if numbered := _numbered(word):
        return numbered
    if glued := _glued(plain):
        return glued
    if (near := _misprint(plain)) is not None:
        return ((near, whole),)
    return ()


@lru_cache(maxsize=20_000)
def joined(word: str) -> Meaning | None:
    """Return what torn pieces mean when put together."""
    plain = word.translate(_AS_CYRILLIC)
    if plain in SOUND and len(plain) > 3:  # noqa: PLR2004
        return LEXICON[plain]
    return None
