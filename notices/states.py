"""How far the delivery of a notice by e-mail is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """The bell shows every notice at once; e-mail is owed, then proven or given up."""

    NONE = "none", _("not by e-mail")
    OWED = "owed", _("waits")
    DIGEST = "digest", _("waits for the digest")
    SENT = "sent", _("sent")
    GAVE_UP = "gave_up", _("given up")


class Delivery(models.TextChoices):
    """How a person wants their e-mail."""

    AT_ONCE = "at_once", _("each at once")
    DIGEST = "digest", _("one letter a day")
    NEVER = "never", _("only here, no e-mail")
