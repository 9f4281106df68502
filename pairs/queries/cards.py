"""Own pairs: the mentor's cards, the mentee's mentor, the child's pair."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Membership
from pairs.models import Meeting, Pair, PairQuerySet
from pairs.states import PairState

# After so many days without a meeting a pair is silent.
SILENT_AFTER = timedelta(days=21)
NAMES = [
    f"{side}__{part}"
    for side in ("mentor", "mentee")
    for part in ("last_name", "first_name", "patronymic", "gender")
]


@dataclass(frozen=True)
class MentorCard:
    """One mentee as their mentor sees the pair: what was last, what is next."""

    pair: Pair
    last_on: date | None
    last_topic: str
    next_on: date | None
    held_count: int
    is_silent: bool

    @property
    def is_next_past(self) -> bool:
        """Tell whether the promised day has passed without a record."""
        return self.is_silent and self.next_on is not None


def mentor_cards(membership: Membership, today: date) -> list[MentorCard]:
    """The active pairs of a mentor, with the last and the next meeting. One query."""
    mine = Pair.objects.visible_to(membership).filter(mentor__user_id=membership.user_id)
    return [_card(pair, today) for pair in with_meetings(mine)]


def my_pairs(membership: Membership, today: date) -> list[MentorCard]:
    """The active pairs of a mentee, or of a parent's children. One query."""
    return [_card(pair, today) for pair in with_meetings(Pair.objects.visible_to(membership))]


def silent_pairs(programme_id: int, today: date, limit: int) -> list[Pair]:
    """The active pairs that have not met for three weeks, the longest silent first.

    Each has `last_on`, the day of its last meeting or None.
    """
    held = Meeting.objects.held().filter(pair=OuterRef("pk"))
    silent = (
        Pair.objects.active()
        .filter(programme=programme_id, active_since_on__lt=today - SILENT_AFTER)
        .exclude(Exists(held.filter(held_on__gte=today - SILENT_AFTER)))
        .annotate(last_on=Subquery(held.order_by("-held_on").values("held_on")[:1]))
        .order_by(Coalesce("last_on", "active_since_on"), "pk")
    )
    return list(silent.select_related("mentor", "mentee").only(*NAMES)[:limit])


def with_meetings(pairs: PairQuerySet) -> list[Pair]:
    """Add the facts of the last meeting to each pair."""
    last = Meeting.objects.held().filter(pair=OuterRef("pk")).order_by("-held_on", "-pk")
    return list(
        pairs.filter(state=PairState.ACTIVE)
        .with_people()
        .annotate(
            last_on=Subquery(last.values("held_on")[:1]),
            last_topic=Subquery(last.values("topic")[:1]),
            next_on=Subquery(last.values("next_on")[:1]),
            held_count=Count("meetings", filter=Q(meetings__cancelled_at=None), distinct=True),
        )
        .order_by("mentee__sort_name", "pk")
    )


def _card(pair: Pair, today: date) -> MentorCard:
    facts = vars(pair)
    last_on: date | None = facts["last_on"]
    since = last_on or pair.active_since_on or today
    return MentorCard(
        pair=pair,
        last_on=last_on,
        last_topic=facts["last_topic"] or "",
        next_on=facts["next_on"],
        held_count=facts["held_count"],
        is_silent=today - since > SILENT_AFTER,
    )
