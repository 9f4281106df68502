"""Personal links to a questionnaire: signed with the secret of the installation, kept nowhere."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from surveys.models import Invitation

_SIGNER = Signer(salt="surveys.invitation", sep=".")


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
