"""Stages: how they are numbered and titled, and the aims and results inside their rows."""

import re

from roadmap.deadlines.lexicon import LEXICON
from roadmap.reading.source import one_line
from roadmap.reading.values import ReadStage

_WORDS = r"(?:этап|раздел|блок|модуль|направление|часть|стадия|глава)"
_NUMBER = r"(?P<number>[IVXІХ]{1,5}|\d{1,2})"
_REST = r"[\s.:)»\"–—-]*(?P<title>.*)"
_FORMS = tuple(
    re.compile(form, re.DOTALL | flags)
    for form, flags in (
        (
            rf"^#*\s*{_NUMBER}\s*[-–.)]?\s*(?:ый|ий|ой|й|ая|ое|е)?\s*{_WORDS}\b{_REST}$",
            re.IGNORECASE,
        ),
        (rf"^#*\s*{_WORDS}\s*№?\s*{_NUMBER}(?![\d.]\d){_REST}$", re.IGNORECASE),
        (rf"^#*\s*(?P<number>[IVXІХ]{{1,5}})(?:[.)]|\s+(?=[«\"А-ЯЁ])){_REST}$", 0),
        (
            r"^#*\s*(?P<number>\d{1,2})(?:[.)]|\s+(?=[«\"А-ЯЁ]))(?!\s*\d{1,2}\.)[\s.:)]*(?P<title>\D.*)$",
            0,
        ),
    )
)
_SPELLED = re.compile(rf"^(?P<word>[а-яё]+)\s+{_WORDS}\b{_REST}$", re.IGNORECASE | re.DOTALL)
_NAMED = re.compile(rf"\b{_WORDS}\b", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:(?<=[\s.;)])|^)(?P<label>(?:основн\w+ |ожидаем\w+ |планируем\w+ |главн\w+ )?"
    r"(?P<sort>цел[ьи]|задач[аи]|результат\w*)(?: и задачи)?(?: этапа| [IVX]+ этапа)?)\s*:",
    re.IGNORECASE,
)
_ROMANS = {"I": 1, "V": 5, "X": 10}
_LIKE_LATIN = str.maketrans("ІХ", "IX")


def arabic(number: str) -> str:
    """Write a stage number in figures."""
    roman = number.upper().translate(_LIKE_LATIN)
    if not roman or not set(roman) <= set(_ROMANS):
        return number.strip(" .)")
    total = 0
    for sign, after in zip(roman, [*roman[1:], ""], strict=True):
        value = _ROMANS[sign]
        total += -value if after and _ROMANS[after] > value else value
    return str(total)


def named(text: str) -> tuple[str, str] | None:
    """Part «II этап. Формирование базы» into its number and title; None when it has no number."""
    for form in _FORMS:
        found = form.match(text.strip())
        if found:
            return arabic(found["number"]), found["title"].strip()
    spelled = _SPELLED.match(text.strip())
    if spelled:
        kind, value = LEXICON.get(spelled["word"].lower().replace("ё", "е"), ("", ""))
        if kind == "NUMERAL" and isinstance(value, int) and value > 0:
            return str(value), spelled["title"].strip()
    return None


def speaks_of_stage(text: str) -> bool:
    """Tell whether a heading calls itself a stage, or has a Roman number."""
    if _NAMED.search(text[:40]):
        return True
    found = _FORMS[2].match(text.strip())
    return found is not None


def begins_with_label(text: str) -> bool:
    """Tell whether a line goes on with «Задача:» or «Результат:» of the stage above."""
    found = _LABEL.search(text)
    return found is not None and found.start() < 3  # noqa: PLR2004


def _told(text: str) -> tuple[str, str, str]:
    """Part the text of a stage row into title, aims and result."""
    labels = list(_LABEL.finditer(text))
    title = one_line(text[: labels[0].start()] if labels else text)
    aims: list[tuple[str, str]] = []
    results: list[str] = []
    for label, after in zip(labels, [*labels[1:], None], strict=False):
        said = one_line(text[label.end() : after.start() if after else len(text)])
        if label["sort"].lower().startswith("результат"):
            results.append(said)
        else:
            aims.append((label["label"].capitalize(), said))
    goal = aims[0][1] if len(aims) == 1 else "\n".join(f"{name}: {said}" for name, said in aims)
    return title, goal, "\n".join(results)


def stage_of(number: str, text: str) -> ReadStage:
    """Make a stage of its number cell and its text."""
    own = named(text)
    title, goal, result = _told(own[1] if own else text)
    given = arabic(number.strip().rstrip(".)"))
    return ReadStage(given or (own[0] if own else ""), title.rstrip(" ."), goal, result)


def add_to(stage: ReadStage, text: str) -> None:
    """Go on with a stage whose row was torn."""
    title, goal, result = _told(text)
    if title:
        stage.title = one_line(f"{stage.title} {title}")
    if goal:
        stage.goal = f"{stage.goal}\n{goal}".strip()
    if result:
        stage.result = f"{stage.result}\n{result}".strip()
