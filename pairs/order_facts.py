"""What an order of pairs says: frozen facts, and their collection from the records.

`collect` is the only part that reads the database. The facts are stored when the order is
signed, and `documents.pair_order` draws the paper from them, now and years later.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from accounts.models import Membership, Organization
from accounts.states import OrganizationKind
from kernel.documents.templates import Wording, wording
from kernel.russian import Case, Declined, Gender, Lookup, PersonName, declined, declined_post
from kernel.russian.confirmed import confirmed_forms
from kernel.russian.names import gender_of
from pairs.models import Pair, PairOrder
from participants.models import Person
from participants.states import LEARNERS

KIND = "pairs.order"
SHIPPED = Path(__file__).parent / "data" / "pair_order.txt"
ADULT = 18
PLACEHOLDERS = (
    "учебный год",
    "ПРИКАЗЫВАЮ",
    "настоящий приказ",
    "настоящего приказа",
    "настоящему приказу",
    "настоящим приказом",
    "организация",
    "срок",
    "наставники",
    "куратор",
    "контроль",
)
# A learner in the accusative: «назначить наставником обучающуюся 9А класса».
_LEARNER: Mapping[str, str] = {
    Gender.MALE: "обучающегося",
    Gender.FEMALE: "обучающуюся",
    "": "обучающегося (обучающуюся)",
}


@dataclass(frozen=True)
class MentorLine:
    """A mentor in the text of the order: once, with the lines of the annex that are theirs."""

    name: str
    accusative: Declined
    place: Declined
    is_child: bool
    lines: tuple[int, ...]


@dataclass(frozen=True)
class PairLine:
    """A line of the annex."""

    pair: int
    mentor: str
    mentor_place: str
    mentee: str
    mentee_place: str
    form: str


@dataclass(frozen=True)
class PairOrderFacts:
    """Everything the order says."""

    number: str
    word: str
    on: date | None
    organization: str
    short_name: str
    founder: str
    lines: tuple[str, ...]
    place: str
    school_year: str
    wording: str
    until_on: date
    curator: str
    curator_dative: Declined
    curator_post: Declined
    control_accusative: Declined | None
    control_post: Declined | None
    signer_post: str
    signer: str
    mentors: tuple[MentorLine, ...]
    pairs: tuple[PairLine, ...]


@dataclass(frozen=True)
class NeededForm:
    """A form that the order needs: of which text, in which case, and whether it is confirmed."""

    text: str
    gender: str
    case: str
    form: str
    confirmed: bool
    is_post: bool


def collect(order: PairOrder, *, on: date | None = None) -> PairOrderFacts:
    """Collect the facts of an order as it stands. The number is given when it is issued."""
    organization = order.programme.organization
    pairs = pairs_of(order)
    lookup = _lookup(order, pairs)
    curator, control = order.curator, order.control
    return PairOrderFacts(
        number="",
        word=order.word,
        on=on,
        organization=organization.full_name,
        short_name=organization.short_name,
        founder=_founder(organization),
        lines=_lines(organization),
        place=organization.place,
        school_year=order.programme.school_year.label,
        wording=wording_of(organization).body,
        until_on=order.until_on,
        curator=curator.user.name.full,
        curator_dative=declined(curator.user.name, Case.DATIVE, lookup=lookup),
        curator_post=declined_post(curator.post, Case.DATIVE, lookup=lookup),
        control_accusative=(
            declined(control.user.name, Case.ACCUSATIVE, lookup=lookup) if control else None
        ),
        control_post=(
            declined_post(control.post, Case.ACCUSATIVE, lookup=lookup) if control else None
        ),
        signer_post=(organization.head_post or "директор").capitalize(),
        signer=organization.head_name.initials_first,
        mentors=tuple(_mentor_lines(pairs, lookup, on)),
        pairs=tuple(_pair_line(pair) for pair in pairs),
    )


def pairs_of(order: PairOrder) -> list[Pair]:
    """The pairs of an order in the order of the annex: by mentor, then by mentee."""
    return list(
        order.pairs.with_people().order_by(
            "mentor__sort_name", "mentor_id", "mentee__sort_name", "pk"
        )
    )


def wording_of(organization: Organization) -> Wording:
    """The words of the order: the school's own, else those above it, else the shipped ones."""
    return wording(KIND, tenant_ids=chain_of(organization), shipped=SHIPPED)


def chain_of(organization: Organization) -> tuple[int, ...]:
    """The organization and those above it, nearest first."""
    chain: list[int] = []
    here: Organization | None = organization
    while here is not None:
        chain.append(here.pk)
        here = here.parent
    return tuple(chain)


def needed_forms(order: PairOrder) -> list[NeededForm]:
    """Every form the order needs, each once, for the page where a person confirms them."""
    pairs = pairs_of(order)
    lookup = _lookup(order, pairs)
    return [
        NeededForm(
            text=name.full if isinstance(name, PersonName) else name,
            gender=gender_of(name) if isinstance(name, PersonName) else "",
            case=case,
            form=form.text,
            confirmed=form.confirmed,
            is_post=isinstance(name, str),
        )
        for name, case in _needed(order, pairs)
        for form in (
            declined(name, case, lookup=lookup)
            if isinstance(name, PersonName)
            else declined_post(name, case, lookup=lookup),
        )
    ]


def unconfirmed(facts: PairOrderFacts) -> list[str]:
    """The forms that nobody has confirmed: an order with such forms is not sent for signature."""
    return [form.text for form in _declined(facts) if not form.confirmed]


def _declined(value: object) -> Iterator[Declined]:
    if isinstance(value, Declined):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _declined(part)
    elif isinstance(value, PairOrderFacts | MentorLine):
        for field in fields(value):
            yield from _declined(getattr(value, field.name))


def _needed(order: PairOrder, pairs: Iterable[Pair]) -> list[tuple[PersonName | str, Case]]:
    needed: list[tuple[PersonName | str, Case]] = []
    asked: list[tuple[Membership | None, Case]] = [
        (order.curator, Case.DATIVE),
        (order.control, Case.ACCUSATIVE),
    ]
    for membership, case in asked:
        if membership is not None:
            needed += [(membership.user.name, case), (membership.post, case)]
    for pair in pairs:
        needed += [(pair.mentor.name, Case.ACCUSATIVE), (_post(pair.mentor), Case.ACCUSATIVE)]
    return [one for one in dict.fromkeys(needed) if one[0]]


def _lookup(order: PairOrder, pairs: Iterable[Pair]) -> Lookup:
    texts = {str(name) for name, _case in _needed(order, pairs)}
    return confirmed_forms(order.programme.organization_id, texts)


def _founder(organization: Organization) -> str:
    parent = organization.parent
    is_founder = parent is not None and parent.kind == OrganizationKind.MUNICIPALITY
    return parent.full_name if parent is not None and is_founder else ""


def _lines(organization: Organization) -> tuple[str, ...]:
    contacts = [organization.phone and f"тел. {organization.phone}", organization.email]
    codes = [
        organization.ogrn and f"ОГРН {organization.ogrn}",
        organization.inn and f"ИНН {organization.inn}",
    ]
    lines = [organization.address, *(", ".join(filter(None, part)) for part in (contacts, codes))]
    return tuple(line for line in lines if line)


def _post(person: Person) -> str:
    return "" if person.kind in LEARNERS else person.post


def _mentor_lines(pairs: list[Pair], lookup: Lookup, on: date | None) -> Iterator[MentorLine]:
    lines: dict[Person, list[int]] = {}
    for number, pair in enumerate(pairs, start=1):
        lines.setdefault(pair.mentor, []).append(number)
    for mentor, numbers in lines.items():
        yield MentorLine(
            name=mentor.name.full,
            accusative=declined(mentor.name, Case.ACCUSATIVE, lookup=lookup),
            place=_place(mentor, lookup),
            is_child=_is_child(mentor, on),
            lines=tuple(numbers),
        )


def _place(mentor: Person, lookup: Lookup) -> Declined:
    if mentor.kind in LEARNERS:
        word = _LEARNER[gender_of(mentor.name)]
        group = f" {mentor.class_name} класса" if mentor.class_name else ""
        return Declined(f"{word}{group}", confirmed=True)
    if mentor.post:
        return declined_post(mentor.post, Case.ACCUSATIVE, lookup=lookup)
    return Declined(mentor.workplace, confirmed=True)


def _is_child(person: Person, on: date | None) -> bool:
    """Whether the name is kept off the site: every learner, and whoever is under eighteen."""
    age = person.age(on) if on else None
    return person.kind in LEARNERS or (age is not None and age < ADULT)


def _pair_line(pair: Pair) -> PairLine:
    return PairLine(
        pair=pair.pk,
        mentor=pair.mentor.name.full,
        mentor_place=_place_words(pair.mentor),
        mentee=pair.mentee.name.full,
        mentee_place=_place_words(pair.mentee),
        form=pair.form.name,
    )


def _place_words(person: Person) -> str:
    if person.kind in LEARNERS and person.class_name:
        return f"{person.class_name} класс"
    return person.place_text
