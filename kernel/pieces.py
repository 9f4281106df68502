"""The values that components draw: a page collects them, a template only places them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.russian import date_words

Text = str | Promise
Number = int | float


class Tone(models.TextChoices):
    """How a state feels. A tone is never shown without a word and an icon."""

    GOOD = "good", _("good")
    WARN = "warn", _("needs attention")
    BAD = "bad", _("bad")
    CALM = "calm", _("for information")
    IDLE = "idle", _("at rest")
    ACCENT = "accent", _("important")


class StationState(models.TextChoices):
    """Where a station of a road stands."""

    NOT_STARTED = "not_started", pgettext_lazy("stage", "not started")
    UNDER_WAY = "under_way", pgettext_lazy("stage", "under way")
    LATE = "late", pgettext_lazy("stage", "late")
    DONE = "done", pgettext_lazy("stage", "done")


STATION_ICONS = {
    StationState.NOT_STARTED: "circle",
    StationState.UNDER_WAY: "circle-dot",
    StationState.LATE: "circle-alert",
    StationState.DONE: "circle-check",
}


def share(part: Number, whole: Number) -> int:
    """Say how many per cent, from 0 to 100; nothing of nothing is nothing."""
    if whole <= 0:
        return 0
    return max(0, min(100, round(100 * part / whole)))


@dataclass(frozen=True)
class Station:
    """A station of the road: a stage with its real progress."""

    number: int
    title: Text
    state: str
    done: int
    total: int
    next_deadline: date | None = None
    url: str = ""

    @property
    def percent(self) -> int:
        """How full the ring is."""
        return 100 if self.state == StationState.DONE else share(self.done, self.total)

    @property
    def word(self) -> Text:
        """The state as a word."""
        return StationState(self.state).label

    @property
    def icon(self) -> str:
        """The sign beside the word."""
        return STATION_ICONS[StationState(self.state)]


@dataclass(frozen=True)
class Crumb:
    """One step of the way back."""

    label: Text
    url: str = ""


@dataclass(frozen=True)
class Place:
    """A line of the navigation on one page."""

    label: Text
    url: str
    icon: str
    is_current: bool = False
    count: int = 0


@dataclass(frozen=True)
class Tab:
    """One of several pages about the same thing."""

    label: Text
    url: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Step:
    """One step of a deed that takes several pages."""

    label: Text
    state: str = "ahead"

    @property
    def is_current(self) -> bool:
        """Tell whether the person is at this step."""
        return self.state == "current"

    @property
    def is_done(self) -> bool:
        """Tell whether the step is behind."""
        return self.state == "done"


@dataclass(frozen=True)
class Fact:
    """A name and what stands against it; an empty value is shown as a dash."""

    name: Text
    value: object = ""
    url: str = ""

    @property
    def shown(self) -> object:
        """The value, or a dash where there is none."""
        return "—" if self.value is None or str(self.value) == "" else self.value


@dataclass(frozen=True)
class Moment:
    """Something that happened, for a timeline."""

    at: date | datetime
    text: Text
    note: Text = ""
    icon: str = "circle-dot"
    url: str = ""

    @property
    def when(self) -> str:
        """The day in words, with the time where it is known."""
        if isinstance(self.at, datetime):
            return f"{date_words(localtime(self.at).date())}, {localtime(self.at):%H:%M}"
        return date_words(self.at)


@dataclass(frozen=True)
class Task:
    """Something that waits for the person, with the button that does it."""

    text: Text
    url: str
    action: Text
    note: Text = ""
    tone: str = Tone.IDLE
    icon: str = "clock"


@dataclass(frozen=True)
class Obstacle:
    """A reason that stands in the way, with what removes it."""

    text: Text
    url: str = ""
    action: Text = ""


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: a value, perhaps a target and what it was before."""

    label: Text
    value: Number
    target: Number | None = None
    before: Number | None = None
    url: str = ""
    tone: str = Tone.ACCENT
