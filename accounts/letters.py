"""The words of letters about sign-in; their links are made at the moment of sending."""

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts import tokens
from accounts.models import Invitation, Letter, User
from accounts.states import LetterKind

EMAIL_CHANGE = "accounts.email_change"
EMAIL_CHANGE_LASTS = 72 * 3600


def deliver(letter: Letter) -> None:
    """Hand one letter to the mail server. The same letter always carries the same Message-ID."""
    language = letter.user.language if letter.user else settings.LANGUAGE_CODE
    with translation.override(language):
        subject, body = words(letter)
    EmailMessage(
        subject=subject,
        body=body,
        to=[letter.address],
        headers={"Message-ID": f"<letter-{letter.pk}@{_domain()}>"},
    ).send()


def words(letter: Letter) -> tuple[str, str]:
    """Write the letter: the first line of its template is the subject."""
    said = render_to_string(
        f"accounts/letters/{letter.kind}.txt",
        {
            "letter": letter,
            "user": letter.user,
            "invitation": letter.invitation,
            "link": link(letter),
            "site": settings.SITE_URL,
        },
    )
    subject, _line, body = said.strip().partition("\n")
    return " ".join(subject.split()), body.strip() + "\n"


def link(letter: Letter) -> str:
    """The address that the letter carries, always of our own site."""
    if letter.kind == LetterKind.INVITATION and letter.invitation:
        return invitation_link(letter.invitation)
    if letter.kind == LetterKind.PASSWORD_RESET and letter.user:
        return password_reset_link(letter.user)
    if letter.kind == LetterKind.EMAIL_CHANGE and letter.user:
        return email_change_link(letter.user, letter.address)
    return settings.SITE_URL + reverse("account_reset_password")


def invitation_link(invitation: Invitation) -> str:
    """The personal link of an invitation."""
    token = tokens.invitation_token(invitation.nonce)
    return settings.SITE_URL + reverse("accept-invitation", args=[token])


def card_link(token: str) -> str:
    """The link behind the QR code of a class card."""
    return settings.SITE_URL + reverse("card", args=[token])


def password_reset_link(user: User) -> str:
    """The link that lets the owner of the address choose a new password."""
    key = default_token_generator.make_token(user)
    return settings.SITE_URL + reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": key},
    )


def email_change_link(user: User, address: str) -> str:
    """The link by which a new address confirms itself."""
    said = signing.dumps([user.pk, user.email, address], salt=EMAIL_CHANGE)
    return settings.SITE_URL + reverse("confirm-email", args=[said])


def read_email_change(said: str) -> tuple[User, str] | None:
    """Read the link back; nothing when it is old, altered or for an address changed since."""
    try:
        pk, before, address = signing.loads(said, salt=EMAIL_CHANGE, max_age=EMAIL_CHANGE_LASTS)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=pk, email=before, is_active=True).first()
    return (user, address) if user else None


def _domain() -> str:
    return settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0] or "localhost"
