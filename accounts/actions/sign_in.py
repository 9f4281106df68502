"""What is kept about signing in and out."""

from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts.models import Membership, User
from kernel import journal


@transaction.atomic
def note_sign_in(user: User, *, by: Membership | None, channel: str) -> None:
    """Somebody has come in; until a role is chosen, the first one says for whom."""
    subject = _subject(user)
    actor = by or (subject if isinstance(subject, Membership) else None)
    journal.record("sign_in", subject, by=actor, channel=channel, user=user.pk)


@transaction.atomic
def note_failure(user: User | None, *, by: Membership | None) -> None:
    """Somebody has tried an account with a wrong password."""
    if user is not None:
        journal.record("sign_in_failed", _subject(user), by=by, channel="password", user=user.pk)


@transaction.atomic
def note_sign_out(user: User, *, by: Membership | None) -> None:
    """Somebody has left."""
    journal.record("sign_out", _subject(user), by=by, user=user.pk)


@transaction.atomic
def note_session_over(user: User, *, by: Membership | None, session_key: str, why: str) -> None:
    """A session was left alone or has lasted too long; it leaves the list of the person's own."""
    UserSession.objects.filter(session_key=session_key).delete()
    journal.record("session_over", _subject(user), by=by, why=why, user=user.pk)


@transaction.atomic
def note_second_factor(user: User, *, by: Membership | None, verb: str) -> None:
    """Somebody has set up a second factor, or switched it off."""
    journal.record(verb, _subject(user), by=by, user=user.pk)


def _subject(user: User) -> Membership | User:
    """Name the role that tells whose journal the line belongs to."""
    return user.memberships.filter(ended_at=None).order_by("pk").first() or user
