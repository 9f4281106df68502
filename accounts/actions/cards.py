"""Class cards: a printed QR link and a PIN let a pupil in without e-mail."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import TextChoices

from accounts import tokens
from accounts.models import Card, Membership, Organization, User
from kernel import journal

WRONG_PINS = 5
LOCKED_FOR = timedelta(minutes=15)


class CardAnswer(TextChoices):
    """What a card says to a PIN."""

    OPEN = "open"
    WRONG = "wrong"
    LOCKED = "locked"


@transaction.atomic
def make_card(
    *, user: User, organization: Organization, by: Membership | None, now: datetime
) -> tuple[Card, str, str]:
    """Make a card in the place of the old one; the answer carries the token and the PIN once."""
    User.objects.select_for_update().get(pk=user.pk)
    Card.objects.filter(user=user).valid().update(revoked_at=now)
    token, pin = tokens.new_token(), tokens.new_pin()
    digest = tokens.digest(token)
    card = Card.objects.create(
        user=user,
        organization=organization,
        token_digest=digest,
        pin_hash=tokens.pin_hash(digest, pin),
        made_at=now,
        made_by_id=by.user_id if by else None,
    )
    journal.record("make_card", card, by=by)
    return card, token, pin


@transaction.atomic
def revoke_card(card: Card, *, by: Membership | None, now: datetime) -> Card:
    """Take a card back: it opens nothing any more."""
    fresh = Card.objects.select_for_update().get(pk=card.pk)
    if fresh.revoked_at is None:
        fresh.revoked_at = now
        fresh.save(update_fields=["revoked_at"])
        journal.record("revoke_card", fresh, by=by)
    return fresh


@transaction.atomic
def try_pin(card: Card, pin: str, *, by: Membership | None, now: datetime) -> CardAnswer:
    """Check a PIN. Five wrong ones close this card, and no other, for a quarter of an hour."""
    fresh = Card.objects.select_for_update().get(pk=card.pk)
    if fresh.revoked_at is not None:
        return CardAnswer.WRONG
    if fresh.is_locked(now):
        return CardAnswer.LOCKED
    if tokens.pin_fits(fresh.token_digest, pin, fresh.pin_hash):
        fresh.failed_count, fresh.locked_until_at = 0, None
        fresh.save(update_fields=["failed_count", "locked_until_at"])
        journal.record("sign_in", fresh, by=by, channel="card")
        return CardAnswer.OPEN
    fresh.failed_count += 1
    answer = CardAnswer.WRONG
    if fresh.failed_count >= WRONG_PINS:
        fresh.failed_count, fresh.locked_until_at = 0, now + LOCKED_FOR
        answer = CardAnswer.LOCKED
    fresh.save(update_fields=["failed_count", "locked_until_at"])
    journal.record("sign_in_failed", fresh, by=by, channel="card", answer=answer)
    return answer
