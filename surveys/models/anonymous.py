"""Anonymous answers: closed in a box until the campaign is over, then loose and without a person.

Nothing here leads to an invitation: no key, no order of numbers, no time. A row of the box cannot
be read by any query; a row that can be read belongs to nobody and to no sheet.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.models.campaigns import Campaign
from surveys.models.questionnaires import Question
from surveys.sealing import random_key


class AnonymousSheet(models.Model):
    """One sheet in the box, closed with the secret of the installation."""

    key = models.CharField(primary_key=True, max_length=32, default=random_key, editable=False)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="box")
    sealed = models.TextField()

    class Meta:
        verbose_name = _("anonymous answer sheet")

    def __str__(self) -> str:
        return self.key


class AnonymousAnswer(models.Model):
    """The answer of somebody to one question; other answers of the same person are not known.

    `role` and `class_name` are left empty where they would tell a group of fewer than
    `Campaign.fewest` answers to this question.
    """

    key = models.CharField(primary_key=True, max_length=32, default=random_key, editable=False)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="anonymous_answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="anonymous_answers")
    role = models.CharField(max_length=10, blank=True)
    class_name = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True)
    number = models.IntegerField(null=True, blank=True)
    chosen = models.JSONField(default=list, blank=True)
    score = models.IntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("anonymous answer")

    def __str__(self) -> str:
        return self.key
