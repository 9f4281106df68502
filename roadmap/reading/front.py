"""What stands before the table: the title, the organization, who approved it and when."""

import re
from collections.abc import Sequence

from roadmap.deadlines.lexicon import LEXICON
from roadmap.reading.source import one_line
from roadmap.reading.values import Approval

_TITLE = re.compile(
    r"дорожн\w+ карт|^\W*план\b|план мероприятий|^\W*реализация\b|^\W*программа\b", re.IGNORECASE
)
_STARTS_TITLE = re.compile(r"^\W*(?:план|дорожная карта|программа|реализация)\b", re.IGNORECASE)
_APPROVED = re.compile(r"утвержд(?:аю|ен[ао]?)\b", re.IGNORECASE)
_AGREED = re.compile(r"^\W*(?:согласован|рассмотрен|принят)", re.IGNORECASE)
_ORDER = re.compile(
    r"\bк\s+(?:приказу|распоряжению|постановлению)\b|\b(?:приказом|распоряжением)\b", re.IGNORECASE
)
_INITIALS = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?"
_CAPITALS = r"[А-ЯЁ][А-ЯЁа-яё]+(?:-[А-ЯЁ][А-ЯЁа-яё]+)?"
_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_PERSON = re.compile(rf"{_INITIALS}{_CAPITALS}|{_SURNAME}\s+{_INITIALS}")
_DATE = re.compile(
    r"(?P<day>\d{1,2})\s*[»\"”.]?\s*(?:\.\s*(?P<month>\d{1,2})\s*\.|(?P<name>[а-яё]{3,9})\s)\s*(?P<year>\d{4})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_QUOTED = r"[«\"“](?:[^«»\"“”]|«[^»]*»)+[»\"”]"
_SHORT = r"\b[А-Я]{0,7}О[УО](?:\s(?:ПО|СО|ДО|ВО|ДПО|РК))?\b"
_ORGANISATIONS = tuple(
    re.compile(form)
    for form in (
        rf"{_SHORT}[^«\"“\n]{{0,40}}{_QUOTED}",
        rf"(?:[Мм]униципальн|[Гг]осударственн|[Чч]астн|[Кк]раев|[Оо]бластн)\w+[^«\"“]{{5,140}}{_QUOTED}",
        rf"{_SHORT}\s+[^,;\n]{{3,60}}?(?=\s+(?:на|в)\s+\d|\s+на\s+20|$|[,;\n(])",
        r"(?:Департамент|Министерств|Управлени|Комитет|Отдел)\w*\s[^,;\n]{5,90}?(?=\s+от\s|$|[,;\n])",
    )
)
_HEADS = {
    "Департамента": "Департамент",
    "Министерства": "Министерство",
    "Управления": "Управление",
    "Комитета": "Комитет",
    "Отдела": "Отдел",
}
_MOST_LINES = 7


def _month(name: str) -> int | None:
    kind, value = LEXICON.get(name.lower().replace("ё", "е"), ("", ""))
    return value if kind == "MONTH" and isinstance(value, int) else None


def date_in(text: str) -> str:
    """Return the first full date of a text as ISO, else nothing."""
    for found in _DATE.finditer(text):
        month = int(found["month"]) if found["month"] else _month(found["name"])
        day, year = int(found["day"]), int(found["year"])
        if month and 1 <= month <= 12 and 1 <= day <= 31 and 1990 <= year <= 2100:  # noqa: PLR2004
            return f"{year:04d}-{month:02d}-{day:02d}"
    return ""


def _block(lines: Sequence[str], start: int) -> list[str]:
    """Take the lines of an approval until the title or another approval begins."""
    taken = [lines[start]]
    for line in lines[start + 1 : start + _MOST_LINES]:
        if _STARTS_TITLE.match(line) or _AGREED.match(line):
            break
        taken.append(line)
        if _YEAR.search(line):
            break
    return taken


def approval(lines: Sequence[str]) -> tuple[Approval | None, int]:
    """Find who approved the roadmap; also the number of lines the approval ends after."""
    for pattern in (_APPROVED, _ORDER):
        for at, line in enumerate(lines):
            if pattern.search(line):
                taken = _block(lines, at)
                return _approval(taken), at + len(taken)
    return None, 0


def _approval(lines: list[str]) -> Approval:
    text = one_line("\n".join(lines))
    said = _APPROVED.sub("", re.sub(r"\s*_{2,}\s*", " ", text), count=1).strip(' :.,«»"')
    person = _PERSON.search(said)
    on = date_in(said)
    by = said[: person.end()] if person else re.split(r"\s+от\s+\W*\d", said)[0]
    order = None if person else _ORDER.search(by)
    if order is not None:
        by = _named(by[order.end() :].strip())
    elif not person:
        by = _DATE.sub("", by)
    return Approval(by.strip(' _,.«»"' if not person else " _,"), on, text)


def _named(text: str) -> str:
    """Put the first word of an authority into the nominative."""
    head, space, rest = text.partition(" ")
    return f"{_HEADS.get(head, head)}{space}{rest}"


def organisation(lines: Sequence[str]) -> str:
    """Find the organization that the roadmap is of."""
    texts = [*lines, one_line("\n".join(lines))]
    for form in _ORGANISATIONS:
        found = next((found for text in texts if (found := form.search(text))), None)
        if found:
            return _named(found.group().strip())
    return ""


def _title_lines(lines: Sequence[str], start: int) -> list[str]:
    """Take the lines of a title until an approval begins."""
    taken = [lines[start]]
    for line in lines[start + 1 : start + _MOST_LINES]:
        if _AGREED.match(line) or re.match(r"\W*утвержд", line, re.IGNORECASE):
            break
        taken.append(line)
    return taken


def title(lines: Sequence[str]) -> str:
    """Return the title: from the line that names a plan to the table."""
    for pattern in (_STARTS_TITLE, _TITLE):
        for at, line in enumerate(lines):
            if pattern.search(line):
                return one_line(" ".join(_title_lines(lines, at))).lstrip("# ")
    return one_line(lines[-1]).lstrip("# ") if lines else ""
