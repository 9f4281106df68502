"""Several actions in one row: offered apart, and joined again when they belong together."""

import re
from typing import Any

from roadmap.wording import Row, new_key

_SENTENCES = re.compile(r"(?<=[.;])\s+(?=[А-ЯЁ])")
_SHORTEST = 12
TITLE_LIMIT = 2000


def parts_of(row: Row) -> tuple[str, ...]:
    """The actions that a row seems to consist of; nothing when it is one."""
    parts = [part.strip(" ;") for part in _SENTENCES.split(row["title"])]
    is_several = len(parts) > 1 and all(len(part) >= _SHORTEST for part in parts)
    return tuple(part.rstrip(".") for part in parts) if is_several else ()


def split(rows: list[Row], key: str) -> str:
    """Put the actions of one row into rows of their own; tell the key of the first."""
    at = next((place for place, row in enumerate(rows) if row["key"] == key), None)
    parts = parts_of(rows[at]) if at is not None else ()
    if at is None or not parts:
        return ""
    first = {**rows[at], "title": parts[0]}
    others = [{**rows[at], "key": new_key(), "number": "", "title": part} for part in parts[1:]]
    rows[at : at + 1] = [first, *others]
    return key


def are_parts(rows: list[Row], row: Row) -> bool:
    """Tell whether other rows were read out of the same cell."""
    place = row.get("place")
    return bool(place) and sum(each.get("place") == place for each in rows) > 1


def join(rows: list[Row], key: str) -> str:
    """Make one row of those that were read out of the same cell; tell its key."""
    asked = next((row for row in rows if row["key"] == key), None)
    if asked is None or not are_parts(rows, asked):
        return ""
    together = [row for row in rows if row.get("place") == asked["place"]]
    first: dict[str, Any] = together[0]
    first["title"] = "; ".join(row["title"].rstrip(" .;") for row in together)[:TITLE_LIMIT]
    first["is_wanted"] = any(row["is_wanted"] for row in together)
    gone = {row["key"] for row in together[1:]}
    rows[:] = [row for row in rows if row["key"] not in gone]
    return str(first["key"])
