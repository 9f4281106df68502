"""The burden meter: what the programme asked of each role in a month, and what the system did.

Nobody types anything for it: the journal knows every deed and the role it was done in.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Left, StrIndex
from django.utils.translation import gettext as _

from accounts.models import Membership, Organization
from accounts.states import Role
from kernel.models import JournalEntry
from notices.models import Notice
from reports.burden_form import BurdenForm, Key, Weight, burden_form
from surveys.models import AnswerSheet
from surveys.states import SheetState

MONTHS_BACK = 6


@dataclass(frozen=True)
class Month:
    """A month of the calendar."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def asked(cls, text: str, *, today: date) -> "Month":
        """What an address asks for, «2026-10»; else the month that runs."""
        months = {month.code: month for month in cls.offered(today)}
        return months.get(text, cls.of(today))

    @classmethod
    def offered(cls, today: date) -> "list[Month]":
        """The running month and those before it."""
        months = [cls.of(today)]
        while len(months) < MONTHS_BACK:
            months.append(cls.of(months[-1].starts_on - timedelta(days=1)))
        return months

    @property
    def code(self) -> str:
        """How it stands in an address."""
        return f"{self.year}-{self.number:02}"

    @property
    def starts_on(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def next(self) -> "Month":
        """The month after."""
        return Month.of(self.starts_on + timedelta(days=31))

    def within(self, column: str, zone: str) -> Q:
        """The moments of the month where the organization is."""
        begins, ends = (
            datetime.combine(month.starts_on, time.min, tzinfo=ZoneInfo(zone))
            for month in (self, self.next)
        )
        return Q(**{f"{column}__gte": begins, f"{column}__lt": ends})


@dataclass
class RoleBurden:
    """What one role was asked for: by how many people, how often, how much."""

    label: str
    people: int = 0
    documents: int = 0
    fields: int = 0
    minutes: float = 0
    deeds: dict[str, int] = field(default_factory=dict)

    def add(self, weight: Weight, count: int) -> None:
        """Add a deed that was done so many times."""
        self.documents += weight.documents * count
        self.fields += weight.fields * count
        self.minutes += weight.minutes * count
        self.deeds[weight.caption] = self.deeds.get(weight.caption, 0) + count

    @property
    def minutes_each(self) -> float:
        """Minutes of one person."""
        return self.minutes / self.people if self.people else 0

    @property
    def frequent(self) -> list[tuple[str, int]]:
        """What was done most often."""
        return sorted(self.deeds.items(), key=lambda deed: (-deed[1], deed[0]))[:3]


@dataclass(frozen=True)
class Made:
    """Something the system did instead of people."""

    caption: str
    count: int
    minutes: float


@dataclass(frozen=True)
class Burden:
    """The whole meter for one organization, or for all below an authority."""

    month: Month
    roles: Sequence[RoleBurden]
    made: Sequence[Made]
    source: str

    @property
    def minutes_asked(self) -> float:
        """What people spent."""
        return sum(role.minutes for role in self.roles)

    @property
    def minutes_saved(self) -> float:
        """What they would have spent besides."""
        return sum(made.minutes for made in self.made)


def burden_of(membership: Membership, month: Month) -> Burden:
    """Count the month of one's own organization and of those below. Five queries, whatever year."""
    organizations = Organization.objects.visible_to(membership)
    zone = membership.organization.time_zone
    form = burden_form()
    lines = JournalEntry.objects.filter(
        month.within("written_at", zone), tenant_id__in=organizations.values("pk")
    )
    counts = _deeds(lines, {*form.asked, *form.made})
    sheets = AnswerSheet.objects.filter(
        month.within("submitted_at", zone),
        state=SheetState.SUBMITTED,
        invitation__campaign__programme__organization__in=organizations,
    )
    told = Notice.objects.filter(month.within("due_at", zone), organization__in=organizations)
    roles = _roles(counts, _people(lines, form), form)
    roles += _respondents(sheets, form)
    made = [*_made(counts, form), *_told(told, form)]
    return Burden(
        month,
        sorted((role for role in roles if role.deeds), key=lambda role: -role.minutes),
        sorted((line for line in made if line.count), key=lambda line: -line.minutes),
        form.source,
    )


def _deeds(lines: QuerySet[JournalEntry], wanted: Iterable[Key]) -> dict[tuple[Key, str], int]:
    """Count deeds by kind of record, verb and role."""
    kind = Left("subject", StrIndex("subject", Value(":")) - 1)
    found = (
        lines.filter(verb__in={verb for _kind, verb in wanted}, subject__contains=":")
        .annotate(kind=kind)
        .values_list("kind", "verb", "role")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return {((kind, verb), role): count for kind, verb, role, count in found}


def _people(lines: QuerySet[JournalEntry], form: BurdenForm) -> dict[str, int]:
    """How many people acted in each role."""
    verbs = {verb for _kind, verb in form.asked}
    found = lines.filter(verb__in=verbs).exclude(role="").values_list("role")
    return dict(found.annotate(people=Count("by", distinct=True)).order_by())


def _roles(
    counts: Mapping[tuple[Key, str], int], people: Mapping[str, int], form: BurdenForm
) -> list[RoleBurden]:
    roles: dict[str, RoleBurden] = {}
    for (key, role), count in counts.items():
        if role and key in form.asked:
            label = str(Role(role).label)
            burden = roles.setdefault(role, RoleBurden(label, people.get(role, 0)))
            burden.add(form.asked[key], count)
    return list(roles.values())


def _respondents(sheets: QuerySet[AnswerSheet], form: BurdenForm) -> list[RoleBurden]:
    """Those who filled questionnaires: the journal does not follow their answers."""
    found = (
        sheets.values_list("invitation__campaign__questionnaire__title")
        .annotate(
            people=Count("invitation__person", distinct=True),
            filled=Count("pk", distinct=True),
            answered=Count("answers"),
        )
        .order_by()
    )
    everybody = RoleBurden(_("those who answer questionnaires"))
    totals: dict[str, int] = defaultdict(int)
    for title, people, filled, answered in found:
        everybody.people = max(everybody.people, people)
        everybody.fields += answered
        everybody.minutes += answered * form.question_minutes
        totals[title] += filled
    everybody.deeds = dict(totals)
    return [everybody]


def _made(counts: Mapping[tuple[Key, str], int], form: BurdenForm) -> Iterator[Made]:
    totals: dict[Key, int] = defaultdict(int)
    for (key, role), count in counts.items():
        weight = form.made.get(key)
        if weight and not (weight.by_itself and role):
            totals[key] += count
    for key, weight in form.made.items():
        yield Made(weight.caption, totals[key], totals[key] * weight.minutes)


def _told(notices: QuerySet[Notice], form: BurdenForm) -> Iterator[Made]:
    count = notices.count()
    yield Made(form.notice_caption, count, count * form.notice_minutes)
