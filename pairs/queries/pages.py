"""The page of a pair, what the curator has to do, and what proves the stage of pairs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Membership
from kernel.access import may
from kernel.pieces import Fact, Moment, Task, Tone
from kernel.russian import date_words, day_words
from pairs.models import Meeting, Pair, PairOrder, QueueCard
from pairs.queries.cards import silent_pairs
from pairs.reasons import Sentence, sentences
from pairs.rules import is_mentor_of, works_with_pairs
from pairs.states import OrderState, PairState
from participants.models import MenteeProfile, Person
from roadmap.models import Programme
from roadmap.proofs import Progress

SILENT_SHOWN = 5

TONES: Mapping[str, tuple[Tone, str]] = {
    PairState.PROPOSED: (Tone.CALM, "clock"),
    PairState.ACTIVE: (Tone.GOOD, "circle-check"),
    PairState.COMPLETED: (Tone.IDLE, "flag"),
    PairState.DISSOLVED: (Tone.WARN, "circle-x"),
    PairState.REJECTED: (Tone.IDLE, "circle-x"),
}
ORDER_TONES: Mapping[str, tuple[Tone, str]] = {
    OrderState.DRAFT: (Tone.IDLE, "file-text"),
    OrderState.SUBMITTED: (Tone.WARN, "hourglass"),
    OrderState.RETURNED: (Tone.BAD, "undo-2"),
    OrderState.SIGNED: (Tone.GOOD, "signature"),
    OrderState.DISCARDED: (Tone.IDLE, "circle-x"),
}


@dataclass(frozen=True)
class PairPage:
    """One pair with everything its page shows to this reader."""

    pair: Pair
    facts: list[Fact]
    reasons: list[Sentence]
    meetings: list[Meeting]
    moments: list[Moment]
    is_staff: bool
    open_cards: frozenset[int]

    @property
    def held_count(self) -> int:
        """How many meetings took place."""
        return sum(meeting.cancelled_at is None for meeting in self.meetings)

    @property
    def minutes(self) -> int:
        """How long they met together."""
        return sum(m.lasted_minutes for m in self.meetings if m.cancelled_at is None)


def pair_page(pair: Pair, membership: Membership) -> PairPage:
    """Collect the page. The sides see no reasons of matching: they may name other people."""
    is_staff = works_with_pairs(membership, pair)
    return PairPage(
        pair=pair,
        facts=list(_facts(pair, membership, is_staff=is_staff)),
        reasons=sentences(pair.reasons) if is_staff else [],
        meetings=list(pair.meetings.select_related("recorded_by").order_by("-held_on", "-pk")),
        moments=list(_moments(pair))[::-1] if is_staff else [],
        is_staff=is_staff,
        open_cards=_open_cards(pair, membership) if is_staff else frozenset(),
    )


def _open_cards(pair: Pair, membership: Membership) -> frozenset[int]:
    both = Person.objects.visible_to(membership).filter(pk__in=[pair.mentor_id, pair.mentee_id])
    return frozenset(both.values_list("pk", flat=True))


def whole_pair(pair: Pair) -> Pair:
    """Read the pair with all that its page needs."""
    return Pair.objects.select_related(
        "mentor",
        "mentee__mentee",
        "mentee__mentor_extract",
        "form",
        "programme",
        "order__document",
        "replaces__mentor",
    ).get(pk=pair.pk)


def todo_of(programme: Programme, today: date) -> list[Task]:
    """What the curator has to do with the pairs of a programme now, for the home page."""
    return list(_todo(programme, today))


def pairs_by_order(programme: Programme) -> Progress:
    """How many mentees of the programme an order has given a pair."""
    kept = Person.objects.kept().filter(organization=programme.organization_id)
    mentees = MenteeProfile.objects.filter(person__in=kept, left_on=None)
    paired = Pair.objects.filter(
        programme=programme, state__in=[PairState.ACTIVE, PairState.COMPLETED]
    )
    return Progress(
        done=paired.values("mentee").distinct().count(),
        total=mentees.count(),
        url=reverse("pairs"),
    )


def _facts(pair: Pair, membership: Membership, *, is_staff: bool) -> Iterator[Fact]:
    order_url = reverse("order", args=[pair.order_id]) if pair.order_id else ""
    if pair.order and not may(membership, "order.view", pair.order):
        order_url = ""
    yield Fact(_("Form"), pair.form.name)
    if pair.active_since_on:
        yield Fact(_("Works since"), date_words(pair.active_since_on))
    if is_staff and pair.order and pair.order.document:
        number = _("No. %(number)s of %(day)s") % {
            "number": pair.order.document.number_text,
            "day": date_words(pair.order.document.on),
        }
        yield Fact(_("Order"), number, order_url)
    elif is_staff and pair.order:
        yield Fact(_("Order"), _("draft"), order_url)
    profile = getattr(pair.mentee, "mentee", None)
    if profile is not None and profile.request:
        yield Fact(_("Request"), profile.request)
    extract = getattr(pair.mentee, "mentor_extract", None)
    if extract is not None and (is_staff or is_mentor_of(membership, pair)):
        yield Fact(_("From the curator"), extract.text)
    yield Fact(_("Goal"), pair.goal)
    if pair.ended_on:
        yield Fact(_("Ended"), date_words(pair.ended_on))
        yield Fact(_("Result or reason"), pair.end_reason)


def _moments(pair: Pair) -> Iterator[Moment]:
    how = _("Proposed by hand") if pair.is_by_hand else _("Proposed by matching")
    yield Moment(pair.proposed_at, how, pair.hand_reason, "shuffle")
    if pair.replaces is not None:
        words = _("Instead of the pair with %(mentor)s") % {
            "mentor": pair.replaces.mentor.name.short
        }
        yield Moment(pair.proposed_at, words, icon="refresh-cw")
    if pair.active_since_on:
        yield Moment(pair.active_since_on, _("Fixed by the order"), icon="signature")
    if pair.ended_on:
        yield Moment(pair.ended_on, str(pair.get_state_display()), pair.end_reason, "flag")


def _todo(programme: Programme, today: date) -> Iterator[Task]:
    proposed = Pair.objects.filter(programme=programme, state=PairState.PROPOSED, order=None)
    if count := proposed.count():
        text = ngettext(
            "%(count)d proposed pair waits for an order",
            "%(count)d proposed pairs wait for an order",
            count,
        )
        yield Task(
            text % {"count": count},
            reverse("draw-up-order"),
            _("Draw up the order"),
            tone=Tone.ACCENT,
            icon="gavel",
        )
    returned = PairOrder.objects.filter(programme=programme, state=OrderState.RETURNED)
    for order in returned.order_by("pk"):
        yield Task(
            _("The order was returned"),
            reverse("order", args=[order.pk]),
            _("Open the order"),
            order.comment[:120],
            Tone.BAD,
            "undo-2",
        )
    for pair in silent_pairs(programme.pk, today, SILENT_SHOWN):
        last_on: date | None = vars(pair)["last_on"]
        last = day_words(last_on) if last_on else _("no meeting yet")
        names = f"{pair.mentor.name.short} — {pair.mentee.name.short}"
        yield Task(
            _("A silent pair: %(names)s") % {"names": names},
            reverse("pair", args=[pair.pk]),
            _("Open the pair"),
            _("last meeting: %(day)s") % {"day": last},
            Tone.WARN,
            "message-circle",
        )
    due = QueueCard.objects.waiting().filter(programme=programme, review_on__lte=today).count()
    if due:
        text = ngettext(
            "%(count)d mentee without a pair: time to look again",
            "%(count)d mentees without a pair: time to look again",
            due,
        )
        yield Task(
            text % {"count": due}, reverse("queue"), _("Open the queue"), "", Tone.WARN, "user-x"
        )
