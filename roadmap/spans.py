"""When activities fall: the stretches of days of a school year, each with what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from roadmap.dates import steps_of
from roadmap.models import Activity
from roadmap.states import ActivityState


@dataclass(frozen=True)
class Span:
    """One stretch of days of an activity; one that comes back has several, by their place."""

    activity: Activity
    place: int
    start: date
    end: date
    state: str

    @property
    def is_done(self) -> bool:
        """Tell whether it was done for these days."""
        return self.state == ActivityState.DONE

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be done."""
        return self.state == ActivityState.PLANNED

    def is_overdue(self, today: date) -> bool:
        """Tell whether its last day has passed and it is not done."""
        return self.is_open and self.end < today


def spans_of(activity: Activity) -> list[Span]:
    """The stretches of one activity; nothing where it has no day."""
    if activity.due_on is None:
        return []
    here = Span(activity, 0, activity.starts_on or activity.due_on, activity.due_on, activity.state)
    windows = steps_of(
        activity.deadline,
        year=activity.roadmap.programme.year,
        shift=activity.roadmap.day_shift,
    )
    ends = [window.end for window in windows]
    if activity.due_on not in ends:
        # Its days were set by hand, or it does not come back.
        return [here]
    present = ends.index(activity.due_on)
    return [
        Span(
            activity,
            place,
            window.start or window.end,
            window.end,
            _state(activity, place, present),
        )
        for place, window in enumerate(windows)
    ]


def all_spans(activities: Iterable[Activity]) -> list[Span]:
    """The stretches of many activities, in the order of their last days."""
    found = [span for activity in activities for span in spans_of(activity)]
    return sorted(found, key=lambda span: (span.end, span.start, span.activity.pk, span.place))


def _state(activity: Activity, place: int, present: int) -> str:
    """Steps before the present one were done; those after it wait, unless all is settled."""
    if place < present:
        return ActivityState.DONE
    return activity.state
