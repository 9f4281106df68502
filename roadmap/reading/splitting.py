"""Several actions in one cell: each becomes an activity of its own."""

import re

from roadmap.reading.source import one_line

_MARK = re.compile(r"^\s*(?:[-–—•●▪◦*·+✓]|(?P<number>\d{1,2})[.)](?!\d))\s*(?=\S)")
_GLUED = re.compile(r"(?<=[;.])\s+(?=\d{1,2}[.)]\s+[А-ЯЁ])|(?<=;)\s+(?=[-–—•]\s*[А-Яа-яЁё])")


def _entries(text: str) -> list[tuple[str, list[str]]]:
    """Group the lines by the marks they begin with: (mark, lines)."""
    entries: list[tuple[str, list[str]]] = []
    for line in _GLUED.sub("\n", text).splitlines():
        found = _MARK.match(line)
        if found:
            entries.append((found["number"] or "-", [line[found.end() :].strip()]))
        elif entries:
            entries[-1][1].append(line.strip())
        else:
            entries.append(("", [line.strip()]))
    return entries


def actions(text: str) -> list[tuple[str, str]]:
    """Return the actions of a cell as (number, text).

    A cell that begins with prose is one action, its list included; so is the list after a
    sentence that ends with a colon.
    """
    entries = _entries(text)
    if not entries or not entries[0][0]:
        return [("", one_line(text))] if text.strip() else []
    result: list[tuple[str, str]] = []
    opened = False
    for mark, lines in entries:
        said = one_line("\n".join(lines))
        if opened and result and mark == "-":
            number, before = result[-1]
            result[-1] = (number, f"{before} – {said}")
            opened = said.endswith((";", ",", ":"))
            continue
        opened = said.endswith(":")
        result.append((mark if mark.isdigit() else "", said))
    return result


def is_list(text: str) -> bool:
    """Tell whether a cell is a list from its first line on."""
    return bool(_MARK.match(text))


def is_bulleted(text: str) -> bool:
    """Tell whether a cell begins with a dash or a bullet; a number may also be that of a stage."""
    found = _MARK.match(text)
    return found is not None and not found["number"]
