"""Cards that may belong to one person: same name, and nothing that says they are two."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel.pieces import Fact, Text
from kernel.russian import search_key
from participants.actions.merging import differences, obstacles, what_hangs_on
from participants.merging import Difference
from participants.models import CardMerge, DifferentPeople, Guardian, Person, PersonQuerySet

MOST_SHOWN = 100
MOST_FOUND = 20


@dataclass(frozen=True)
class Namesakes:
    """Two cards that look alike; the first is the one that would stay."""

    kept: Person
    former: Person

    @property
    def is_sure(self) -> bool:
        """Tell whether the whole name and the year of birth are the same on both."""
        same_name = self.kept.search == self.former.search
        return same_name and self.kept.birth_year == self.former.birth_year is not None

    @property
    def note(self) -> str:
        """What keeps one from being sure."""
        if self.is_sure:
            one, other = self.kept.born_on, self.former.born_on
            return _("days of birth differ") if one and other and one != other else ""
        if self.kept.search != self.former.search:
            return _("one card has no patronymic")
        return _("the year of birth is not known")


@dataclass(frozen=True)
class Comparison:
    """Two cards side by side, what has to be chosen, and what moves."""

    kept: Person
    former: Person
    obstacles: Sequence[Text]
    differences: Sequence[Difference]
    moves: Sequence[Fact]


def namesakes_of(membership: Membership) -> list[Namesakes]:
    """All cards of the organization that may be doubles, the sure ones first."""
    people = _light(Person.objects.visible_to(membership).kept())
    found = _without_known_strangers(_alike(people), membership)
    return sorted(found, key=lambda pair: (not pair.is_sure, pair.kept.sort_name, pair.kept.pk))


def doubles_of(person: Person, membership: Membership) -> list[Person]:
    """Other cards that may belong to this person, for the card."""
    same = Person.objects.visible_to(membership).kept()
    same = same.filter(last_name__iexact=person.last_name, first_name__iexact=person.first_name)
    found = list(_light(same))
    if len(found) < 2:  # noqa: PLR2004 -- nobody but the person
        return []
    mine = [
        pair
        for pair in _without_known_strangers(_alike(found), membership)
        if person.pk in (pair.kept.pk, pair.former.pk)
    ]
    return [pair.former if pair.kept.pk == person.pk else pair.kept for pair in mine]


def called(person: Person, text: str, membership: Membership) -> list[Person]:
    """Other cards that hold these parts of a name: a married name is no double by itself."""
    words = search_key(text).split()
    if not words:
        return []
    found = Person.objects.visible_to(membership).kept().exclude(pk=person.pk)
    for word in words:
        found = found.filter(search__contains=word)
    return list(found.order_by("sort_name", "pk")[:MOST_FOUND])


def compared(kept: Person, former: Person) -> Comparison:
    """Put two cards side by side."""
    return Comparison(
        kept=kept,
        former=former,
        obstacles=obstacles(kept, former),
        differences=differences(kept, former),
        moves=[
            Fact(capfirst(str(model._meta.verbose_name)), count)
            for model, count in what_hangs_on(former)
            if model is not DifferentPeople
        ],
    )


def successor_of(number: int, membership: Membership) -> int | None:
    """The card in which a former card lives on, if one may see it."""
    became = CardMerge.objects.visible_to(membership).filter(former=number)
    return became.values_list("kept", flat=True).first()


def _light(people: PersonQuerySet) -> Iterable[Person]:
    return people.order_by("pk").only(
        *("organization", "user", "kind", "last_name", "first_name", "patronymic", "gender"),
        *("birth_year", "born_on", "class_name", "post", "workplace", "phone"),
        *("search", "sort_name"),
    )


def _alike(people: Iterable[Person]) -> Iterator[Namesakes]:
    by_name: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        by_name[search_key(f"{person.last_name} {person.first_name}")].append(person)
    for group in by_name.values():
        for one, other in combinations(group, 2):
            if _may_be_one(one, other):
                yield Namesakes(*_who_stays(one, other))


def _may_be_one(one: Person, other: Person) -> bool:
    same_patronymic = one.search == other.search or not (one.patronymic and other.patronymic)
    years = {one.birth_year, other.birth_year} - {None}
    return same_patronymic and len(years) < 2  # noqa: PLR2004 -- two different years


def _who_stays(one: Person, other: Person) -> tuple[Person, Person]:
    """The card that somebody signs in with stays; otherwise the older one."""
    return (other, one) if other.user_id and not one.user_id else (one, other)


def _without_known_strangers(pairs: Iterable[Namesakes], membership: Membership) -> list[Namesakes]:
    """Leave out those whom somebody has told apart, and a child with its representative."""
    found = list(pairs)
    if not found:
        return []
    numbers = {person.pk for pair in found for person in (pair.kept, pair.former)}
    apart = {
        frozenset(two)
        for two in [
            *DifferentPeople.objects.filter(first__in=numbers).values_list("first", "second"),
            *Guardian.objects.filter(
                Q(child__in=numbers), guardian__organization=membership.organization_id
            ).values_list("child", "guardian"),
        ]
    }
    return [pair for pair in found if frozenset((pair.kept.pk, pair.former.pk)) not in apart]
