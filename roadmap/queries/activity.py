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
from roadmap import proofs
from roadmap.models import Activity, Comment, Evidence
from roadmap.queries.rows import Row, rows_of
from roadmap.states import ActivityState

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
    "step_back": (_("Back to the deadline before"), "undo-2"),
    "close_by_fact": (_("Closed by the facts of the system"), "zap"),
    "choose_proof": (_("Tied to a fact of the system"), "link"),
}
# Where a move leads: the journal keeps where it came from.
LEADS_TO = {
    "complete": ActivityState.DONE,
    "skip": ActivityState.NOT_NEEDED,
    "reopen": ActivityState.PLANNED,
}
STEPS = ("complete_once", "step_back")


@dataclass(frozen=True)
class ActivityPage:
    """Everything the page shows."""

    row: Row
    evidence: list[Evidence]
    comments: list[Comment]
    moments: list[Moment]
    can_step_back: bool = False

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
        can_step_back=_was_stepped(activity),
    )


def _was_stepped(activity: Activity) -> bool:
    """Tell whether the last thing that closed or moved it was a step to its next days."""
    latest = (
        JournalEntry.objects.filter(subject=journal.name_of(activity), verb__in=(*STEPS, *LEADS_TO))
        .order_by("-written_at", "-pk")
        .values_list("verb", flat=True)
        .first()
    )
    return latest == "complete_once"


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
    if entry.by is None:
        who = gettext("the system")
    return Moment(
        entry.written_at, text, note=" · ".join(filter(None, (who, _details(entry)))), icon=icon
    )


def _details(entry: JournalEntry) -> str:
    """From what to what, or by which fact."""
    said = entry.details
    if entry.verb in LEADS_TO and "came_from" in said:
        came_from = ActivityState(said["came_from"]).label
        return f"{came_from} → {LEADS_TO[entry.verb].label}"
    proof = proofs.known(said.get("fact", "") or said.get("proof", ""))
    if entry.verb == "close_by_fact" and proof:
        words = gettext("%(done)d of %(total)d") % said
        return f"{proof.label}, {words}"
    if entry.verb == "choose_proof":
        return str(proof.label) if proof else gettext("by nothing, a person marks it")
    return day_of_deadline(said["due_on"]) if entry.verb in STEPS else ""


def day_of_deadline(written: str) -> str:
    """The deadline that was closed, in words."""
    try:
        return gettext("deadline %(day)s") % {"day": date_words(date.fromisoformat(written))}
    except ValueError:
        return ""
