"""«Проверка дорожной карты»: what the linter says of a roadmap, and what was decided about it."""

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse

from accounts.models import Organization
from accounts.states import OrganizationKind
from kernel.calendar_days import calendar_changes
from kernel.pieces import Text
from roadmap.check_data import method_in_force
from roadmap.facts import EMPLOYEES, responsible_words
from roadmap.linting import (
    BY_CODE,
    PLAN_KEY,
    Finding,
    Part,
    Place,
    Plan,
    Quote,
    Rewrite,
    Rule,
    Weight,
    lint,
)
from roadmap.linting.content import plan_of_content
from roadmap.linting.words import TONES, WEIGHTS
from roadmap.models import Activity, Draft, FindingDecision, Roadmap
from roadmap.states import DayShift, FindingAnswer
from roadmap.wording import Wording, pk_of, row_key, rows_of, wording_of

PLACES: dict[str, Place] = {
    OrganizationKind.SCHOOL: Place.SCHOOL,
    OrganizationKind.SUPPLEMENTARY: Place.SCHOOL,
    OrganizationKind.COLLEGE: Place.COLLEGE,
    OrganizationKind.KINDERGARTEN: Place.TEACHERS,
    OrganizationKind.MUNICIPALITY: Place.AUTHORITY,
    OrganizationKind.REGION: Place.AUTHORITY,
}


Address = Callable[[Quote], str]


def in_roadmap(quote: Quote) -> str:
    """The page of the activity or stage; nothing for words of the plan as a whole."""
    pk = pk_of(quote.key)
    if pk is None:
        return ""
    return reverse("activity" if quote.key.startswith("a") else "stage", args=[pk])


def in_preview(quote: Quote) -> str:
    """The field of the form in which the words stand."""
    if quote.key == PLAN_KEY:
        return ""
    return f"#id_{quote.key}-{quote.part}" if quote.line else f"#id_{quote.key}"


@dataclass(frozen=True)
class FindingRow:
    """One finding on the page."""

    finding: Finding
    left: FindingDecision | None = None
    address: Address = in_roadmap

    @property
    def quotes(self) -> list["QuoteLine"]:
        """The quoted lines with their addresses."""
        return [QuoteLine(quote, self.address(quote)) for quote in self.finding.quotes]

    @property
    def can_be_mended(self) -> bool:
        """Tell whether one press is enough."""
        return bool(self.finding.changes) and not self.asks_day

    @property
    def asks_day(self) -> bool:
        """Tell whether a day is asked for: the one on which the paper was approved."""
        return self.finding.quotes[0].part is Part.APPROVAL

    @property
    def likely_day(self) -> str:
        """The day that the plan itself makes likely."""
        days = [each.text for each in self.finding.changes if isinstance(each, Rewrite)]
        return days[0] if self.asks_day and days else ""


@dataclass(frozen=True)
class QuoteLine:
    """Quoted words with the way to where they stand."""

    quote: Quote
    url: str

    @property
    def is_whole_line(self) -> bool:
        """Tell whether the quoted words are the line itself and not one of its cells."""
        return not self.quote.line or self.quote.line == self.quote.text


@dataclass(frozen=True)
class MendedRow:
    """What was corrected here, with the name of its rule while there is such a rule."""

    decision: FindingDecision

    @property
    def title(self) -> Text:
        """What was wrong."""
        rule = BY_CODE.get(self.decision.code)
        return rule.title if rule else ""


@dataclass(frozen=True)
class RuleGroup:
    """Everything that one rule has found."""

    rule: Rule
    rows: list[FindingRow]


@dataclass(frozen=True)
class WeightGroup:
    """Everything of one weight."""

    weight: Weight
    rules: list[RuleGroup]

    @property
    def title(self) -> Text:
        """What the weight means."""
        return WEIGHTS[self.weight]

    @property
    def tone(self) -> str:
        """How it feels."""
        return TONES[self.weight]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(len(group.rows) for group in self.rules)


@dataclass(frozen=True)
class Check:
    """What is found in a plan now, what was left as it is, what was mended here."""

    rows: list[FindingRow]
    mended: list[MendedRow] = field(default_factory=list)

    @property
    def open(self) -> list[FindingRow]:
        """The findings that nobody has decided about."""
        return [row for row in self.rows if row.left is None]

    @property
    def left(self) -> list[FindingRow]:
        """The findings that stay as they are, each with its reason."""
        return [row for row in self.rows if row.left is not None]

    @property
    def groups(self) -> list[WeightGroup]:
        """The open findings by weight and rule, heaviest first."""
        return [
            WeightGroup(weight, _by_rule(rows))
            for weight, rows in groupby(self.open, key=lambda row: row.finding.weight)
        ]

    @property
    def serious_count(self) -> int:
        """How many should be corrected before the plan is approved."""
        return sum(row.finding.weight is Weight.SERIOUS for row in self.open)


def _by_rule(rows: Iterable[FindingRow]) -> list[RuleGroup]:
    return [
        RuleGroup(BY_CODE[code], list(found))
        for code, found in groupby(rows, key=lambda row: row.finding.code)
    ]


def check_of(roadmap: Roadmap, *, today: date) -> Check:
    """Check a roadmap and collect what was decided: the same few queries for any roadmap."""
    decisions = list(
        FindingDecision.objects.filter(roadmap=roadmap)
        .select_related("decided_by")
        .order_by("-decided_at", "-pk")
    )
    left = {each.mark: each for each in decisions if each.answer == FindingAnswer.LEFT}
    found = findings_of(roadmap, wording_of(roadmap), today=today)
    return Check(
        rows=[FindingRow(finding, left.get(finding.mark)) for finding in found],
        mended=[MendedRow(each) for each in decisions if each.answer == FindingAnswer.MENDED],
    )


def check_of_draft(draft: Draft) -> Check:
    """Check a roadmap before it is made."""
    return Check([FindingRow(finding, address=in_preview) for finding in findings_of_draft(draft)])


def findings_of_draft(draft: Draft) -> list[Finding]:
    """What the linter says of the preview as it stands."""
    if not draft.is_read:
        return []
    plan = plan_of_content(draft.content, year=draft.year, **known_of(draft.organization))
    return lint(
        plan,
        today=draft.school_year.starts_on,
        changes=calendar_changes(),
        method=method_in_force(),
        template=followed(draft),
    )


def findings_of(roadmap: Roadmap, wording: Wording, *, today: date) -> list[Finding]:
    """What the linter says of a wording of a roadmap."""
    return lint(
        plan_of(roadmap, wording),
        today=today,
        changes=calendar_changes(),
        method=method_in_force(),
        template=followed(roadmap),
    )


def followed(plan: Roadmap | Draft) -> Mapping[str, Any]:
    """The template of those above that a plan follows."""
    version = plan.template_version
    return version.content if version else {}


def plan_of(roadmap: Roadmap, wording: Wording) -> Plan:
    """See a roadmap as the linter does: its words, and the people who were put in charge."""
    said = deepcopy(wording)
    _add_people(roadmap, said)
    return plan_of_content(
        said,
        year=roadmap.programme.year,
        **known_of(roadmap.programme.organization),
        shifts_days=roadmap.day_shift != DayShift.KEEP,
    )


def known_of(organization: Organization) -> dict[str, Any]:
    """What the words of a plan do not have to say."""
    return {"organization": organization.full_name, "place": PLACES[organization.kind]}


def _add_people(roadmap: Roadmap, wording: Wording) -> None:
    """Name the employees in charge where they were chosen; an empty cell then says who it is."""
    activities = Activity.objects.filter(stage__roadmap=roadmap)
    chosen = {
        row_key(activity): activity for activity in activities.prefetch_related("responsible__user")
    }
    for _stage, row in rows_of(wording):
        activity = chosen.get(row["key"])
        if activity is not None:
            people = [each for each in activity.responsible.all() if each.role in EMPLOYEES]
            row["people"] = sorted(each.user.name.short for each in people)
            row["responsible"] = row["responsible"] or responsible_words(activity)
