"""The two parts a person may have in the programme: mentee and mentor."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.models.directories import Direction, MentoringForm
from participants.models.people import Person


class MenteeProfile(models.Model):
    """The part of a mentee: what they ask for, in their own words and from the directory."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="mentee")
    request = models.TextField(_("request in own words"), blank=True)
    directions = models.ManyToManyField(
        Direction, blank=True, related_name="+", verbose_name=_("what help is wanted")
    )
    interests = models.TextField(_("interests"), blank=True)
    strengths = models.TextField(_("strengths"), blank=True)
    difficulties = models.TextField(_("difficulties"), blank=True)
    wished_form = models.ForeignKey(
        MentoringForm,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("wished form"),
    )
    wished_mentor = models.TextField(_("wishes about the mentor"), blank=True)
    available_time = models.CharField(_("suitable time"), max_length=200, blank=True)
    entered_on = models.DateField(_("in the programme since"))
    left_on = models.DateField(null=True, blank=True)
    left_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("mentee")

    def __str__(self) -> str:
        return str(self.person)

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.person.organization_id


class MentorProfile(models.Model):
    """The part of a mentor: what they are good at and how much they can take on.

    Capacity 0 is valid: they take no new mentees.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="mentor")
    directions = models.ManyToManyField(
        Direction, blank=True, related_name="+", verbose_name=_("can help with")
    )
    competences = models.TextField(_("competences"), blank=True)
    achievements = models.TextField(_("achievements"), blank=True)
    interests = models.TextField(_("interests"), blank=True)
    forms = models.ManyToManyField(
        MentoringForm, blank=True, related_name="+", verbose_name=_("wished forms")
    )
    age_from = models.PositiveSmallIntegerField(_("mentees aged from"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("to"), null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(_("how many mentees at once"), default=1)
    available_time = models.CharField(_("time for mentoring"), max_length=200, blank=True)
    experience = models.TextField(_("experience as a mentor"), blank=True)
    is_ready_for_training = models.BooleanField(_("ready for training"), default=True)
    trained_on = models.DateField(_("trained on"), null=True, blank=True)
    entered_on = models.DateField(_("in the programme since"))
    left_on = models.DateField(null=True, blank=True)
    left_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("mentor")

    def __str__(self) -> str:
        return str(self.person)

    @property
    def organization_id(self) -> int:
        """Whose journal it belongs to."""
        return self.person.organization_id
