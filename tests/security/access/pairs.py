"""Who gets what in pairs: the desk, pairs, orders, meetings and the queue."""

from django.utils import timezone

from pairs.actions.orders import confirm_names, sign_order
from pairs.order_facts import needed_forms
from tests.factories.pairs import (
    ActivePairFactory,
    MeetingFactory,
    PairFactory,
    PairOrderFactory,
    QueueCardFactory,
    SubmittedOrderFactory,
    a_mentee,
    a_mentor,
    order_with,
)
from tests.factories.participants import GuardianFactory
from tests.security.access import Access, only
from tests.security.world import CANARY

# The levels above, administrators and outsiders see no pair at all.
BLIND = {"region": 404, "municipality": 404, "admin": 404, "partner": 404}
STAFF = ("curator", "director", "psychologist", "class_teacher")


def mentor_of(world):
    """The card of the mentor of the world."""
    return a_mentor(world.school, user=world.mentor.user, last_name=CANARY, capacity=9)


def mentee_of(world):
    """The card of the mentee of the world, with the parent of the world."""
    child = a_mentee(world.school, user=world.mentee.user, last_name=CANARY)
    GuardianFactory(child=child, guardian__user=world.guardian.user, guardian__last_name=CANARY)
    return child


def an_active_pair(world):
    """The mentor and the mentee of the world at work."""
    return ActivePairFactory(mentor=world.made(mentor_of), mentee=world.made(mentee_of))


def a_proposed_pair(world):
    """A proposal that stands in no order."""
    return PairFactory(
        mentor=world.made(mentor_of), mentee=a_mentee(world.school, last_name=CANARY)
    )


def a_meeting(world):
    """A meeting of the active pair, recorded just now."""
    return MeetingFactory(pair=world.made(an_active_pair), recorded_at=timezone.now())


def confirmed(order):
    """Confirm each form the order needs."""
    forms = {needed: needed.form for needed in needed_forms(order)}
    confirm_names(order, forms=forms, by=order.curator, now=timezone.now())
    return order


def a_pair_for_an_order(world):
    """A proposal with people of its own."""
    return PairFactory(
        mentor=a_mentor(world.school, last_name=CANARY),
        mentee=a_mentee(world.school, last_name=CANARY),
    )


def a_draft(world):
    """A draft with nothing in its way."""
    return confirmed(order_with(a_pair_for_an_order(world), maker=PairOrderFactory))


def a_sent_order(world):
    """An order that waits for the director."""
    return confirmed(order_with(a_pair_for_an_order(world), maker=SubmittedOrderFactory))


def a_signed_order(world):
    """An order with its number."""
    return sign_order(
        a_sent_order(world), by=world.director, now=timezone.now(), today=timezone.localdate()
    )


def a_queue_card(world):
    """A mentee who waits."""
    return QueueCardFactory(mentee=a_mentee(world.school, last_name=CANARY))


def of(maker):
    """The address of one record."""
    return lambda world: [world.made(maker).pk]


def a_pair_in_the_draft(world):
    """The draft and the pair in it."""
    order = world.made(a_draft)
    return [order.pk, order.pairs.get().pk]


def meeting_of_today(world):
    """What a mentor types."""
    return {
        "held_on": timezone.localdate().isoformat(),
        "lasted_minutes": "45",
        "topic": "Разобрали задачи",
        "next_on": "",
    }


def corrected_meeting(world):
    """What a mentor corrects."""
    return {**meeting_of_today(world), "kind": "trial", "format": "remote"}


def words_of_an_order(world):
    """What a draft says."""
    order = world.made(a_draft)
    return {"until_on": "2027-05-31", "word": "приказ", "curator": order.curator_id, "control": ""}


def says(**said):
    """The same words from everybody."""
    return lambda world: said


def with_a_proposal(world):
    """A page without a record, with a proposal of the school to be seen on it."""
    world.made(a_proposed_pair)
    return []


def keepers(answer, **else_):
    """Those who keep orders; the psychologist knows of them, nobody else sees any."""
    unseen = dict.fromkeys(("class_teacher", "mentor", "mentee", "guardian"), 404)
    return only("curator", "director", answer=answer, **{**unseen, **BLIND, **else_})


def waiting(answer):
    """The curator plans, the rest of the staff look on."""
    unseen = dict.fromkeys(("mentor", "mentee", "guardian"), 404)
    return only("curator", answer=answer, **unseen, **BLIND)


REASON = says(reason="Так решили вместе")
PLAN = says(next_step="psychologist", review_on=timezone.localdate().isoformat(), note="")

ACCESS = {
    "pairs": Access(only(*STAFF, stranger=200)),
    "pairs-xlsx": Access(only("curator", "director", stranger=200)),
    "pair": [
        Access(only(*STAFF, "mentor", "mentee", "guardian", **BLIND), url=of(an_active_pair)),
        Access(
            only(*STAFF, mentor=404, mentee=404, guardian=404, **BLIND), url=of(a_proposed_pair)
        ),
    ],
    "set-goal": [
        Access(only("curator", "mentor", **BLIND), url=of(an_active_pair)),
        Access(
            only("curator", "mentor", answer=302, **BLIND),
            url=of(an_active_pair),
            method="post",
            send=says(goal="Сдать экзамен"),
        ),
    ],
    "complete-pair": [
        Access(only("curator", "director", **BLIND), url=of(an_active_pair)),
        Access(
            only("curator", "director", answer=302, **BLIND),
            url=of(an_active_pair),
            method="post",
            send=REASON,
        ),
    ],
    "dissolve-pair": [
        Access(only("curator", "director", **BLIND), url=of(an_active_pair)),
        Access(
            only("curator", "director", answer=302, **BLIND),
            url=of(an_active_pair),
            method="post",
            send=REASON,
        ),
    ],
    "change-pair": Access(
        only("curator", mentor=404, mentee=404, guardian=404, **BLIND), url=of(a_proposed_pair)
    ),
    "reject-pair": [
        Access(
            only("curator", "director", mentor=404, mentee=404, guardian=404, **BLIND),
            url=of(a_proposed_pair),
        ),
        Access(
            only("curator", "director", answer=302, mentor=404, mentee=404, guardian=404, **BLIND),
            url=of(a_proposed_pair),
            method="post",
            send=REASON,
        ),
    ],
    "record-meeting": [
        Access(only("curator", "mentor", **BLIND), url=of(an_active_pair)),
        Access(
            only("curator", "mentor", answer=302, **BLIND),
            url=of(an_active_pair),
            method="post",
            send=meeting_of_today,
        ),
    ],
    "edit-meeting": [
        Access(only("curator", "mentor", **BLIND), url=of(a_meeting)),
        Access(
            only("curator", "mentor", answer=302, **BLIND),
            url=of(a_meeting),
            method="post",
            send=corrected_meeting,
        ),
    ],
    "cancel-meeting": [
        Access(only("curator", "mentor", **BLIND), url=of(a_meeting)),
        Access(
            only("curator", "mentor", answer=302, **BLIND),
            url=of(a_meeting),
            method="post",
            send=REASON,
        ),
    ],
    "my-pairs": Access(only("mentor", "partner", stranger=403)),
    "my-pair": Access(only("mentee", "guardian", stranger=403)),
    "matching": Access(only("curator", "psychologist", stranger=200), url=with_a_proposal),
    "suggest-pairs": Access(only("curator", answer=302), url=with_a_proposal, method="post"),
    "propose-pair": Access(only("curator"), url=with_a_proposal),
    "reject-proposals": Access(
        only("curator", answer=302, stranger=302), method="post", send=says(picked="1")
    ),
    "orders": Access(only("curator", "director", "psychologist", stranger=200)),
    "draw-up-order": Access(only("curator", "director", stranger=200), url=with_a_proposal),
    "order-wording": Access(only("curator", "director", stranger=200)),
    "order": Access(keepers(200), url=of(a_sent_order)),
    "change-order": [
        Access(keepers(200), url=of(a_draft)),
        Access(keepers(302), url=of(a_draft), method="post", send=words_of_an_order),
    ],
    "take-out-of-order": Access(keepers(302), url=a_pair_in_the_draft, method="post"),
    "confirm-names": Access(keepers(200), url=of(a_draft)),
    "submit-order": Access(keepers(302), url=of(a_draft), method="post"),
    "sign-order": [
        Access(keepers(302, curator=403), url=of(a_sent_order), method="post"),
        # Somebody whose password is old is asked for it first.
        Access(keepers(403, curator=403), url=of(a_sent_order), method="post", fresh=False),
        # A draft is not signed, whoever asks.
        Access(keepers(409, curator=403), url=of(a_draft), method="post"),
    ],
    "return-order": Access(
        keepers(302, curator=403),
        url=of(a_sent_order),
        method="post",
        send=says(comment="Добавьте срок"),
    ),
    "discard-order": Access(keepers(302), url=of(a_draft), method="post"),
    "order-pdf": Access(keepers(200), url=of(a_sent_order)),
    "order-docx": Access(keepers(200), url=of(a_signed_order)),
    "order-for-site": [
        Access(keepers(200), url=of(a_signed_order)),
        Access(keepers(404, psychologist=403), url=of(a_draft)),
    ],
    "queue": Access(only(*STAFF, stranger=200)),
    "queue-card": [
        Access(waiting(200), url=of(a_queue_card)),
        Access(waiting(302), url=of(a_queue_card), method="post", send=PLAN),
    ],
    "refuse-queue-card": Access(
        waiting(302), url=of(a_queue_card), method="post", send=says(note="Заявление мамы")
    ),
}
