"""What becomes of the activities that are not done when the next year is opened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roadmap.actions.years import REASON_LIMIT, Decision
from roadmap.models import Activity
from roadmap.states import Leftover


@dataclass(frozen=True)
class LeftoverRow:
    """One unfinished activity with what was answered so far."""

    activity: Activity
    chosen: str
    reason: str
    error: str

    @property
    def key(self) -> str:
        """How its fields are called."""
        return f"a{self.activity.pk}"


class DecideLeftovers:
    """A decision for every unfinished activity; without one it is taken over."""

    def __init__(self, activities: Iterable[Activity], sent: Mapping[str, str]) -> None:
        self.rows: list[LeftoverRow] = []
        self.decisions: dict[int, Decision] = {}
        for activity in activities:
            self.rows.append(self._read(activity, sent))

    @property
    def has_errors(self) -> bool:
        """Tell whether a decision lacks its reason."""
        return any(row.error for row in self.rows)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What can be decided."""
        return [(each.value, str(each.label)) for each in Leftover]

    def _read(self, activity: Activity, sent: Mapping[str, str]) -> LeftoverRow:
        said = sent.get(f"a{activity.pk}-leftover", "")
        chosen = Leftover(said) if said in Leftover.values else Leftover.TAKE
        reason = sent.get(f"a{activity.pk}-reason", "").replace("\x00", "").strip()[:REASON_LIMIT]
        error = _("Write why it is not needed.") if chosen == Leftover.DROP and not reason else ""
        self.decisions[activity.pk] = Decision(chosen, reason)
        return LeftoverRow(activity, chosen, reason, error)
