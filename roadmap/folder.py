"""What goes into the folder for an inspection: the register, and a folder for each stage.

Nothing is read from files here: this says what there is, under which name it lies, and what is
missing. `roadmap.actions.folder` packs it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kernel.russian import date_words
from kernel.russian.masking import Mask
from roadmap.exhibits import Exhibit, exhibits_for, names_of
from roadmap.facts import responsible_words
from roadmap.models import Activity, Evidence, Roadmap
from roadmap.proofs import Progress, measured
from roadmap.states import ActivityState

# Windows lets a path be 260 letters long, and somebody unpacks the folder into folders.
LONGEST_NAME = 48
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Piece:
    """One file of the folder: its path, its name in the register, and where it comes from."""

    path: str
    title: str
    draw: Callable[[], bytes] | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True)
class Line:
    """An activity in the register: what it was, how it stands, what shows it, what is missing."""

    activity_id: int
    stage: str
    number: str
    title: str
    deadline: str
    responsible: str
    state: str
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...]
    gap: str


@dataclass(frozen=True)
class Folder:
    """The whole folder, with or without personal data."""

    roadmap: Roadmap
    today: date
    lines: tuple[Line, ...]
    is_depersonalized: bool

    @property
    def pieces(self) -> Iterator[Piece]:
        """Every file besides the register."""
        return (piece for line in self.lines for piece in line.pieces)

    @property
    def file_count(self) -> int:
        """How many files lie in it besides the register."""
        return sum(1 for _piece in self.pieces)

    @property
    def gaps(self) -> list[Line]:
        """The activities that somebody who inspects would ask about."""
        return [line for line in self.lines if line.gap]


def folder_of(roadmap: Roadmap, *, today: date, is_depersonalized: bool = False) -> Folder:
    """Collect what there is. A fixed number of queries besides what other rooms ask."""
    programme = roadmap.programme
    activities = list(
        Activity.objects.filter(stage__roadmap=roadmap)
        .in_order()
        .select_related("stage")
        .prefetch_related("evidence", "responsible__user")
    )
    codes = [activity.proof_code for activity in activities if activity.proof_code]
    collector = _Collector(
        today,
        measured(programme, codes),
        exhibits_for(codes, programme),
        Mask(names_of(programme.organization)) if is_depersonalized else None,
    )
    lines = tuple(collector.line(activity) for activity in activities)
    return Folder(roadmap, today, lines, is_depersonalized)


@dataclass
class _Collector:
    """Makes the lines of the register; with a mask, without names."""

    today: date
    progress: dict[str, Progress]
    exhibits: dict[str, Sequence[Exhibit]]
    mask: Mask | None

    def line(self, activity: Activity) -> Line:
        stage, title = activity.stage, self._said(activity.title)
        number = stage.number or str(stage.position)
        words = {"number": number, "title": self._said(stage.title)}
        home = safe(_("Stage %(number)s. %(title)s") % words)
        home = f"{home}/{safe(f'{activity.number} {title}')}"
        names = _Names()
        left_out = 0
        pieces: list[Piece] = []
        for evidence in sorted(activity.evidence.all(), key=lambda one: one.pk):
            if self.mask and not evidence.is_free_of_personal_data:
                left_out += 1
                continue
            shown = self._said(evidence.title)
            name = safe(shown, suffix="" if evidence.file else ".url")
            pieces.append(Piece(f"{home}/{names.free(name)}", shown, evidence=evidence))
        for exhibit in self.exhibits.get(activity.proof_code, ()):
            draw = exhibit.draw_without_names if self.mask else exhibit.draw
            if draw is None:
                left_out += 1
                continue
            name = safe(exhibit.title, suffix=exhibit.suffix)
            pieces.append(Piece(f"{home}/{names.free(name)}", exhibit.title, draw=draw))
        return Line(
            activity_id=activity.pk,
            stage=f"{activity.stage.number} {self._said(activity.stage.title)}".strip(),
            number=activity.number,
            title=title,
            deadline=activity.deadline_text,
            responsible="" if self.mask else responsible_words(activity, names_all=True),
            state=self._state(activity),
            pieces=tuple(pieces),
            notes=tuple(self._notes(activity, left_out)),
            gap=self._gap(activity, has_papers=bool(pieces or left_out)),
        )

    def _state(self, activity: Activity) -> str:
        if activity.state == ActivityState.DONE and activity.done_on:
            return _("done %(day)s") % {"day": date_words(activity.done_on)}
        if activity.is_overdue(self.today):
            return _("overdue")
        return str(activity.get_state_display())

    def _notes(self, activity: Activity, left_out: int) -> Iterator[str]:
        progress = self.progress.get(activity.proof_code)
        if progress is not None and progress.total:
            yield _("facts of the system: %(words)s") % {"words": progress.words}
        if activity.note and not self.mask:
            yield activity.note
        if left_out:
            yield _("papers with personal data, kept at the school: %(count)d") % {
                "count": left_out
            }

    def _gap(self, activity: Activity, *, has_papers: bool) -> str:
        if activity.is_overdue(self.today):
            return _("not done in time")
        if activity.state != ActivityState.DONE or has_papers:
            return ""
        progress = self.progress.get(activity.proof_code)
        return "" if progress is not None and progress.is_complete else _("no evidence")

    def _said(self, text: str) -> str:
        return self.mask.hide(text) if self.mask else text


class _Names:
    """Names within one folder: a second «Протокол.pdf» becomes «Протокол (2).pdf»."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, name: str) -> str:
        stem, dot, suffix = name.rpartition(".")
        stem, suffix = (stem, f".{suffix}") if dot and stem else (name, "")
        wanted, count = name, 1
        while wanted.casefold() in self._taken:
            count += 1
            wanted = f"{stem} ({count}){suffix}"
        self._taken.add(wanted.casefold())
        return wanted


def safe(title: str, *, suffix: str = "") -> str:
    """Make a name that Windows, macOS and Linux take; the ending of a file is kept."""
    stem, dot, ending = title.rpartition(".")
    if not suffix and dot and stem and ending.isalnum() and len(ending) <= 5:  # noqa: PLR2004
        title, suffix = stem, f".{ending}"
    name = " ".join(FORBIDDEN.sub(" ", title).split())[:LONGEST_NAME].strip(" .")
    if not name or DEVICES.match(name):
        name = f"_{name}"
    return f"{name}{suffix}"
