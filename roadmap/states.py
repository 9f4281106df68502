"""The lives of a roadmap and of an activity."""

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
