"""Two cards of one person become one: their pairs and places in the queue."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from kernel.pieces import Text
from pairs.actions.queue import take_from_queue
from pairs.models import Pair, QueueCard
from pairs.states import PairState
from participants.merging import Merge, MergedPart
from participants.models import Person
from roadmap.models import Programme


def obstacles(kept: Person, former: Person) -> Sequence[Text]:
    """Two who are a pair are two people; a mentee has one open pair in a programme."""
    found: list[Text] = []
    together = Q(mentor=kept, mentee=former) | Q(mentor=former, mentee=kept)
    if Pair.objects.filter(together).exclude(state=PairState.REJECTED).exists():
        found.append(
            _("The two are a pair with each other: %(one)s and %(other)s are different people.")
            % {"one": kept.name.short, "other": former.name.short}
        )
    open_pairs = Pair.objects.open().filter(mentee__in=[kept, former]).with_people()
    for pair in open_pairs.filter(mentee=former).order_by("pk"):
        rival = open_pairs.filter(mentee=kept, programme=pair.programme_id).first()
        if rival is not None:
            found.append(
                _(
                    "As a mentee the person has two open pairs in one programme: with %(one)s and"
                    " with %(other)s. End or take back one of them first."
                )
                % {"one": rival.mentor.name.short, "other": pair.mentor.name.short}
            )
    return found


def move(merge: Merge) -> None:
    """Pairs move as they are; of two places in the queue the one who waits longer is left."""
    kept, former = merge.kept, merge.former
    Pair.objects.filter(
        Q(mentor=kept, mentee=former) | Q(mentor=former, mentee=kept), state=PairState.REJECTED
    ).delete()
    Pair.objects.filter(mentor=former).update(mentor=kept)
    Pair.objects.filter(mentee=former).update(mentee=kept)
    waiting = QueueCard.objects.waiting().filter(mentee__in=[kept, former])
    seen: set[int] = set()
    for card in waiting.order_by("entered_on", "pk"):
        if card.programme_id in seen:
            card.delete()
        seen.add(card.programme_id)
    QueueCard.objects.filter(mentee=former).update(mentee=kept)
    paired = Programme.objects.filter(
        pk__in=seen, pairs__mentee=kept, pairs__state=PairState.ACTIVE
    )
    for programme in paired.distinct():
        take_from_queue(programme, mentees=[kept.pk], by=merge.by, today=merge.today)


PART = MergedPart(move=move, obstacles=obstacles)
