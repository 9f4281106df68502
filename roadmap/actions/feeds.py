"""Give a person a secret calendar address, renew it, take it back."""

from datetime import datetime

from django.db import transaction

from accounts.models import Membership
from kernel import journal
from roadmap.models import CalendarFeed
from roadmap.tokens import calendar_token, digest, new_nonce


@transaction.atomic
def renew_feed(*, by: Membership, now: datetime) -> CalendarFeed:
    """Give the person an address; the one they had before stops working at once."""
    nonce = new_nonce()
    feed, is_new = CalendarFeed.objects.update_or_create(
        membership=by,
        defaults={"nonce": nonce, "token_digest": digest(calendar_token(nonce)), "made_at": now},
    )
    journal.record("open_feed" if is_new else "renew_feed", feed, by=by)
    return feed


@transaction.atomic
def close_feed(*, by: Membership) -> None:
    """Take the address back: calendars that read it find nothing any more."""
    for feed in CalendarFeed.objects.select_for_update().filter(membership=by):
        journal.record("close_feed", feed, by=by)
        feed.delete()
