"""What can be done with accounts of people."""

from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.letters import owe_letter
from accounts.login_names import made_login_name
from accounts.models import Membership, Organization, User
from accounts.states import LetterKind, Role
from kernel import journal
from kernel.refusals import Refusal
from kernel.russian import PersonName, gender_of, search_key, sort_key


class AddressTaken(Refusal):
    """Another account has this e-mail or login name."""


@transaction.atomic
def create_user(
    name: PersonName,
    *,
    username: str,
    by: Membership | None,
    email: str = "",
    password: str | None = None,
) -> User:
    """Make an account. Without a password one enters by a card or a personal link only."""
    if User.objects.filter(username__iexact=username).exists():
        raise AddressTaken(_("This login name is taken. Choose another one."))
    if email and User.objects.filter(email__iexact=email).exists():
        raise AddressTaken(_("An account with this e-mail exists already. Sign in with it."))
    user = User(username=username, email=email.lower())
    _write_name(user, name)
    user.set_password(password)
    user.save()
    journal.record("create_user", user, by=by)
    return user


@transaction.atomic
def ensure_pupil_user(
    name: PersonName,
    *,
    organization: Organization,
    by: Membership | None,
    today: date,
    user: User | None = None,
    role: Role = Role.MENTEE,
    class_name: str = "",
) -> User:
    """Give a pupil an account with a made-up login name and the role, unless there already."""
    if user is None:
        user = create_user(name, username=_free_login_name(name.last), by=by)
    role_there, made = Membership.objects.get_or_create(
        user=user,
        organization=organization,
        role=role,
        until_on=None,
        defaults={"since_on": today, "class_name": class_name},
    )
    if made:
        journal.record("grant_role", role_there, by=by, role_given=role)
    elif class_name and role_there.class_name != class_name:
        Membership.objects.filter(pk=role_there.pk).update(class_name=class_name)
    return user


@transaction.atomic
def change_profile(user: User, *, by: Membership | None, name: PersonName, **facts: Any) -> User:
    """The person corrects the own name, phone, language."""
    _write_name(user, name)
    for field, value in facts.items():
        setattr(user, field, value)
    user.save(
        update_fields=[
            *("last_name", "first_name", "patronymic", "gender", "search", "sort_name"),
            *facts,
        ]
    )
    journal.record("change_profile", user, by=by)
    return user


@transaction.atomic
def set_password(user: User, password: str, *, by: Membership | None, now: datetime) -> None:
    """Set a new password: other sessions end by themselves, the owner is told by a letter."""
    user.set_password(password)
    user.save(update_fields=["password"])
    journal.record("set_password", user, by=by)
    if user.email:
        owe_letter(LetterKind.PASSWORD_CHANGED, to=user.email, user=user, by=by, now=now)


@transaction.atomic
def want_email(user: User, email: str, *, by: Membership | None, now: datetime) -> None:
    """Ask the new address to confirm itself; until then nothing changes."""
    if User.objects.exclude(pk=user.pk).filter(email__iexact=email).exists():
        raise AddressTaken(_("This e-mail belongs to another account."))
    owe_letter(LetterKind.EMAIL_CHANGE, to=email, user=user, by=by, now=now)
    journal.record("want_email", user, by=by)


@transaction.atomic
def change_email(user: User, email: str, *, by: Membership | None, now: datetime) -> User:
    """The new address has confirmed itself; the old one is told."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    if User.objects.exclude(pk=user.pk).filter(email__iexact=email).exists():
        raise AddressTaken(_("This e-mail belongs to another account."))
    before, locked.email = locked.email, email.lower()
    locked.save(update_fields=["email"])
    if before and before != locked.email:
        owe_letter(LetterKind.EMAIL_CHANGED, to=before, user=locked, by=by, now=now)
    journal.record("change_email", locked, by=by)
    return locked


@transaction.atomic
def block_user(membership: Membership, *, by: Membership) -> User:
    """Close an account: every session ends in the same request."""
    user = User.objects.select_for_update().get(pk=membership.user_id)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user, by=by)
    journal.record("block_user", membership, by=by)
    return user


@transaction.atomic
def unblock_user(membership: Membership, *, by: Membership) -> User:
    """Open a closed account again."""
    user = User.objects.select_for_update().get(pk=membership.user_id)
    user.is_active = True
    user.save(update_fields=["is_active"])
    journal.record("unblock_user", membership, by=by)
    return user


@transaction.atomic
def reset_second_factor(membership: Membership, *, by: Membership, now: datetime) -> None:
    """Take away a lost second factor; the owner is told and sets a new one up."""
    Authenticator.objects.filter(user_id=membership.user_id).delete()
    end_sessions(membership.user, by=by)
    if membership.user.email:
        owe_letter(
            LetterKind.SECOND_FACTOR_OFF,
            to=membership.user.email,
            user=membership.user,
            by=by,
            now=now,
        )
    journal.record("reset_second_factor", membership, by=by)


@transaction.atomic
def end_session(session: UserSession, *, by: Membership | None) -> None:
    """End one session of one's own."""
    journal.record("end_session", session.user, by=by)
    session.end()


@transaction.atomic
def end_sessions(user: User, *, by: Membership | None, keep: str = "") -> int:
    """End the sessions of a person, all but the one in use; return how many."""
    ended = list(UserSession.objects.filter(user=user).exclude(session_key=keep))
    for session in ended:
        session.end()
    journal.record("end_sessions", user, by=by, count=len(ended))
    return len(ended)


def _write_name(user: User, name: PersonName) -> None:
    user.last_name, user.first_name, user.patronymic = name.last, name.first, name.patronymic
    user.gender = gender_of(name)
    user.search, user.sort_name = search_key(name.full), sort_key(name.full)


def _free_login_name(last_name: str) -> str:
    while True:
        name = made_login_name(last_name)
        if not User.objects.filter(username=name).exists():
            return name
