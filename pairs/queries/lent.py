"""What this room lends to the cards and bases of people; installed by mentoring/wiring.py."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from pairs.candidates import taken_places
from pairs.models import Pair
from pairs.queries.cards import NAMES
from pairs.queries.pages import TONES
from pairs.states import PairState
from participants.connections import PairColumns
from participants.models import Person

SHOWN = (PairState.ACTIVE, PairState.COMPLETED, PairState.PROPOSED, PairState.DISSOLVED)


def paired(side: str) -> QuerySet[Pair, int]:
    """The numbers of the mentees, or of the mentors, in an open pair."""
    return Pair.objects.open().values_list(f"{side}_id", flat=True)


def load(mentors: Iterable[int]) -> dict[int, int]:
    """How many open pairs each mentor has."""
    return taken_places(mentors)


def pairs_of_mentees(mentees: Sequence[int]) -> dict[int, list[PairColumns]]:
    """The pairs of mentees for the official base."""
    found: dict[int, list[PairColumns]] = defaultdict(list)
    for pair in _by_order().filter(mentee__in=mentees):
        found[pair.mentee_id].append(_columns(pair, pair.mentor))
    return found


def pairs_of_mentors(mentors: Sequence[int]) -> dict[int, list[PairColumns]]:
    """The pairs of mentors for the official base."""
    found: dict[int, list[PairColumns]] = defaultdict(list)
    for pair in _by_order().filter(mentor__in=mentors):
        found[pair.mentor_id].append(_columns(pair, pair.mentee))
    return found


def panel(request: Any, person: Person) -> SafeString | None:
    """The pairs of a person, on the card; nothing for somebody without one."""
    visible = Pair.objects.visible_to(request.membership)
    mine = visible.filter(state__in=SHOWN)
    found = (
        mine.filter(Q(mentee=person) | Q(mentor=person))
        .select_related("mentor", "mentee")
        .only("state", "proposed_at", *NAMES)
    )
    pairs = sorted(found, key=lambda pair: (pair.proposed_at, pair.pk), reverse=True)
    if not pairs:
        return None
    rows = [(pair, *TONES[pair.state]) for pair in pairs]
    return render_to_string("pairs/panel.html", {"rows": rows, "person": person})


def _by_order() -> QuerySet[Pair]:
    """The pairs that an order has fixed, whatever became of them, with how often they met."""
    fixed = Pair.objects.filter(active_since_on__isnull=False).exclude(state=PairState.REJECTED)
    fixed = fixed.select_related("mentee__organization", "mentor__organization", "form")
    held = Count("meetings", filter=Q(meetings__cancelled_at=None))
    return fixed.annotate(held=held).order_by("active_since_on", "pk")


def _columns(pair: Pair, partner: Person) -> PairColumns:
    return PairColumns(
        partner=partner.name.full,
        partner_place=partner.place_in_full,
        form=pair.form.name,
        finished_on=pair.ended_on,
        results=_results(pair) if pair.state == PairState.COMPLETED else "",
        mark=_mark(pair),
    )


def _results(pair: Pair) -> str:
    """What came of the pair, in the words of the one who ended it, and how often they met."""
    count = vars(pair)["held"]
    met = ngettext("%(count)s meeting", "%(count)s meetings", count) % {"count": count}
    return f"{pair.end_reason.rstrip('.')}. {met}." if pair.end_reason else met


def _mark(pair: Pair) -> str:
    """Whether the programme was passed; nothing while it goes on."""
    if pair.state == PairState.COMPLETED:
        return gettext("passed")
    return gettext("left before the end") if pair.state == PairState.DISSOLVED else ""
