"""The life of a report."""

from django.db import models
from django.utils.translation import pgettext_lazy

from kernel.lifecycle import Lifecycle, Move


class ReportState(models.TextChoices):
    """From the school's desk to the municipality's acceptance. A submitted report is frozen."""

    DRAFT = "draft", pgettext_lazy("report", "draft")
    SUBMITTED = "submitted", pgettext_lazy("report", "submitted")
    RETURNED = "returned", pgettext_lazy("report", "returned")
    ACCEPTED = "accepted", pgettext_lazy("report", "accepted")


FROZEN = frozenset({ReportState.SUBMITTED, ReportState.RETURNED, ReportState.ACCEPTED})

REPORT_LIFE = Lifecycle(
    {
        "submit": Move(frozenset({ReportState.DRAFT}), ReportState.SUBMITTED),
        "return": Move(frozenset({ReportState.SUBMITTED}), ReportState.RETURNED),
        "accept": Move(frozenset({ReportState.SUBMITTED}), ReportState.ACCEPTED),
    }
)
