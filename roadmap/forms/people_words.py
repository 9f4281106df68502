"""Names typed into one cell: «Соколова М. И.; педагогический совет» means a person and a body."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel.russian import search_key
from roadmap.actions.bulk import InCharge

MOST_LETTERS = 600
BODIES_LENGTH = 300

_PARTS = re.compile(r"[;,\n]")
# «Соколова М. И.», «Соколова Мария», «Соколова Мария Игоревна».
_PERSON = re.compile(r"[А-ЯЁ][а-яё-]+(\s+[А-ЯЁ]\.\s*([А-ЯЁ]\.)?|(\s+[А-ЯЁ][а-яё]+){1,2})")


@dataclass(frozen=True)
class Known:
    """The people who can be named, under every way to write them."""

    people: Sequence[Membership]
    by_name: dict[str, list[Membership]]

    @classmethod
    def of(cls, people: Iterable[Membership]) -> "Known":
        """Learn the names."""
        found = list(people)
        by_name: dict[str, list[Membership]] = defaultdict(list)
        for person in found:
            for written in {_key(written) for written in _writings(person)}:
                by_name[written].append(person)
        return cls(found, dict(by_name))

    def write(self, people: Iterable[Membership], bodies: str) -> str:
        """Write a cell so that reading it gives the same."""
        return "; ".join([*(self.name_of(person) for person in people), *filter(None, [bodies])])

    def name_of(self, person: Membership) -> str:
        """The short name; the full one where two people share the short one."""
        name = person.user.name
        same = {one.user_id for one in self.by_name.get(_key(name.short), [])}
        return name.short if len(same) <= 1 else name.full

    def read(self, text: str) -> InCharge:
        """Tell people from bodies. What looks like a person and is nobody here is refused."""
        people: dict[int, Membership] = {}
        bodies = []
        for part in filter(None, (" ".join(part.split()) for part in _PARTS.split(text))):
            found = self.by_name.get(_key(part), [])
            if len({person.user_id for person in found}) > 1:
                raise ValidationError(
                    _("Several people are called “%(name)s”: write the full name.") % {"name": part}
                )
            if found:
                people[found[0].pk] = found[0]
            elif _PERSON.fullmatch(part):
                raise ValidationError(
                    _("There is nobody called “%(name)s” here. Choose from the list.")
                    % {"name": part}
                )
            else:
                bodies.append(part)
        said = ", ".join(bodies)
        if len(said) > BODIES_LENGTH:
            raise ValidationError(_("Write at most %(most)d letters.") % {"most": BODIES_LENGTH})
        return InCharge(tuple(people.values()), said)


def _writings(person: Membership) -> Iterable[str]:
    name = person.user.name
    return (name.full, name.short, name.initials_first, f"{name.last} {name.first}", name.last)


def _key(written: str) -> str:
    return search_key(written).replace(".", " ").replace("  ", " ").strip()
