"""Promise letters about sign-in and deliver them. A letter is owed, claimed, proven."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from accounts.models import Invitation, Letter, Membership, User
from accounts.states import LetterKind
from kernel import journal
from kernel.refusals import Refusal
from kernel.wake import wake

CLAIM_LASTS = timedelta(minutes=10)
ATTEMPTS = 8

Deliver = Callable[[Letter], None]


class NothingToRetry(Refusal):
    """Only a letter that was given up can be tried again."""


@transaction.atomic
def owe_letter(
    kind: LetterKind,
    *,
    to: str,
    by: Membership | None,
    now: datetime,
    user: User | None = None,
    invitation: Invitation | None = None,
) -> Letter:
    """Promise a letter. No request ever waits for a mail server."""
    letter = Letter.objects.create(
        kind=kind, address=to, user=user, invitation=invitation, owed_at=now
    )
    wake("accounts.sweep_letters")
    return letter


def claim(letter_id: int, *, now: datetime) -> bool:
    """Take the letter for this sender. Only one caller ever gets True."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_LASTS)
    ripe = Q(next_attempt_at=None) | Q(next_attempt_at__lte=now)
    owed = Letter.objects.filter(free, ripe, pk=letter_id, sent_at=None, gave_up_at=None)
    return owed.update(claimed_at=now, attempt_count=F("attempt_count") + 1) == 1


def send(letter_id: int, *, now: datetime, deliver: Deliver) -> None:
    """Deliver at least once, and twice only if the sender dies between delivery and proof.

    Delivery stands outside any transaction. A failure is tried again later and later.
    """
    if not claim(letter_id, now=now):
        return
    claimed = Letter.objects.filter(pk=letter_id)
    letter = claimed.select_related("user", "invitation__organization").get()
    try:
        deliver(letter)
    except Exception as trouble:  # noqa: BLE001 -- any trouble of delivery is kept and tried again
        claimed.update(
            claimed_at=None,
            gave_up_at=now if letter.attempt_count >= ATTEMPTS else None,
            next_attempt_at=now + timedelta(minutes=5 * 2**letter.attempt_count),
            trouble=f"{type(trouble).__name__}: {trouble}"[:300],
        )
        return
    claimed.update(sent_at=now)


def sweep(*, now: datetime, deliver: Deliver, most: int = 200) -> None:
    """Send whatever is owed by now, one by one: a bad one does not stop the rest."""
    for letter_id in list(Letter.objects.waiting(now).values_list("pk", flat=True)[:most]):
        send(letter_id, now=now, deliver=deliver)


@transaction.atomic
def retry_letter(letter_id: int, *, by: Membership, now: datetime) -> None:
    """Owe a letter again that was given up: the trouble is mended."""
    given_up = Letter.objects.filter(pk=letter_id, gave_up_at__isnull=False)
    if not given_up.update(gave_up_at=None, claimed_at=None, attempt_count=0, next_attempt_at=now):
        raise NothingToRetry(_("This letter waits or has been sent: there is nothing to retry."))
    journal.record("retry_letter", Letter.objects.get(pk=letter_id), by=by)
    wake("accounts.sweep_letters")
