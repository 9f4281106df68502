"""Questionnaires and their questions."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Membership, Organization
from surveys.states import Prefill, QuestionKind, QuestionnaireState

# What was published once stays readable: a school may still be asking with it.
SHOWN_BELOW = (QuestionnaireState.PUBLISHED, QuestionnaireState.RETIRED)


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    """Questions about questionnaires."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the shipped ones, those of one's own organization and of the levels above it."""
        organization = membership.organization
        above = [organization.pk, organization.parent_id]
        if organization.parent is not None:
            above.append(organization.parent.parent_id)
        return self.filter(
            Q(organization=None)
            | Q(organization_id__in=[pk for pk in above if pk], state__in=SHOWN_BELOW)
            | Q(organization_id=organization.pk)
        )

    def published(self) -> Self:
        """Keep what can be asked with."""
        return self.filter(state=QuestionnaireState.PUBLISHED)


class Questionnaire(models.Model):
    """A set of questions. Versions share a code; an answered version is never changed."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="questionnaires"
    )
    code = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("title"), max_length=200)
    intro = models.TextField(_("introduction"), blank=True)
    thanks = models.TextField(_("words of thanks"), blank=True)
    side = models.CharField(_("who answers"), max_length=20, blank=True)
    purpose = models.CharField(_("what it is for"), max_length=20, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    state = models.CharField(
        max_length=10, choices=QuestionnaireState, default=QuestionnaireState.DRAFT
    )

    # The version that this one was copied from: what is published there later is offered here.
    origin = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    english = models.JSONField(default=dict, blank=True)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name = _("questionnaire")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "code", "version"], name="questionnaire_version_once"
            ),
            models.UniqueConstraint(
                fields=["code", "version"],
                condition=Q(organization=None),
                name="questionnaire_shipped_version_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        """Only a draft is changed; what was published is followed by a new version."""
        return self.state == QuestionnaireState.DRAFT


class OfQuestionnaireQuerySet(models.QuerySet[Any]):
    """Questions about the parts of a questionnaire."""

    def visible_to(self, membership: Membership) -> Self:
        """Show the parts of the questionnaires that one sees."""
        return self.filter(questionnaire__in=Questionnaire.objects.visible_to(membership))


class Section(models.Model):
    """A part of a questionnaire with a heading; a page of its own for those who answer.

    `show_if` says on which earlier answers the whole section is asked (surveys/branches.py).
    """

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("heading"), max_length=200)
    intro = models.TextField(_("introduction"), blank=True)
    show_if = models.JSONField(default=dict, blank=True)
    english = models.JSONField(default=dict, blank=True)

    objects = OfQuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("questionnaire", "section")
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "position"], name="section_position_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """One question. `target` names the field of the card that the answer proposes to fill.

    `position` counts through the whole questionnaire; a question without a section stands before
    the first heading. What each kind takes from `choices`, `rows`, `least` and `most`, and how an
    answer is kept, stands in surveys/kinds/__init__.py.
    """

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    section = models.ForeignKey(
        Section, models.CASCADE, null=True, blank=True, related_name="questions"
    )
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    text = models.TextField(_("question"))
    help_text = models.TextField(_("help"), blank=True)
    kind = models.CharField(_("kind of answer"), max_length=10, choices=QuestionKind)
    choices = models.JSONField(default=list, blank=True)
    rows = models.JSONField(default=list, blank=True)
    has_other = models.BooleanField(_("own words as a choice"), default=False)
    least = models.IntegerField(_("the least"), null=True, blank=True)
    most = models.IntegerField(_("the most"), null=True, blank=True)
    scale_from = models.PositiveSmallIntegerField(default=1)
    scale_to = models.PositiveSmallIntegerField(default=10)
    label_low = models.CharField(max_length=80, blank=True)
    label_high = models.CharField(max_length=80, blank=True)
    is_required = models.BooleanField(_("required"), default=False)
    show_if = models.JSONField(default=dict, blank=True)
    construct = models.CharField(max_length=20, blank=True)
    is_reversed = models.BooleanField(_("the higher, the worse"), default=False)
    prefill = models.CharField(max_length=10, choices=Prefill, blank=True)
    target = models.CharField(max_length=40, blank=True)
    english = models.JSONField(default=dict, blank=True)

    objects = OfQuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "position"], name="question_position_once"
            ),
            models.UniqueConstraint(fields=["questionnaire", "code"], name="question_code_once"),
            models.CheckConstraint(
                condition=Q(scale_from__lt=models.F("scale_to")), name="question_scale_rises"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
