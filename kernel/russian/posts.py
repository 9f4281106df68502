"""Declining posts: the head noun and the adjectives that agree with it; the rest stays.

«заместитель директора по воспитательной работе» → «заместителя директора по воспитательной
работе». A post does not change with the gender of who holds it.
"""

import re
from collections.abc import Sequence

from kernel.russian.cases import OBLIQUE, Case

# Endings in the order of OBLIQUE: genitive, dative, accusative, instrumental, prepositional.
_ENDINGS: Sequence[tuple[str, str, tuple[str, ...]]] = (
    # nominative ending, what is cut off, endings
    ("ний", "ий", ("его", "ему", "его", "им", "ем")),
    ("жий", "ий", ("его", "ему", "его", "им", "ем")),
    ("ший", "ий", ("его", "ему", "его", "им", "ем")),
    ("чий", "ий", ("его", "ему", "его", "им", "ем")),
    ("щий", "ий", ("его", "ему", "его", "им", "ем")),
    ("ий", "ий", ("ого", "ому", "ого", "им", "ом")),
    ("ый", "ый", ("ого", "ому", "ого", "ым", "ом")),
    ("ой", "ой", ("ого", "ому", "ого", "ым", "ом")),
    ("шая", "ая", ("ей", "ей", "ую", "ей", "ей")),
    ("щая", "ая", ("ей", "ей", "ую", "ей", "ей")),
    ("жая", "ая", ("ей", "ей", "ую", "ей", "ей")),
    ("чая", "ая", ("ей", "ей", "ую", "ей", "ей")),
    ("ая", "ая", ("ой", "ой", "ую", "ой", "ой")),
    ("яя", "яя", ("ей", "ей", "юю", "ей", "ей")),
)
_NOUNS: Sequence[tuple[str, str, tuple[str, ...]]] = (
    ("арь", "ь", ("я", "ю", "я", "ем", "е")),
    ("ь", "ь", ("я", "ю", "я", "ем", "е")),
    ("й", "й", ("я", "ю", "я", "ем", "е")),
    ("ья", "я", ("и", "е", "ю", "ей", "е")),
    ("ца", "а", ("ы", "е", "у", "ей", "е")),
    ("га", "а", ("и", "е", "у", "ой", "е")),
    ("ка", "а", ("и", "е", "у", "ой", "е")),
    ("ха", "а", ("и", "е", "у", "ой", "е")),
    ("а", "а", ("ы", "е", "у", "ой", "е")),
    ("ец", "ец", ("ца", "цу", "ца", "цем", "це")),
    ("вуч", "", ("а", "у", "а", "ем", "е")),
    ("", "", ("а", "у", "а", "ом", "е")),
)
_SOFT_STRESSED = ("я", "ю", "я", "ём", "е")
_IRREGULAR = {
    "секретарь": ("секретар", _SOFT_STRESSED),
    "вратарь": ("вратар", _SOFT_STRESSED),
    "отец": ("отц", ("а", "у", "а", "ом", "е")),
    "мать": ("мат", ("ери", "ери", "ь", "ерью", "ери")),
    "товарищ": ("товарищ", ("а", "у", "а", "ем", "е")),
}
# Adjectives and participles that are the head themselves.
_HEADS = frozenset(
    {"заведующий", "заведующая", "исполняющий", "исполняющая", "вожатый", "вожатая"}
    | {"управляющий", "управляющая", "дежурный", "дежурная", "ответственный", "ответственная"}
    | {"уполномоченный", "служащий", "служащая", "рабочий", "обучающийся", "обучающаяся"}
    | {"учащийся", "учащаяся", "ведущий", "ведущая", "поверенный"}
)
_FIXED = frozenset({"врио", "зам", "зав", "и", "ио", "и.о", "вр.и.о"})
# The first half of such a compound does not change: пресс-секретарь, веб-мастер.
_FIXED_HALVES = frozenset({"пресс", "веб", "вице", "экс", "бизнес", "медиа", "арт", "it", "ит"})
_ADJECTIVAL = ("ый", "ий", "ой", "ая", "яя")
_NOT_ADJECTIVES = frozenset({"викарий"})
_JOINT = re.compile(r"(,\s+|\s+и\s+)")
_KNOWN_HEAD = re.compile(
    r"(директор|заместитель|учитель|педагог|психолог|советник|методист|воспитатель|куратор"
    r"|руководитель|преподаватель|логопед|дефектолог|библиотекарь|тьютор|наставник|мастер|тренер"
    r"|инструктор|специалист|эксперт|секретарь|вожатый|вожатая|заведующий|заведующая|завуч"
    r"|председатель|начальник|ректор|координатор|организатор|администратор)(-[а-яё]+)?\b",
    re.IGNORECASE,
)


def decline_post(post: str, case: str) -> str:
    """Put a post into a case; what cannot change («и. о.», abbreviations) stays."""
    if case == Case.NOMINATIVE:
        return post
    pieces = _JOINT.split(" ".join(post.split()))
    out = [_decline_phrase(pieces[0], case)]
    for joint, phrase in zip(pieces[1::2], pieces[2::2], strict=True):
        out += [joint, _decline_phrase(phrase, case) if _starts_a_post(phrase) else phrase]
    return "".join(out)


def _starts_a_post(phrase: str) -> bool:
    """Tell «…, учитель истории» from «учитель языка и литературы»."""
    words = phrase.split()
    while len(words) > 1 and _is_adjective(words[0]) and words[0].lower() not in _HEADS:
        words.pop(0)
    return bool(_KNOWN_HEAD.fullmatch(words[0]))


def _decline_phrase(phrase: str, case: str) -> str:
    words = phrase.split(" ")
    for place, word in enumerate(words):
        if word.lower().rstrip(".") in _FIXED or word.endswith("."):
            break
        following = words[place + 1] if place + 1 < len(words) else ""
        stands_alone = word.lower() in _HEADS and not _KNOWN_HEAD.fullmatch(following)
        head = stands_alone or not _is_adjective(word)
        words[place] = _decline_compound(word, case)
        if head:
            break
    return " ".join(words)


def _is_adjective(word: str) -> bool:
    return word.lower().endswith(_ADJECTIVAL) and word.lower() not in _NOT_ADJECTIVES


def _decline_compound(word: str, case: str) -> str:
    pieces = word.split("-")
    return "-".join(
        piece if piece.lower() in _FIXED_HALVES else _decline_word(piece, case) for piece in pieces
    )


def _decline_word(word: str, case: str) -> str:
    if not re.fullmatch(r"[А-Яа-яЁё]{2,}", word) or (word.isupper() and len(word) <= 4):  # noqa: PLR2004 -- an abbreviation
        return word
    plain = word if not word.isupper() else word.capitalize()
    small = plain.lower()
    place = OBLIQUE.index(Case(case))
    if small in _IRREGULAR:
        stem, endings = _IRREGULAR[small]
        return plain[0] + stem[1:] + endings[place]
    reflexive = small.endswith("ся")
    core = plain.removesuffix("ся") if reflexive else plain
    return _change(core, place) + ("ся" if reflexive else "")


def _change(word: str, place: int) -> str:
    table = _ENDINGS if _is_adjective(word) else _NOUNS
    _, cut, endings = next(row for row in table if word.lower().endswith(row[0]))
    return word.removesuffix(cut) + endings[place]
