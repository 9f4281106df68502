"""The life of a job."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """Where a piece of long work stands."""

    WANTED = "wanted", _("waiting")
    RUNNING = "running", _("under way")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


OPEN = frozenset({JobState.WANTED, JobState.RUNNING})
