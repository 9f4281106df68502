"""Who is meant by the words of a plan: «О. В. Иванова, психолог» and the people of the school."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from accounts.models import Membership
from accounts.states import Role
from kernel.russian import search_key
from roadmap.wording import rows_of

_INITIALS = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?"
_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_PERSON = re.compile(rf"{_INITIALS}\s?{_SURNAME}|{_SURNAME}\s+{_INITIALS}")
_BETWEEN = re.compile(r"[,;\n]|\s+и\s+(?=[А-ЯЁ])")
# A role that one person has in a school, by how plans name it.
_ROLES: tuple[tuple[str, Role], ...] = (
    ("психолог", Role.PSYCHOLOGIST),
    ("директор", Role.DIRECTOR),
    ("руководитель организации", Role.DIRECTOR),
    ("куратор", Role.CURATOR),
)
_DEPUTY = "заместител"
_MANY = ("кураторы", "директора школ", "психологи")


def names_in(text: str) -> list[str]:
    """The persons and posts that a cell names, each once, in its order."""
    found: list[str] = []
    for part in _BETWEEN.split(text):
        persons = [" ".join(person.split()) for person in _PERSON.findall(part)]
        rest = " ".join(_PERSON.sub(" ", part).split()).strip(" .,–—-")
        found += persons or ([rest] if rest else [])
    return list(dict.fromkeys(found))


def names_of(wording: Mapping[str, Any]) -> dict[str, int]:
    """Every name in a plan with how many activities it stands at, the busiest first."""
    counts: dict[str, int] = {}
    for _stage, row in rows_of(wording):
        if row["is_wanted"]:
            for name in names_in(row["responsible"]):
                counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def suggested(name: str, people: Iterable[Membership]) -> int:
    """Who is probably meant: by surname and initials, or by a role that one person has; else 0."""
    known = list(people)
    by_name = [person for person in known if _is_called(person, name)]
    if len({person.user_id for person in by_name}) == 1:
        return by_name[0].pk
    role = _role_in(name)
    in_role = [person for person in known if person.role == role] if role else []
    return in_role[0].pk if len(in_role) == 1 else 0


def meant(wording: Mapping[str, Any], row: Mapping[str, Any]) -> set[int]:
    """The people chosen for the names of a row, and those it brings from an earlier year."""
    chosen: Mapping[str, int] = wording.get("people", {})
    return {
        *row.get("members", ()),
        *(pk for name in names_in(row["responsible"]) if (pk := chosen.get(name, 0))),
    }


def _is_called(person: Membership, name: str) -> bool:
    surname = re.search(_SURNAME, name)
    if surname is None or search_key(surname.group()) != search_key(person.user.last_name):
        return False
    letters = re.findall(r"([А-ЯЁ])\.", name)
    own = [person.user.first_name[:1], person.user.patronymic[:1]]
    return all(said == mine for said, mine in zip(letters, own, strict=False) if mine)


def _role_in(name: str) -> Role | None:
    said = name.lower()
    if said.startswith(_DEPUTY) or said in _MANY:
        return None
    return next((role for sign, role in _ROLES if sign in said), None)
