"""Activities as tables show them: their people, measured proofs, words for lateness."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership
from kernel.calendar import days_left
from kernel.pieces import Tone
from kernel.russian import day_words
from roadmap import proofs
from roadmap.dates import days_words
from roadmap.facts import helping_words, responsible_words
from roadmap.models import Activity, Roadmap, Stage
from roadmap.people import StandIns
from roadmap.proofs import Progress
from roadmap.states import SETTLED, ActivityState

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Row:
    """An activity as a table shows it."""

    activity: Activity
    today: date
    progress: Progress | None = None
    is_inside: bool = True
    stand_ins: StandIns | None = None

    @cached_property
    def in_charge(self) -> list[Membership]:
        """The people in charge; fetched with the rows, and asked for several times."""
        return list(self.activity.responsible.all())

    @property
    def is_overdue(self) -> bool:
        """Tell whether its day has passed."""
        return self.activity.roadmap.is_in_force and self.activity.is_overdue(self.today)

    @property
    def is_soon(self) -> bool:
        """Tell whether its day comes within a week."""
        due_on = self.activity.due_on
        ahead = due_on is not None and self.today <= due_on <= self.today + SOON
        return ahead and self.activity.is_planned

    @property
    def word(self) -> str | Promise:
        """The state in a word; lateness is derived, never stored."""
        if self.is_overdue:
            return gettext_lazy("overdue")
        if self.is_soon and self.activity.roadmap.is_in_force:
            return gettext_lazy("due soon")
        return ActivityState(self.activity.state).label

    @property
    def tone(self) -> str:
        """How the word feels."""
        if self.is_overdue:
            return Tone.BAD
        if self.activity.state == ActivityState.DONE:
            return Tone.GOOD
        return Tone.WARN if self.is_soon and self.activity.roadmap.is_in_force else Tone.IDLE

    @property
    def icon(self) -> str:
        """The sign beside the word."""
        return "minus" if self.activity.state == ActivityState.NOT_NEEDED else ""

    @property
    def days(self) -> str:
        """The days of this year in words."""
        return days_words(self.activity.starts_on, self.activity.due_on)

    @property
    def left(self) -> str:
        """How far the day is, while it matters."""
        due_on = self.activity.due_on
        return days_left(due_on, self.today) if due_on and (self.is_overdue or self.is_soon) else ""

    @property
    def responsible(self) -> str:
        """The responsible people, or the words as written."""
        return responsible_words(self.activity, names_all=self.is_inside)

    @property
    def helping(self) -> str:
        """The people and bodies that help."""
        return helping_words(self.activity, names_all=self.is_inside)

    def concerns(self, user_id: int) -> bool:
        """Tell whether somebody is in charge, helps, or stands in."""
        standing_in = self.stand_ins.all_instead_of(self.in_charge) if self.stand_ins else []
        people = (*self.in_charge, *standing_in, *self.activity.helpers.all())
        return any(person.user_id == user_id for person in people)

    @property
    def absences(self) -> list[str]:
        """Who in charge is away, and who stands in; told within the organization only."""
        if self.stand_ins is None or not self.is_inside:
            return []
        return [
            _("%(name)s is away until %(day)s, %(deputy)s stands in")
            % {
                "name": leave.person.user.name.short,
                "day": day_words(leave.until_on),
                "deputy": leave.deputy.user.name.short,
            }
            for leave in self.stand_ins.away(self.in_charge)
        ]

    @property
    def closes_words(self) -> str:
        """What the system will do by itself with what the facts say, while it is open."""
        proof = proofs.known(self.activity.proof_code)
        if proof is None or not self.activity.is_planned:
            return ""
        if not self.activity.closes_itself:
            return _("A person has undone its closing: it does not close itself any more.")
        if not proof.grows:
            return _("It closes itself as soon as the facts prove it.")
        if self.activity.due_on is None:
            return _("It does not close itself: it has no deadline.")
        return _("It closes itself on %(day)s if the facts prove it by then.") % {
            "day": day_words(self.activity.due_on)
        }

    @property
    def is_proved(self) -> bool:
        """Tell whether the facts of the system show that it can be closed."""
        return bool(self.progress and self.progress.is_complete and self.activity.is_planned)


@dataclass(frozen=True)
class StageBlock:
    """A stage with its rows and how far it is."""

    stage: Stage
    rows: list[Row]
    today: date

    @property
    def done_count(self) -> int:
        """How many activities are settled."""
        return sum(row.activity.state in SETTLED for row in self.rows)

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is left to do here: the page may fold it."""
        return bool(self.rows) and self.done_count == len(self.rows)

    @property
    def late_count(self) -> int:
        """How many are overdue."""
        return sum(row.is_overdue for row in self.rows)


def rows_of(
    activities: QuerySet[Activity], roadmap: Roadmap, membership: Membership, *, today: date
) -> list[Row]:
    """Fetch activities of one roadmap in order, with their people and measured proofs."""
    found = list(with_people(activities.in_order().select_related("stage")))  # type: ignore[attr-defined]
    for activity in found:
        activity.stage.roadmap = roadmap
    measured = proofs.shown(
        roadmap.programme, (each.proof_code for each in found if each.proof_code)
    )
    is_inside = membership.organization_id == roadmap.organization_id
    stand_ins = StandIns.on(today, roadmap.organization_id)
    return [
        Row(activity, today, measured.get(activity.proof_code), is_inside, stand_ins)
        for activity in found
    ]


def with_people(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """Bring the people in charge and the helpers along."""
    people = Membership.objects.select_related("user")
    return activities.prefetch_related(
        Prefetch("responsible", queryset=people), Prefetch("helpers", queryset=people)
    )
