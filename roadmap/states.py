"""The lives of a roadmap and of an activity."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.lifecycle import Lifecycle, Move


class RoadmapState(models.TextChoices):
    """How far the plan of the year is: from the curator's desk to the municipality's agreement."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("on approval")
    RETURNED = "returned", _("returned")
    APPROVED = "approved", _("approved")
    AGREED = "agreed", _("agreed")
    CLOSED = "closed", _("closed")


EDITABLE = frozenset({RoadmapState.DRAFT, RoadmapState.RETURNED})
IN_FORCE = frozenset({RoadmapState.APPROVED, RoadmapState.AGREED})

ROADMAP_LIFE = Lifecycle(
    {
        "submit": Move(EDITABLE, RoadmapState.SUBMITTED),
        "return": Move(frozenset({RoadmapState.SUBMITTED, RoadmapState.APPROVED}), RoadmapState.RETURNED),
        "approve": Move(frozenset({RoadmapState.SUBMITTED}), RoadmapState.APPROVED),
        "agree": Move(frozenset({RoadmapState.APPROVED}), RoadmapState.AGREED),
        "close": Move(IN_FORCE, RoadmapState.CLOSED),
    }
)


class ActivityState(models.TextChoices):
    """Whether something planned has been done. Lateness is derived from dates, never stored."""

    PLANNED = "planned", _("planned")
    DONE = "done", _("done")
    NOT_NEEDED = "not_needed", _("not needed this year")


ACTIVITY_LIFE = Lifecycle(
    {
        "complete": Move(frozenset({ActivityState.PLANNED}), ActivityState.DONE),
        "skip": Move(frozenset({ActivityState.PLANNED}), ActivityState.NOT_NEEDED),
        "reopen": Move(frozenset({ActivityState.DONE, ActivityState.NOT_NEEDED}), ActivityState.PLANNED),
    }
)
