"""The six cases and the two genders of Russian."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Case(models.TextChoices):
    """A grammatical case; the label is what the page calls it."""

    NOMINATIVE = "nominative", _("nominative")
    GENITIVE = "genitive", _("genitive")
    DATIVE = "dative", _("dative")
    ACCUSATIVE = "accusative", _("accusative")
    INSTRUMENTAL = "instrumental", _("instrumental")
    PREPOSITIONAL = "prepositional", _("prepositional")


class Gender(models.TextChoices):
    """How a name is declined. Nobody's answer is an empty string: then nothing is declined."""

    MALE = "male", _("male")
    FEMALE = "female", _("female")


OBLIQUE = tuple(case for case in Case if case != Case.NOMINATIVE)
