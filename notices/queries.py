"""Read models of notices."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from accounts.models import Letter, Membership, User
from notices.models import Notice, NoticePreference
from notices.states import Delivery, MailState

COPY_LIMIT = 500


@dataclass(frozen=True)
class Told:
    """A notice as its page shows it, with a text to pass on by one's own messenger."""

    notice: Notice

    @property
    def to_copy(self) -> str:
        """At most 500 characters: the subject and what is in it, no address."""
        words = f"{self.notice.subject}. {self.notice.text}".strip()
        return words if len(words) <= COPY_LIMIT else f"{words[: COPY_LIMIT - 1]}…"


def unread_count(user: User, now: datetime) -> int:
    """How many notices wait for the person."""
    return Notice.objects.filter(recipient=user).due(now).unread().count()


def told_to(membership: Membership, now: datetime, *, only_unread: bool) -> QuerySet[Notice]:
    """The notices of a person that are due, the newest first."""
    mine = Notice.objects.visible_to(membership).due(now).select_related("organization")
    return (mine.unread() if only_unread else mine).order_by("-due_at", "-pk")


def delivery_of(user: User) -> str:
    """How the person wants to be told."""
    chosen = NoticePreference.objects.filter(user=user).first()
    return chosen.delivery if chosen else Delivery.AT_ONCE


def mail_log() -> QuerySet[Notice]:
    """The notices of the whole installation that went by e-mail; no texts are shown."""
    letters = Notice.objects.exclude(mail_state=MailState.NONE)
    return letters.select_related("recipient", "organization")


def letter_log() -> QuerySet[Letter]:
    """The letters about sign-in of the whole installation; they keep no texts at all."""
    return Letter.objects.select_related("user", "invitation__organization")
