"""Who does it: nobody, or one person nearly everything."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roadmap.linting.examined import Examined, Row
from roadmap.linting.findings import (
    Change,
    Found,
    Part,
    Rewrite,
    quote_plan,
)
from roadmap.linting.method import folded
from roadmap.linting.suggesting import example_of

_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?"
_NAME = re.compile(
    rf"(?P<before>{_INITIALS})\s?(?P<last>{_SURNAME})|(?P<first>{_SURNAME})\s+(?P<after>{_INITIALS})"
    rf"|(?P<full>{_SURNAME})\s+(?P<given>[А-ЯЁ][а-яё]+)\s+[А-ЯЁ][а-яё]+(?:вич|вна|ична|ыч)\b"
)
_BETWEEN_POSTS = re.compile(r"[,;\n/]|\s+и\s+")


def people_of(examined: Examined, row: Row) -> dict[str, str]:
    """The single people who answer for an activity: how to tell them apart → as written."""
    if row.activity.people:
        return {name: name for name in row.activity.people}
    found = {_key(name): name.group() for name in _NAME.finditer(row.activity.responsible)}
    if found:
        return found
    posts = examined.method.words["posts"]
    words = (part.strip() for part in _BETWEEN_POSTS.split(row.activity.responsible))
    return {folded(post): post for post in words if posts.stand_in(folded(post))}


def _key(name: re.Match[str]) -> str:
    surname = name["last"] or name["first"] or name["full"]
    initial = (name["before"] or name["after"] or name["given"])[0]
    return f"{folded(surname)} {initial.lower()}"


def overload(examined: Examined) -> Iterator[Found]:
    """Find somebody on whom more than the allowed share of the activities stands."""
    rows, method = examined.rows, examined.method
    if len(rows) < method.counts["overload"]:
        return
    loads: dict[str, list[tuple[Row, str]]] = {}
    for row in rows:
        for person, written in people_of(examined, row).items():
            loads.setdefault(person, []).append((row, written))
    for load in loads.values():
        if len(load) > method.shares["overload"] * len(rows):
            yield _overloaded(examined, load)


def _overloaded(examined: Examined, load: list[tuple[Row, str]]) -> Found:
    total = len(examined.rows)
    first, written = load[0]
    changes = _handed_over(examined, load)
    places = ", ".join(row.name for row, _change in changes)
    return Found(
        quotes=(first.quote(Part.RESPONSIBLE),),
        message=_("%(person)s answers for %(count)d activities of %(total)d (%(percent)d%%).")
        % {
            "person": written,
            "count": len(load),
            "total": total,
            "percent": round(100 * len(load) / total),
        },
        suggestion=_("Hand over what others usually do: %(places)s.") % {"places": places}
        if places
        else _("Hand a part over to others."),
        changes=tuple(change for _row, change in changes),
    )


def _handed_over(examined: Examined, load: list[tuple[Row, str]]) -> list[tuple[Row, Change]]:
    """The activities that are this person's alone and others' by the template."""
    handed: list[tuple[Row, Change]] = []
    for row, written in load:
        example = example_of(examined, row)
        is_alone = folded(row.activity.responsible) == folded(written)
        role = str(example["responsible"]) if example else ""
        if is_alone and role and "куратор" not in folded(role):
            handed.append((row, Rewrite(row.activity.key, Part.RESPONSIBLE, role)))
    return handed


def no_responsible(examined: Examined) -> Iterator[Found]:
    """Find activities for which nobody answers."""
    nobody = [row for row in examined.rows if _is_blank(row)]
    if nobody and len(nobody) == len(examined.rows):
        yield Found(
            quotes=(quote_plan(examined.plan),),
            message=_("No activity of the plan says who answers for it."),
            suggestion=_("Add a column of responsible people."),
        )
    elif 2 * len(nobody) > len(examined.rows):
        yield _nobody(examined, nobody[0], count=len(nobody))
    else:
        yield from (_nobody(examined, row) for row in nobody)


def _is_blank(row: Row) -> bool:
    return not row.activity.people and not _names(row.activity.responsible)


def _names(text: str) -> bool:
    """Tell whether a cell names somebody: a dash does not."""
    return any(map(str.isalnum, text))


def _nobody(examined: Examined, row: Row, *, count: int = 1) -> Found:
    example = example_of(examined, row)
    role = str(example["responsible"]) if example else _usual(row)
    return Found(
        quotes=(row.quote(),),
        message=ngettext(
            "Nobody answers for the activity.",
            "Nobody answers for %(count)d activities, this one among them.",
            count,
        )
        % {"count": count},
        suggestion=_("Usually it is: %(role)s.") % {"role": role}
        if role
        else _("Say who answers for it."),
        changes=(Rewrite(row.activity.key, Part.RESPONSIBLE, role),) if role else (),
    )


def _usual(row: Row) -> str:
    """Who answers for most of the same stage."""
    said = [each.responsible for each in row.stage.activities if _names(each.responsible)]
    return max(said, key=said.count, default="")
