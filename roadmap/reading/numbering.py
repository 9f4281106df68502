"""Numbers that Word makes itself: «1.1.» of a list is not in the text of the paragraph."""

import re
from collections import defaultdict
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
_PLACE = re.compile(r"%(\d)")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LEVELS = 9
_MOST = 400


def _attribute(parent: Element | None, tag: str, default: str = "") -> str:
    if parent is None:
        return default
    child = parent.find(W + tag)
    return default if child is None else child.get(_VAL, default)


def _number(text: str, default: int) -> int:
    return int(text) if text.lstrip("-").isdigit() else default


def _roman(number: int) -> str:
    said = ""
    for value, sign in _ROMAN:
        while number >= value:
            said += sign
            number -= value
    return said


class _Level:
    """How one level of a list is written."""

    def __init__(self, element: Element | None) -> None:
        self.form = _attribute(element, "numFmt", "decimal")
        self.text = _attribute(element, "lvlText", "%1.")
        self.start = _number(_attribute(element, "start", "1"), 1)

    def say(self, number: int) -> str:
        number = max(0, min(number, _MOST))
        if self.form in {"upperRoman", "lowerRoman"}:
            return _roman(number)
        return str(number)


class Numbering:
    """Counts the paragraphs of all lists of a document in order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._abstract: dict[str, str] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * _LEVELS)
        if numbering is not None:
            self._read(numbering)
        if styles is not None:
            self._read_styles(styles)

    def _read(self, numbering: Element) -> None:
        for abstract in numbering.findall(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId", "")
            self._levels[key] = {
                _number(level.get(f"{W}ilvl", "0"), 0): _Level(level)
                for level in abstract.findall(f"{W}lvl")
            }
        for num in numbering.findall(f"{W}num"):
            key = num.get(f"{W}numId", "")
            self._abstract[key] = _attribute(num, "abstractNumId")
            for override in num.findall(f"{W}lvlOverride"):
                start = _attribute(override, "startOverride")
                if start.isdigit():
                    level = _number(override.get(f"{W}ilvl", "0"), 0)
                    self._starts[key, level] = int(start)

    def _read_styles(self, styles: Element) -> None:
        for style in styles.findall(f"{W}style"):
            numbered = style.find(f"{W}pPr/{W}numPr")
            if numbered is not None:
                name = style.get(f"{W}styleId", "")
                level = _number(_attribute(numbered, "ilvl", "0"), 0)
                self._styles[name] = (_attribute(numbered, "numId"), level)

    def label(self, properties: Element | None) -> str:
        """Return what Word prints before a paragraph: «1.1.», «–», or nothing."""
        if properties is None:
            return ""
        numbered = properties.find(f"{W}numPr")
        if numbered is not None:
            key, level = (
                _attribute(numbered, "numId"),
                _number(_attribute(numbered, "ilvl", "0"), 0),
            )
        else:
            key, level = self._styles.get(_attribute(properties, "pStyle"), ("", 0))
        abstract = self._abstract.get(key, "")
        form = self._levels.get(abstract, {}).get(level)
        if form is None or not 0 <= level < _LEVELS:
            return ""
        return self._next(key, abstract, level, form)

    def _next(self, key: str, abstract: str, level: int, form: _Level) -> str:
        if form.form == "bullet":
            return "–"
        if form.form == "none":
            return ""
        counts = self._counts[key if (key, level) in self._starts else abstract]
        first = self._starts.get((key, level), form.start)
        before = counts[level]
        counts[level] = first if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        levels = self._levels[abstract]

        def said(found: re.Match[str]) -> str:
            place = int(found.group(1)) - 1
            count = counts[place] if 0 <= place < _LEVELS else None
            here = levels.get(place, form)
            return here.say(here.start if count is None else count)

        return _PLACE.sub(said, form.text).strip()
