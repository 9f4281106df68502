"""Which column means what: by its heading, in any order and wording, else by what stands in it."""

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from roadmap.deadlines import Kind, parse
from roadmap.reading.source import Cell, one_line


class Meaning(StrEnum):
    """What a column of a roadmap holds."""

    NUMBER = "number"
    STAGE = "stage"
    GOAL = "goal"
    TITLE = "title"
    CONTENT = "content"
    DEADLINE = "deadline"
    RESPONSIBLE = "responsible"
    RESULT = "result"
    OTHER = "other"


# In order: the first pattern that is found decides.
_SIGNS: tuple[tuple[Meaning, str], ...] = (
    (Meaning.OTHER, r"отметк|примечан|^форм[аы]\b|^место|^участник|^категори|^класс|^целевая"),
    (Meaning.OTHER, r"^финанс|^источник|^объем|^охват|^ссылк"),
    (Meaning.NUMBER, r"^№(?! этап)|^n$|^no$|п\s?[/\\.]\s?п|^номер|^#$"),
    (Meaning.DEADLINE, r"срок|дата|даты|период|время|когда|^месяц|план\w* дат|график"),
    (Meaning.RESPONSIBLE, r"ответств|исполнител|^кто\b|отв\.|соисполн"),
    (Meaning.RESULT, r"результат|вид документа|^итог|показател|продукт|подтвержда|вид отч"),
    (Meaning.RESULT, r"^документ|выход|эффект"),
    (Meaning.STAGE, r"^этап|^(?:наименован|названи)\w* этап|^раздел|^направлени|^блок|^модул"),
    (Meaning.STAGE, r"^№ этап|^стади"),
    (Meaning.GOAL, r"^задач|^цел[иь]\b"),
    (Meaning.CONTENT, r"содержани|описани|план мероприятий|перечень работ|^деятельност|конкретн"),
    (Meaning.TITLE, r"мероприят|наименовани|действи|^дел[ао]\b|работ|событи|^тема|^вид|шаг|этап"),
    (Meaning.TITLE, r"активност|^что\b|^пункт|задач"),
)
_PATTERNS = tuple((meaning, re.compile(signs)) for meaning, signs in _SIGNS)
_LONGEST_HEADING = 130
_SERIAL = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,5})\s?[.)]?$")
_MOST_SAMPLES = 25
_ENOUGH = 0.5
_TABLE_SIGNS = frozenset({Meaning.DEADLINE, Meaning.RESPONSIBLE})
_WORK_SIGNS = frozenset({Meaning.TITLE, Meaning.CONTENT, Meaning.STAGE})


def meaning_of(heading: str) -> Meaning:
    """Tell what a column with this heading holds."""
    words = one_line(heading).lower().replace("ё", "е").strip(" .:*")
    if not words or len(words) > _LONGEST_HEADING:
        return Meaning.OTHER
    return next((meaning for meaning, pattern in _PATTERNS if pattern.search(words)), Meaning.OTHER)


def meanings_of(row: Sequence[Cell]) -> list[Meaning] | None:
    """Read a row as headings of a roadmap table; None when it is not one."""
    if any(len(cell.text) > _LONGEST_HEADING for cell in row):
        return None
    found: list[Meaning] = []
    for cell in row:
        carried = not cell.text and found and row[len(found) - 1].width > 1
        found.append(found[-1] if carried else meaning_of(cell.text))
    if Meaning.STAGE not in found:
        found = [Meaning.STAGE if one is Meaning.GOAL else one for one in found]
    present = set(found) - {Meaning.OTHER}
    named = sum(1 for cell in row if cell.text)
    if not present & _WORK_SIGNS or not present & _TABLE_SIGNS or named < 2:  # noqa: PLR2004
        return None
    return _one_title(found)


def _one_title(found: list[Meaning]) -> list[Meaning]:
    """A stage or a content column alone is where the activities stand."""
    if Meaning.TITLE in found or Meaning.CONTENT not in found:
        if Meaning.TITLE not in found:
            return [Meaning.TITLE if one is Meaning.STAGE else one for one in found]
        return found
    return found


def is_column_numbers(row: Sequence[Cell]) -> bool:
    """Tell whether a row only numbers the columns: 1 2 3 4."""
    texts = [cell.text.strip(" .") for cell in row if cell.text]
    return len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]


def is_serial(text: str) -> bool:
    """Tell whether a cell holds only a number: 1, 1.1, IV."""
    return bool(_SERIAL.match(text.strip()))


def _share(texts: list[str], test: "re.Pattern[str] | None") -> float:
    if not texts:
        return 0.0
    good = sum(bool(test.match(text)) if test else _is_deadline(text) for text in texts)
    return good / len(texts)


def _is_deadline(text: str) -> bool:
    deadline = parse(one_line(text))
    return deadline.kind is not Kind.UNPARSEABLE and len(deadline.left_over) <= 1


def guessed(rows: Sequence[Sequence[Cell]], known: Sequence[Meaning] = ()) -> list[Meaning] | None:
    """Guess the columns by what stands in them; None when no column looks like deadlines."""
    width = Counter(len(row) for row in rows).most_common(1)[0][0] if rows else 0
    samples = [
        [row[at].text for row in rows[:_MOST_SAMPLES] if len(row) == width and row[at].text]
        for at in range(width)
    ]
    found = list(known) if len(known) == width else [Meaning.OTHER] * width
    free = [at for at in range(width) if found[at] is Meaning.OTHER]
    if Meaning.DEADLINE not in found:
        best = max(free, key=lambda at: _share(samples[at], None), default=None)
        if best is None or _share(samples[best], None) < _ENOUGH or len(samples[best]) < 2:  # noqa: PLR2004
            return None
        found[best] = Meaning.DEADLINE
        free.remove(best)
    return _rest_guessed(found, free, samples)


def _rest_guessed(
    found: list[Meaning], free: list[int], samples: list[list[str]]
) -> list[Meaning] | None:
    if Meaning.NUMBER not in found and free and _share(samples[free[0]], _SERIAL) >= _ENOUGH:
        found[free.pop(0)] = Meaning.NUMBER
    if not {Meaning.TITLE, Meaning.CONTENT} & set(found):
        if not free:
            return None
        longest = max(free, key=lambda at: sum(map(len, samples[at])) / max(len(samples[at]), 1))
        found[longest] = Meaning.TITLE
        free.remove(longest)
    after = [at for at in free if at > found.index(Meaning.DEADLINE) and samples[at]]
    if Meaning.RESPONSIBLE not in found and after:
        found[after[0]] = Meaning.RESPONSIBLE
    return found
