"""Personal links and posters: signed with the secret of the installation, kept nowhere."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from surveys.models import ClassPoster, Invitation

_SIGNER = Signer(salt="surveys.invitation", sep=".")
_POSTERS = Signer(salt="surveys.poster", sep=".")
PIN_DIGITS = 6


def link_of(invitation: Invitation) -> str:
    """The full address that lets this one person answer this one campaign."""
    path = reverse("answer-by-link", args=[_SIGNER.sign(str(invitation.pk))])
    return f"{settings.SITE_URL}{path}"


def invited_by(token: str) -> int | None:
    """The number of the invitation that a link was made for; None for a false link."""
    try:
        return int(_SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None


def token_of(poster: ClassPoster) -> str:
    """What stands in the address of a poster; a renewed poster has another one."""
    return _POSTERS.sign(f"{poster.pk}-{poster.nonce}")


def poster_link(poster: ClassPoster) -> str:
    """The full address of a poster."""
    return f"{settings.SITE_URL}{reverse('class-poster', args=[token_of(poster)])}"


def poster_of(token: str) -> ClassPoster | None:
    """The poster that an address was made for; None for a false or a former one."""
    try:
        number, _dash, nonce = _POSTERS.unsign(token).partition("-")
        posters = ClassPoster.objects.select_related("campaign__programme__organization")
        return posters.filter(pk=int(number), nonce=nonce).first()
    except (BadSignature, ValueError):
        return None


def pin_of(poster: ClassPoster) -> str:
    """The PIN of a poster, which the teacher tells the class."""
    return _pin(poster, settings.SECRET_KEY)


def pin_fits(poster: ClassPoster, pin: str) -> bool:
    """Tell whether the PIN is the poster's, also after a change of the installation's secret."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(_pin(poster, key), pin) for key in keys)


def _pin(poster: ClassPoster, key: str | bytes) -> str:
    made = salted_hmac("surveys.poster.pin", poster.nonce, secret=key, algorithm="sha256").digest()
    return f"{int.from_bytes(made[:8], 'big') % 10**PIN_DIGITS:0{PIN_DIGITS}d}"
