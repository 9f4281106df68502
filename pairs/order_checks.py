"""What stands between an order and its signature: one list for the page and for the actions."""

from collections import Counter
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kernel.pieces import Obstacle
from pairs import candidates, reasons
from pairs.matching import Why
from pairs.models import Pair, PairOrder
from pairs.order_facts import needed_forms, pairs_of


def obstacles(order: PairOrder, *, today: date) -> list[Obstacle]:
    """List what keeps the order from being sent or signed, each with what removes it."""
    pairs = pairs_of(order)
    if not pairs:
        return [Obstacle(_("There is no pair left in the order. Discard it and draw up another."))]
    return [*_names(order), *_people(order, pairs, today)]


def _names(order: PairOrder) -> list[Obstacle]:
    open_count = sum(not form.confirmed for form in needed_forms(order))
    if not open_count:
        return []
    text = ngettext(
        "%(count)d form of a name or post has not been confirmed.",
        "%(count)d forms of names and posts have not been confirmed.",
        open_count,
    ) % {"count": open_count}
    return [Obstacle(text, reverse("confirm-names", args=[order.pk]), _("Confirm the forms"))]


def _people(order: PairOrder, pairs: list[Pair], today: date) -> list[Obstacle]:
    """Ask every rule again: a consent may have been withdrawn since the proposal."""
    pool = candidates.pool(
        order.programme,
        today=today,
        mentees={pair.mentee_id for pair in pairs},
        mentors={pair.mentor_id for pair in pairs},
        without={pair.pk for pair in pairs},
    )
    mentees = {candidate.person.pk: candidate.side for candidate in pool.mentees}
    mentors = {candidate.person.pk: candidate.side for candidate in pool.mentors}
    wanted = Counter(pair.mentor_id for pair in pairs)
    judge = pool.judge
    found = []
    for pair in pairs:
        mentee, mentor = mentees.get(pair.mentee_id), mentors.get(pair.mentor_id)
        if mentee is None or mentor is None:
            found.append(_of_pair(pair, _("one of the two has left the programme")))
            continue
        broken = next(iter(judge.obstacles(mentee, mentor)), None)
        if broken is None and wanted[pair.mentor_id] > mentor.places:
            broken = Why("no_places")
        if broken is not None:
            found.append(_of_pair(pair, reasons.obstacle(broken)))
    return found


def _of_pair(pair: Pair, text: str) -> Obstacle:
    names = {"mentor": pair.mentor.name.short, "mentee": pair.mentee.name.short, "text": text}
    return Obstacle(
        _("%(mentor)s — %(mentee)s: %(text)s.") % names,
        reverse("pair", args=[pair.pk]),
        _("Open the pair"),
    )
