"""The words by which the journal tells of pairs."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from kernel.history import Told
from pairs.models import Pair, QueueCard


def names_of_pairs(numbers: Iterable[int]) -> dict[int, str]:
    """Who works with whom."""
    found = Pair.objects.filter(pk__in=numbers).select_related("mentor", "mentee")
    return {pair.pk: f"{pair.mentor.name.short} — {pair.mentee.name.short}" for pair in found}


def names_of_queued(numbers: Iterable[int]) -> dict[int, str]:
    """Who waits for a mentor."""
    found = QueueCard.objects.filter(pk__in=numbers).select_related("mentee")
    return {card.pk: card.mentee.name.short for card in found}


TOLD = Told(
    title=_("Pairs and orders"),
    words={
        "match": _("Matching was run"),
        "propose": _("A pair was proposed"),
        "reject": _("A proposed pair was rejected"),
        "activate": _("A pair was fixed by the order"),
        "set_goal": _("The goal of a pair was set"),
        "complete": _("A pair has finished its work"),
        "dissolve": _("A pair was dissolved"),
        "record_meeting": _("A meeting was recorded"),
        "edit_meeting": _("A meeting was corrected"),
        "cancel_meeting": _("A meeting was cancelled"),
        "queue": _("Put into the queue of those without a pair"),
        "plan_next_step": _("The next step of the queue was planned"),
        "pair": _("Left the queue with a pair"),
        "refuse": _("Left the queue by refusal"),
        "leave": _("Left the queue"),
        "draw_up": _("An order was drawn up"),
        "change_order": _("An order was changed"),
        "confirm_names": _("The names of an order were confirmed"),
        "take_out": _("A pair was taken out of an order"),
        "submit": _("An order was sent for signature"),
        "return": _("An order was returned"),
        "sign": _("An order was signed"),
        "discard": _("An order was discarded"),
    },
    pages={
        "pairs.pair": "pair",
        "pairs.pairorder": "order",
        "pairs.queuecard": "queue-card",
    },
    names={"pairs.pair": names_of_pairs, "pairs.queuecard": names_of_queued},
)
