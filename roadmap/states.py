"""The lives of a roadmap, of its amendments and of an activity."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.lifecycle import Lifecycle, Move


class RoadmapState(models.TextChoices):
    """How far the plan of the year is: from the curator's desk to the municipality's agreement."""

    DRAFT = "draft", pgettext_lazy("roadmap", "draft")
    SUBMITTED = "submitted", pgettext_lazy("roadmap", "on approval")
    RETURNED = "returned", pgettext_lazy("roadmap", "returned")
    APPROVED = "approved", pgettext_lazy("roadmap", "approved")
    AGREED = "agreed", pgettext_lazy("roadmap", "agreed")
    CLOSED = "closed", pgettext_lazy("roadmap", "closed")


EDITABLE = frozenset({RoadmapState.DRAFT, RoadmapState.RETURNED})
IN_FORCE = frozenset({RoadmapState.APPROVED, RoadmapState.AGREED})
RETURNABLE = frozenset({RoadmapState.SUBMITTED, RoadmapState.APPROVED})

ROADMAP_LIFE = Lifecycle(
    {
        "submit": Move(EDITABLE, RoadmapState.SUBMITTED),
        "withdraw": Move(frozenset({RoadmapState.SUBMITTED}), RoadmapState.DRAFT),
        "return": Move(RETURNABLE, RoadmapState.RETURNED),
        "approve": Move(frozenset({RoadmapState.SUBMITTED}), RoadmapState.APPROVED),
        "agree": Move(frozenset({RoadmapState.APPROVED}), RoadmapState.AGREED),
        "close": Move(IN_FORCE, RoadmapState.CLOSED),
    }
)


class AmendmentState(models.TextChoices):
    """How far the changes to an approved roadmap are; until the end the approved text stands."""

    DRAFT = "draft", pgettext_lazy("amendment", "being prepared")
    SUBMITTED = "submitted", pgettext_lazy("amendment", "on approval")
    RETURNED = "returned", pgettext_lazy("amendment", "returned")
    APPROVED = "approved", pgettext_lazy("amendment", "approved, waiting for agreement")
    APPLIED = "applied", pgettext_lazy("amendment", "in force")
    DROPPED = "dropped", pgettext_lazy("amendment", "dropped")


AMENDABLE = frozenset({AmendmentState.DRAFT, AmendmentState.RETURNED})
OPEN_AMENDMENTS = frozenset({*AMENDABLE, AmendmentState.SUBMITTED, AmendmentState.APPROVED})

AMENDMENT_LIFE = Lifecycle(
    {
        "submit": Move(AMENDABLE, AmendmentState.SUBMITTED),
        "withdraw": Move(frozenset({AmendmentState.SUBMITTED}), AmendmentState.DRAFT),
        "return": Move(
            frozenset({AmendmentState.SUBMITTED, AmendmentState.APPROVED}),
            AmendmentState.RETURNED,
        ),
        "approve": Move(frozenset({AmendmentState.SUBMITTED}), AmendmentState.APPROVED),
        "apply": Move(frozenset({AmendmentState.APPROVED}), AmendmentState.APPLIED),
        "drop": Move(OPEN_AMENDMENTS, AmendmentState.DROPPED),
    }
)


class ActivityState(models.TextChoices):
    """Whether something planned has been done. Lateness is derived from dates, never stored."""

    PLANNED = "planned", pgettext_lazy("activity", "planned")
    DONE = "done", pgettext_lazy("activity", "done")
    NOT_NEEDED = "not_needed", pgettext_lazy("activity", "not needed this year")


SETTLED = frozenset({ActivityState.DONE, ActivityState.NOT_NEEDED})

ACTIVITY_LIFE = Lifecycle(
    {
        "complete": Move(frozenset({ActivityState.PLANNED}), ActivityState.DONE),
        "skip": Move(frozenset({ActivityState.PLANNED}), ActivityState.NOT_NEEDED),
        "reopen": Move(SETTLED, ActivityState.PLANNED),
    }
)


class StageCode(models.TextChoices):
    """The seven stages of the target model; tools and help of a stage are found by its code."""

    PREPARATION = "preparation", _("Preparing the programme")
    MENTEES = "mentees", _("Base of mentees")
    MENTORS = "mentors", _("Base of mentors")
    TRAINING = "training", _("Selection and training of mentors")
    PAIRS = "pairs", _("Forming pairs and groups")
    WORK = "work", _("Work of pairs and groups")
    COMPLETION = "completion", _("Completing the year")


class WayIn(models.TextChoices):
    """Where a roadmap that is being opened comes from."""

    FILE = "file", _("Upload a file")
    TEXT = "text", _("Paste the text")
    TEMPLATE = "template", _("Take a template")
    YEAR = "year", _("Take over an earlier year")


class Leftover(models.TextChoices):
    """What becomes of an activity that is not done when the next year is opened."""

    TAKE = "take", pgettext_lazy("leftover", "take over to the next year")
    DROP = "drop", pgettext_lazy("leftover", "drop, it is not needed")
    CLOSE = "close", pgettext_lazy("leftover", "close, it was done")


class Layout(models.TextChoices):
    """How the table of a printed roadmap is laid out; schools keep four of them."""

    A = "a", _("A: activity, deadline, responsible")
    B = "b", _("B: stage, activity, contents, deadline, responsible, result")
    C = "c", _("C: continuous numbers, deadline, responsible")
    D = "d", _("D: activity, deadline, responsible, result and kind of document")


class DayShift(models.TextChoices):
    """Where a deadline goes that falls on a day on which nobody works."""

    KEEP = "keep", _("stays where it is")
    BEFORE = "before", _("to the working day before")
    AFTER = "after", _("to the next working day")


class Answer(models.TextChoices):
    """What a school has decided about one change of a template."""

    TAKEN = "taken", pgettext_lazy("template", "taken")
    DECLINED = "declined", pgettext_lazy("template", "declined")


class FindingAnswer(models.TextChoices):
    """What the curator has done about a finding of the linter."""

    MENDED = "mended", pgettext_lazy("finding", "mended")
    LEFT = "left", pgettext_lazy("finding", "left as it is")


class CheckData(models.TextChoices):
    """What the check knows: steps of the method, acts out of force, lists of words."""

    STEP = "step", _("Steps of the method")
    NORM = "norm", _("Acts out of force")
    WORDS = "words", _("Lists of words")
