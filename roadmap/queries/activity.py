"""The page of an activity: its facts, its evidence, its history."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from kernel import journal
from kernel.models import JournalEntry
from kernel.pieces import Fact, Moment
from kernel.russian import date_words
from roadmap.models import Activity, Comment, Evidence
from roadmap.queries.rows import Row, rows_of

HISTORY = 30
COPY_LIMIT = 500
# What the journal's verbs mean on this page.
WORDS = {
    "add_activity": (_("Added"), "plus"),
    "change_activity": (_("Changed"), "pen-line"),
    "move_activity": (_("Moved"), "chevrons-up-down"),
    "assign_activity": (_("Responsible people chosen"), "user-check"),
    "complete": (pgettext_lazy("activity", "Done"), "circle-check"),
    "complete_once": (_("Done for this deadline"), "circle-check"),
    "skip": (_("Not needed this year"), "minus"),
    "reopen": (_("Opened again"), "undo-2"),
}


@dataclass(frozen=True)
class ActivityPage:
    """Everything the page shows."""

    row: Row
    evidence: list[Evidence]
    comments: list[Comment]
    moments: list[Moment]

    @property
    def activity(self) -> Activity:
        """The activity itself."""
        return self.row.activity

    @property
    def text_to_send(self) -> str:
        """A reminder for responsible people without e-mail, to go by messenger; else nothing."""
        people = self.activity.responsible.all() if self.row.is_inside else ()
        if not self.activity.is_planned or all(person.user.email for person in people):
            return ""
        said = gettext("%(title)s. Deadline: %(days)s") % {
            "days": self.row.days or self.activity.deadline_text,
            "title": self.activity.title,
        }
        return said[:COPY_LIMIT]

    @property
    def facts(self) -> list[Fact]:
        """What stands in the plan, and this year's days."""
        activity = self.activity
        helping = [Fact(pgettext_lazy("activity", "Helping"), self.row.helping)]
        return [
            Fact(_("Deadline as written"), activity.deadline_text),
            Fact(_("Days"), self.row.days or _("without a date")),
            Fact(_("Responsible"), self.row.responsible),
            *(helping if self.row.helping else []),
            Fact(_("Expected result"), activity.result),
            Fact(_("Done on"), date_words(activity.done_on) if activity.done_on else ""),
            *([Fact(_("Note"), activity.note)] if self.row.is_inside else []),
        ]


def activity_page(activity: Activity, membership: Membership, *, today: date) -> ActivityPage:
    """Collect the activity, its evidence as far as one may see it, and its history."""
    alone = Activity.objects.filter(pk=activity.pk)
    (row,) = rows_of(alone, activity.roadmap, membership, today=today)
    kept = Evidence.objects.visible_to(membership).filter(activity=activity)
    return ActivityPage(
        row=row,
        evidence=list(
            kept.select_related("added_by", "activity__stage__roadmap__programme").order_by(
                "added_at", "pk"
            )
        ),
        comments=list(
            Comment.objects.visible_to(membership)
            .filter(activity=activity)
            .select_related("author", "activity__stage__roadmap__programme")
            .order_by("written_at", "pk")
        ),
        moments=_history(activity, names_all=row.is_inside),
    )


def _history(activity: Activity, *, names_all: bool) -> list[Moment]:
    entries = (
        JournalEntry.objects.filter(subject=journal.name_of(activity), verb__in=WORDS)
        .select_related("by")
        .order_by("-written_at", "-pk")[:HISTORY]
    )
    return [_moment(entry, names_all=names_all) for entry in entries]


def _moment(entry: JournalEntry, *, names_all: bool) -> Moment:
    text, icon = WORDS[entry.verb]
    who = entry.by.name.short if entry.by and names_all else ""
    return Moment(entry.written_at, text, note=who, icon=icon)
