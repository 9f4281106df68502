"""The life of a report."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.lifecycle import Lifecycle, Move


class ReportState(models.TextChoices):
    """From the school's desk to the municipality's acceptance. A submitted report is frozen."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("accepted")


FROZEN = frozenset({ReportState.SUBMITTED, ReportState.RETURNED, ReportState.ACCEPTED})

REPORT_LIFE = Lifecycle(
    {
        "submit": Move(frozenset({ReportState.DRAFT}), ReportState.SUBMITTED),
        "return": Move(frozenset({ReportState.SUBMITTED}), ReportState.RETURNED),
        "accept": Move(frozenset({ReportState.SUBMITTED}), ReportState.ACCEPTED),
    }
)
