"""What a deadline phrase means in one school year: the days that stand beside it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel.calendar import SchoolYear, is_working_day, next_working_day, previous_working_day
from kernel.calendar_days import calendar_changes
from kernel.pieces import Tone
from kernel.russian import date_words, period_words
from roadmap.deadlines import Deadline, Kind, Window, parse
from roadmap.states import DayShift

# More often than this an activity is one long stretch, not a row of days to tick.
MOST_STEPS = 12
SEVERAL = 2
# The last day of a longer stretch is the end of a season, not a day on which people meet.
LONGEST_STRETCH = 45
ONE_DAY = timedelta(days=1)
MOST_LISTED = 4

_YEAR = re.compile(r"\b20\d\d\b")
_DAY = re.compile(r"\b(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?\b", re.ASCII)
_LEAP = 2028


@dataclass(frozen=True)
class Reading:
    """One deadline cell as it is understood for one school year.

    `windows` are the days to keep; `written` those that the cell names, where a day off was moved.
    """

    text: str
    deadline: Deadline
    windows: tuple[Window, ...]
    written: tuple[Window, ...] = ()

    @property
    def is_on_day_off(self) -> bool:
        """Tell whether a day that is named, or kept, is one on which nobody works."""
        changes = calendar_changes()
        return any(
            not is_working_day(window.end, changes)
            for window in self.written
            if _names_its_end(window)
        )

    @property
    def is_moved(self) -> bool:
        """Tell whether a day off was moved to a working day."""
        return self.windows != self.written

    @property
    def is_understood(self) -> bool:
        """Tell whether the phrase has become days or at least a known kind without a remainder."""
        return self.deadline.kind is not Kind.UNPARSEABLE and not self.deadline.left_over

    @property
    def canonical(self) -> str:
        """The phrase as the language would write it."""
        return str(self.deadline)

    @property
    def is_dated(self) -> bool:
        """Tell whether it falls on days of this school year."""
        return bool(self.windows)

    @property
    def is_stepped(self) -> bool:
        """Tell whether it comes back within the year and is ticked each time."""
        return SEVERAL <= len(self.windows) <= MOST_STEPS

    @property
    def word(self) -> Promise:
        """The mark beside the cell."""
        if not self.text.strip():
            return _("no deadline")
        if not self.is_understood:
            return _("not understood: stays as text")
        if self.is_dated:
            return _("understood")
        return _("another year") if self.is_of_another_year else _("needs a date")

    @property
    def tone(self) -> str:
        """How the mark feels."""
        return Tone.GOOD if self.is_understood and self.is_dated else Tone.WARN

    @property
    def is_of_another_year(self) -> bool:
        """Tell whether the phrase names days, but none of this school year."""
        named = {Kind.DATE, Kind.RANGE, Kind.DEADLINE, Kind.MONTH}
        return not self.windows and self.deadline.kind in named

    @property
    def leftovers(self) -> str:
        """What was not understood, quoted."""
        return "; ".join(f"«{left.text}»" for left in self.deadline.left_over)

    @property
    def impossible(self) -> str:
        """A day that is written here and is in no calendar, such as 31.02."""
        for found in _DAY.finditer(self.text):
            try:
                date(int(found[3] or _LEAP), int(found[2]), int(found[1]))
            except ValueError:
                return found.group()
        return ""

    @property
    def days(self) -> str:
        """The days in words; many of them are summed up."""
        if self.is_stepped and len(self.windows) > MOST_LISTED:
            return _("%(count)d times, first %(days)s") % {
                "count": len(self.windows),
                "days": days_words(*self.windows[0]),
            }
        if self.is_stepped:
            return "; ".join(days_words(*window) for window in self.windows)
        return days_words(*self.envelope)

    @property
    def envelope(self) -> tuple[date | None, date | None]:
        """The first and the last day of all windows."""
        if not self.windows:
            return None, None
        starts = [window.start for window in self.windows]
        first = None if None in starts else min(start for start in starts if start)
        return first, max(window.end for window in self.windows)

    def days_from(self, today: date) -> tuple[date | None, date | None]:
        """Where the activity stands: the next window that is not over, else the last one."""
        if not self.is_stepped:
            return self.envelope
        ahead = [window for window in self.windows if window.end >= today]
        window = ahead[0] if ahead else self.windows[-1]
        return window.start, window.end


def read_deadline(text: str, *, year: int, shift: str = DayShift.KEEP) -> Reading:
    """Read one cell for one school year. Never fails: what is not understood says so."""
    said = " ".join(text.split())
    deadline = parse(said, school_year=year)
    written = tuple(deadline.occurrences(year))
    return Reading(text, deadline, shifted(written, shift), written)


def shifted(windows: Iterable[Window], shift: str) -> tuple[Window, ...]:
    """Move the ends that fall on days off as the roadmap has it; a single day moves as a whole."""
    if shift == DayShift.KEEP:
        return tuple(windows)
    changes = calendar_changes()
    move = previous_working_day if shift == DayShift.BEFORE else next_working_day
    return tuple(_moved(window, move(window.end, changes)) for window in windows)


def _names_its_end(window: Window) -> bool:
    """Tell whether the last day was meant as a day, and is not just the end of a month."""
    if window.start is None or window.start == window.end:
        return True
    whole_months = window.start.day == 1 and (window.end + ONE_DAY).day == 1
    return not whole_months and (window.end - window.start).days <= LONGEST_STRETCH


def _moved(window: Window, end: date) -> Window:
    is_one_day = window.start == window.end
    before_its_start = window.start is not None and end < window.start
    return Window(end if is_one_day or before_its_start else window.start, end)


def kept_days(text: str, *, year: int, shift: str, today: date) -> dict[str, Any]:
    """What an activity keeps of its deadline besides the words: how it is understood, its days."""
    reading = read_deadline(text, year=year, shift=shift)
    starts_on, due_on = reading.days_from(today)
    return {
        "deadline": reading.deadline.to_dict(),
        "is_understood": reading.is_understood,
        "starts_on": starts_on,
        "due_on": due_on,
    }


def next_window(
    stored: Mapping[str, Any], *, year: int, after: date | None, shift: str = DayShift.KEEP
) -> Window | None:
    """Find the next days of an activity that comes back within the year."""
    if after is None:
        return None
    return next(
        (window for window in steps_of(stored, year=year, shift=shift) if window.end > after), None
    )


def previous_window(
    stored: Mapping[str, Any], *, year: int, before: date | None, shift: str = DayShift.KEEP
) -> Window | None:
    """Find the days before those at which an activity that comes back stands."""
    if before is None:
        return None
    earlier = [step for step in steps_of(stored, year=year, shift=shift) if step.end < before]
    return earlier[-1] if earlier else None


def steps_of(
    stored: Mapping[str, Any], *, year: int, shift: str = DayShift.KEEP
) -> tuple[Window, ...]:
    """The days on which an activity is ticked again and again; none when it is done once."""
    if not stored:
        return ()
    windows = shifted(Deadline.from_dict(stored).occurrences(year), shift)
    return windows if SEVERAL <= len(windows) <= MOST_STEPS else ()


def moved_to(text: str, *, year: int) -> str:
    """Write the phrase of an earlier plan with the years of this one; else the text itself."""
    reading = read_deadline(text, year=year)
    if not reading.is_of_another_year:
        return text
    years = [int(found) for found in _YEAR.findall(text)]
    if not years:
        return text
    day = next((span.last or span.first for span in reading.deadline.spans), None)
    if day is None or day.year is None:
        return text
    shift = year - SchoolYear.of(day.on(day.year)).start
    moved = _YEAR.sub(lambda found: str(int(found.group()) + shift), text)
    return moved if read_deadline(moved, year=year).is_dated else text


def written_as(starts_on: date | None, due_on: date, *, before: str, year: int) -> str:
    """Write days of this year as a deadline; what recurred before recurs afterwards."""
    said = days_words(starts_on, due_on).replace("\u00a0", " ")
    was = read_deadline(before, year=year).deadline
    recurring = Deadline.of(was.then) if was.then is not None else was
    return f"{said}, далее {recurring}" if recurring.rhythm is not None else said


def days_words(starts_on: date | None, due_on: date | None) -> str:
    """«с 15 сентября по 10 октября 2026 г.», «до 10 октября 2026 г.», a single day."""
    if due_on is None:
        return ""
    if starts_on is None:
        return f"до\u00a0{date_words(due_on)}"
    return period_words(starts_on, due_on)
