"""Who learns of a consent: the curators of an answer, the signer of a question."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.states import Role
from kernel.calendar import today_in
from notices.actions import owe
from participants.models import Consent, ConsentRequest, Person
from participants.states import ConsentState


def tell_curators(consent: Consent, *, now: datetime) -> None:
    """Tell the curators what a signer has answered by themselves. In the same transaction."""
    words = {
        ConsentState.GIVEN: _("Consent given: %(name)s"),
        ConsentState.REFUSED: _("Consent refused: %(name)s"),
        ConsentState.WITHDRAWN: _("Consent withdrawn: %(name)s"),
    }
    owe(
        kind="consent",
        to=_curators(consent.person, now),
        organization=consent.person.organization_id,
        subject=words[ConsentState(consent.state)] % {"name": consent.person.name.short},
        text=str(consent.get_purpose_display()),
        url=reverse("person", args=[consent.person_id]),
        key=f"{consent.pk}-{consent.state}",
        now=now,
        email=False,
    )


def tell_signer(request: ConsentRequest, *, now: datetime) -> None:
    """Tell a signer who has an account that an answer is awaited."""
    if request.signer.user is None:
        return
    owe(
        kind="consent_asked",
        to=request.signer.user,
        organization=request.person.organization_id,
        subject=_("The school asks for a consent"),
        text=str(request.get_purpose_display()),
        url=reverse("answer-consent", args=[request.person_id, request.purpose]),
        key=str(request.pk),
        now=now,
    )


def _curators(person: Person, now: datetime) -> list[User]:
    today = today_in(person.organization.time_zone, now)
    roles = person.organization.memberships.current(today).in_role(Role.CURATOR)
    return [role.user for role in roles.select_related("user").order_by("pk")]
