"""Kinds of organizations and roles of people."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganizationKind(models.TextChoices):
    """What an organization is; its place in the tree follows from it."""

    REGION = "region", _("regional mentoring centre")
    MUNICIPALITY = "municipality", _("municipal education authority")
    SCHOOL = "school", _("school")
    COLLEGE = "college", _("college")
    KINDERGARTEN = "kindergarten", _("kindergarten")
    SUPPLEMENTARY = "supplementary", _("supplementary education")


ABOVE_SCHOOLS = frozenset({OrganizationKind.REGION, OrganizationKind.MUNICIPALITY})
EDUCATIONAL = frozenset(OrganizationKind) - ABOVE_SCHOOLS


class Role(models.TextChoices):
    """In what capacity a person acts in an organization."""

    REGION = "region", _("regional centre")
    MUNICIPALITY = "municipality", _("municipal curator")
    DIRECTOR = "director", _("director")
    CURATOR = "curator", _("curator")
    PSYCHOLOGIST = "psychologist", _("psychologist")
    CLASS_TEACHER = "class_teacher", _("class teacher")
    MENTOR = "mentor", _("mentor")
    MENTEE = "mentee", _("mentee")
    GUARDIAN = "guardian", _("parent")
    PARTNER = "partner", _("partner")
    ADMIN = "admin", _("technical administrator")


LEVELS_ABOVE = frozenset({Role.REGION, Role.MUNICIPALITY})
STAFF = frozenset({Role.DIRECTOR, Role.CURATOR, Role.PSYCHOLOGIST, Role.CLASS_TEACHER})
TAKING_PART = frozenset({Role.MENTOR, Role.MENTEE, Role.GUARDIAN})
SEES_PERSONAL_DATA = STAFF
# Who comes from an own phone or computer, as a rule, and sees few people: may be away longer.
AT_HOME = frozenset({Role.MENTOR, Role.GUARDIAN, Role.PARTNER})
# Whom the levels above a school know by name.
LEADING = frozenset({Role.MUNICIPALITY, Role.DIRECTOR, Role.CURATOR})

# Whom each role may appoint, dismiss and invite; nobody ever one's own equal.
APPOINTS: dict[str, frozenset[Role]] = {
    Role.REGION: frozenset({Role.MUNICIPALITY, Role.DIRECTOR}),
    Role.MUNICIPALITY: frozenset({Role.DIRECTOR}),
    Role.DIRECTOR: frozenset({Role.CURATOR, Role.PSYCHOLOGIST, Role.CLASS_TEACHER}),
    Role.CURATOR: frozenset({Role.MENTOR, Role.MENTEE, Role.GUARDIAN, Role.PARTNER}),
}


class Gender(models.TextChoices):
    """Grammatical gender: names and posts are declined by it."""

    FEMALE = "female", _("female")
    MALE = "male", _("male")


class LetterKind(models.TextChoices):
    """What a letter about sign-in says."""

    INVITATION = "invitation", _("invitation")
    PASSWORD_RESET = "password_reset", _("password reset")
    PASSWORD_CHANGED = "password_changed", _("password changed")
    EMAIL_CHANGE = "email_change", _("confirmation of a new e-mail")
    EMAIL_CHANGED = "email_changed", _("e-mail changed")
    SECOND_FACTOR_OFF = "second_factor_off", _("second factor switched off")


class LetterState(models.TextChoices):
    """How far the delivery of a letter is; it follows from its moments."""

    WAITING = "waiting", _("waits to be sent")
    SENT = "sent", pgettext_lazy("letter", "sent")
    GAVE_UP = "gave_up", pgettext_lazy("letter", "given up")
