"""The lives of a pair, of an order, of a meeting and of a place in the queue."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.lifecycle import Lifecycle, Move


class PairState(models.TextChoices):
    """A pair becomes active by the director's order and by nothing else."""

    PROPOSED = "proposed", pgettext_lazy("pair", "proposed")
    ACTIVE = "active", pgettext_lazy("pair", "active")
    COMPLETED = "completed", pgettext_lazy("pair", "completed")
    DISSOLVED = "dissolved", pgettext_lazy("pair", "dissolved")
    REJECTED = "rejected", pgettext_lazy("pair", "rejected")


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

    DRAFT = "draft", pgettext_lazy("order", "draft")
    SUBMITTED = "submitted", pgettext_lazy("order", "waits for signature")
    RETURNED = "returned", pgettext_lazy("order", "returned")
    SIGNED = "signed", pgettext_lazy("order", "signed")
    DISCARDED = "discarded", pgettext_lazy("order", "discarded")


EDITABLE = frozenset({OrderState.DRAFT, OrderState.RETURNED})

ORDER_LIFE = Lifecycle(
    {
        "submit": Move(EDITABLE, OrderState.SUBMITTED),
        "return": Move(frozenset({OrderState.SUBMITTED}), OrderState.RETURNED),
        "sign": Move(frozenset({OrderState.SUBMITTED}), OrderState.SIGNED),
        "discard": Move(EDITABLE, OrderState.DISCARDED),
    }
)


class OrderWord(models.TextChoices):
    """What the school calls its act: a custom of the school, kept with each order."""

    PRIKAZ = "приказ", _("order (приказ)")
    RASPORYAZHENIE = "распоряжение", _("directive (распоряжение)")


class MeetingKind(models.TextChoices):
    """The sequence of meetings of the target model."""

    FIRST = "first", _("first, organizational")
    TRIAL = "trial", _("second, trial")
    PLANNING = "planning", _("planning")
    REGULAR = "regular", _("regular")
    FINAL = "final", _("final")


# What the meetings of a pair are by themselves, one after another; the rest are regular.
SEQUENCE = (MeetingKind.FIRST, MeetingKind.TRIAL, MeetingKind.PLANNING)


class MeetingFormat(models.TextChoices):
    """How they met."""

    IN_PERSON = "in_person", _("in person")
    REMOTE = "remote", _("remotely")


class QueueState(models.TextChoices):
    """Nobody leaves the queue without a pair, a written refusal or a parting."""

    WAITING = "waiting", pgettext_lazy("queue", "waits")
    PAIRED = "paired", pgettext_lazy("queue", "has a pair")
    REFUSED = "refused", pgettext_lazy("queue", "refused a pair")
    LEFT = "left", pgettext_lazy("queue", "left the programme")


QUEUE_LIFE = Lifecycle(
    {
        "pair": Move(frozenset({QueueState.WAITING}), QueueState.PAIRED),
        "refuse": Move(frozenset({QueueState.WAITING}), QueueState.REFUSED),
        "leave": Move(frozenset({QueueState.WAITING}), QueueState.LEFT),
    }
)


class NextStep(models.TextChoices):
    """What is done for somebody who waits."""

    SEARCH = "search", _("go on looking for a mentor")
    NEW_MENTOR = "new_mentor", _("invite a new mentor")
    OTHER_FORM = "other_form", _("offer another form of mentoring")
    PSYCHOLOGIST = "psychologist", _("talk with the psychologist")
    PAPERS = "papers", _("collect the missing papers")
