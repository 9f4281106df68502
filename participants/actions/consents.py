"""What happens to a consent: it is asked for, given, refused, taken back. It is never deleted."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.states import Role
from kernel import events, journal
from kernel.refusals import Refusal
from participants import tokens
from participants.actions.consent_notices import tell_curators, tell_signer
from participants.actions.withdrawals import drop_steps, open_steps
from participants.events import ConsentWithdrawn
from participants.models import Consent, ConsentRequest, ConsentText, Guardian, Person
from participants.states import CONSENT_LIFE, Channel, ConsentState, Purpose
from roadmap.actions.closing import look_again

LINK_LASTS = timedelta(days=30)


class LinkUsed(Refusal):
    """The link was answered, replaced or has expired."""


class AlreadyGiven(Refusal):
    """The same person has already given this consent, and it is in force."""


class NotOurs(Refusal):
    """The one who is to sign has nothing to do with the person."""


@dataclass(frozen=True)
class Scan:
    """The picture of a signed paper."""

    name: str
    content: bytes


@transaction.atomic
def ask_consent(
    person: Person,
    *,
    purpose: str,
    signer: Person,
    text: ConsentText,
    by: Membership,
    now: datetime,
) -> tuple[ConsentRequest, str]:
    """Make a personal link for one signer; an older open link for the same dies.

    The answer carries the token of the link.
    """
    _open(person, purpose, signer).update(closed_at=now)
    nonce = tokens.new_nonce()
    token = tokens.link_token(nonce)
    request = ConsentRequest.objects.create(
        person=person,
        purpose=purpose,
        signer=signer,
        relation=_relation(person, signer),
        text=text,
        nonce=nonce,
        token_digest=tokens.digest(token),
        asked_at=now,
        asked_by_id=by.user_id,
        expires_at=now + LINK_LASTS,
    )
    journal.record("ask_consent", person, by=by, purpose=purpose, signer=signer.pk)
    tell_signer(request, now=now)
    return request, token


@transaction.atomic
def record_paper(
    person: Person,
    *,
    purpose: str,
    signer: Person,
    text: ConsentText,
    agrees: bool,
    answered_on: date,
    by: Membership,
    now: datetime,
    expires_on: date | None = None,
    reason: str = "",
    categories: tuple[str, ...] = (),
    scan: Scan | None = None,
) -> Consent:
    """Record what a signed paper says. The paper itself may be kept as a scan."""
    return _answer(
        person,
        purpose=purpose,
        signer=signer,
        text=text,
        agrees=agrees,
        by=by,
        now=now,
        channel=Channel.PAPER,
        answered_on=answered_on,
        expires_on=expires_on,
        refusal_reason=reason,
        categories=list(categories),
        scan=scan,
    )


@transaction.atomic
def answer_in_cabinet(
    person: Person,
    *,
    purpose: str,
    signer: Person,
    text: ConsentText,
    agrees: bool,
    by: Membership,
    now: datetime,
    today: date,
    reason: str = "",
    categories: tuple[str, ...] = (),
) -> Consent:
    """Give or refuse a consent in one's own cabinet."""
    return _answer(
        person,
        purpose=purpose,
        signer=signer,
        text=text,
        agrees=agrees,
        by=by,
        now=now,
        channel=Channel.CABINET,
        answered_on=today,
        refusal_reason=reason,
        categories=list(categories),
    )


@transaction.atomic
def answer_by_link(
    request: ConsentRequest,
    *,
    agrees: bool,
    by: Membership | None,
    now: datetime,
    today: date,
    reason: str = "",
    categories: tuple[str, ...] = (),
) -> Consent:
    """Give or refuse a consent by a personal link; it is answered once, whoever hurries."""
    fresh = ConsentRequest.objects.select_for_update().get(pk=request.pk)
    if not fresh.is_open(now):
        raise LinkUsed(
            _("This link has already been answered, replaced by another or has expired.")
        )
    consent = _answer(
        fresh.person,
        purpose=fresh.purpose,
        signer=fresh.signer,
        text=fresh.text,
        agrees=agrees,
        by=by,
        now=now,
        channel=Channel.LINK,
        answered_on=today,
        refusal_reason=reason,
        categories=list(categories),
    )
    fresh.answered_at, fresh.closed_at, fresh.consent = now, None, consent
    fresh.save(update_fields=["answered_at", "closed_at", "consent"])
    return consent


@transaction.atomic
def withdraw_consent(
    consent: Consent, *, by: Membership | None, now: datetime, today: date, channel: str = ""
) -> Consent:
    """Take a consent back. What rests on it stops in the same transaction."""
    withdrawn = CONSENT_LIFE.move(consent, "withdraw", by=by, withdrawn_on=today)
    if channel:
        journal.record("withdraw_by_link", withdrawn, by=by, channel=channel)
    open_steps(withdrawn, withdrawn_on=today)
    events.announce(ConsentWithdrawn(withdrawn.person, withdrawn.purpose, by, today))
    if by is None or by.role != Role.CURATOR:
        tell_curators(withdrawn, now=now)
    return withdrawn


def _answer(
    person: Person,
    *,
    purpose: str,
    signer: Person,
    text: ConsentText,
    agrees: bool,
    by: Membership | None,
    now: datetime,
    channel: str,
    scan: Scan | None = None,
    **said: Any,
) -> Consent:
    """Write one answer down. A refusal after a consent takes the consent back first."""
    if purpose != Purpose.PUBLICATION or not agrees:
        said["categories"] = []
    if agrees:
        said["refusal_reason"] = ""
    _end_before(
        person, purpose, signer, text, agrees=agrees, by=by, now=now, on=said["answered_on"]
    )
    consent = Consent(
        person=person,
        purpose=purpose,
        signer=signer,
        relation=_relation(person, signer),
        text=text,
        channel=channel,
        recorded_at=now,
        recorded_by_id=by.user_id if by else None,
        state=ConsentState.GIVEN if agrees else ConsentState.REFUSED,
        **said,
    )
    if scan is not None:
        consent.scan_name = scan.name[:200]
        consent.scan.save(
            f"{person.pk}-{now:%Y%m%d%H%M%S%f}", ContentFile(scan.content), save=False
        )
    _insert(consent)
    if agrees:
        drop_steps(person, purpose=purpose, signer=signer, now=now)
    if channel != Channel.LINK:
        _open(person, purpose, signer).update(closed_at=now)
    verb = "give_consent" if agrees else "refuse_consent"
    journal.record(verb, person, by=by, purpose=purpose, signer=signer.pk, channel=channel)
    look_again(person.organization_id)
    if channel != Channel.PAPER:
        tell_curators(consent, now=now)
    return consent


def _insert(consent: Consent) -> None:
    try:
        with transaction.atomic():
            consent.save(force_insert=True)
    except IntegrityError:
        raise AlreadyGiven(
            _("%(name)s has already given this consent, and it is in force.")
            % {"name": consent.signer.name.full}
        ) from None


def _end_before(
    person: Person,
    purpose: str,
    signer: Person,
    text: ConsentText,
    *,
    agrees: bool,
    by: Membership | None,
    now: datetime,
    on: date,
) -> None:
    """End what the signer gave earlier: a refusal takes it back, a renewal takes its place."""
    given = Consent.objects.filter(
        person=person, purpose=purpose, signer=signer, state=ConsentState.GIVEN
    )
    for consent in given:
        is_over = consent.expires_on is not None and consent.expires_on < on
        if not agrees:
            withdraw_consent(consent, by=by, now=now, today=on)
        elif is_over or consent.text_id != text.pk:
            CONSENT_LIFE.move(consent, "replace", by=by)


def _relation(person: Person, signer: Person) -> str:
    """What the signer is to the person: empty for oneself."""
    if signer.pk == person.pk:
        return ""
    link = Guardian.objects.filter(child=person, guardian=signer).first()
    if link is None:
        raise NotOurs(
            _("%(name)s is not among the representatives on the card.") % {"name": signer.name.full}
        )
    return link.relation


def _open(person: Person, purpose: str, signer: Person) -> Any:
    return ConsentRequest.objects.filter(
        person=person, purpose=purpose, signer=signer, answered_at=None, closed_at=None
    )
