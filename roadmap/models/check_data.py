"""What an administrator has changed in the data of the check, over what is shipped."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from roadmap.states import CheckData


class CheckEntry(models.Model):
    """One step, norm or list of words as the administrator wants it, for all organizations.

    `said` is written as the shipped files are (`roadmap/data/linting/`); without it a norm is not
    looked for any more.
    """

    kind = models.CharField(max_length=5, choices=CheckData)
    code = models.SlugField(max_length=40)
    said = models.JSONField(default=dict)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("data of the check")
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], name="check_entry_one_a_code"),
            models.CheckConstraint(
                condition=models.Q(kind=CheckData.NORM) | ~models.Q(said={}),
                name="check_entry_only_norms_are_switched_off",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.code}"
