"""The lives of a pair, of an order and of a meeting."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.lifecycle import Lifecycle, Move


class PairState(models.TextChoices):
    """A pair becomes active by the director's order and by nothing else."""

    PROPOSED = "proposed", _("proposed")
    ACTIVE = "active", _("active")
    COMPLETED = "completed", _("completed")
    DISSOLVED = "dissolved", _("dissolved")
    REJECTED = "rejected", _("rejected")


OPEN = frozenset({PairState.PROPOSED, PairState.ACTIVE})
CLOSED = frozenset(PairState) - OPEN

PAIR_LIFE = Lifecycle(
    {
        "activate": Move(frozenset({PairState.PROPOSED}), PairState.ACTIVE),
        "reject": Move(frozenset({PairState.PROPOSED}), PairState.REJECTED),
        "complete": Move(frozenset({PairState.ACTIVE}), PairState.COMPLETED),
        "dissolve": Move(frozenset({PairState.ACTIVE}), PairState.DISSOLVED),
    }
)


class OrderState(models.TextChoices):
    """The number is given at the signing, once, and never used again."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("waits for signature")
    RETURNED = "returned", _("returned")
    SIGNED = "signed", _("signed")


ORDER_LIFE = Lifecycle(
    {
        "submit": Move(frozenset({OrderState.DRAFT, OrderState.RETURNED}), OrderState.SUBMITTED),
        "return": Move(frozenset({OrderState.SUBMITTED}), OrderState.RETURNED),
        "sign": Move(frozenset({OrderState.SUBMITTED}), OrderState.SIGNED),
    }
)


class MeetingKind(models.TextChoices):
    """The sequence of meetings of the target model."""

    FIRST = "first", _("first, organizational")
    TRIAL = "trial", _("second, trial")
    PLANNING = "planning", _("planning")
    REGULAR = "regular", _("regular")
    FINAL = "final", _("final")


class MeetingFormat(models.TextChoices):
    """How they met."""

    IN_PERSON = "in_person", _("in person")
    REMOTE = "remote", _("remotely")
