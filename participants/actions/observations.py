"""What can be done with information from third parties: ask, answer, close, open, extract."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership, User
from accounts.states import Role
from kernel import journal
from kernel.calendar import today_in
from kernel.refusals import Refusal
from notices.actions import owe
from participants import tokens
from participants.consents import Verdict
from participants.events import ConsentWithdrawn
from participants.models import MentorExtract, Observation, Person
from participants.states import ConsentStatus, Purpose

LINK_SALT = "participants.observation_link"
LINK_DAYS = 14


class ObservationRefused(Refusal):
    """It cannot be asked or answered, and the message says why."""


@transaction.atomic
def ask_third_party(
    person: Person,
    *,
    source: str,
    source_name: str,
    user: User | None,
    consent: Verdict,
    by: Membership,
    now: datetime,
) -> Observation:
    """Ask somebody about the request of a mentee: by sign-in, or by a personal link.

    `consent` is what the gate says of information from third parties: without it nobody is asked.
    """
    _refuse_without(consent)
    nonce = tokens.new_nonce()
    asked = Observation.objects.create(
        person=person,
        source=source,
        source_name=source_name,
        asked_user=user,
        nonce=nonce,
        token_digest=tokens.digest(link_token(nonce)),
        asked_at=now,
        asked_by=by.user,
        expires_at=now + timedelta(days=LINK_DAYS),
    )
    journal.record("ask_third_party", asked, by=by, source=source)
    if user is not None:
        owe(
            kind="observation",
            to=user,
            organization=asked.organization_id,
            subject=_("You are asked about the request of a mentee"),
            text=_("It takes five minutes. Nobody but the curator and the psychologist reads it."),
            url=reverse("answer-observation", args=[asked.pk]),
            key=str(asked.pk),
            now=now,
        )
    return asked


@transaction.atomic
def answer_observation(
    asked: Observation,
    *,
    said: str,
    closed_note: str,
    consent: Verdict,
    by: Membership | None,
    now: datetime,
) -> None:
    """Keep the answer, once. `by` is None when it came by a personal link."""
    fresh = Observation.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    if not fresh.is_open(now):
        raise ObservationRefused(gettext_lazy("This question is answered or closed already."))
    _refuse_without(consent)
    fresh.said, fresh.closed_note, fresh.answered_at = said, closed_note, now
    fresh.save(update_fields=["said", "closed_note", "answered_at"])
    journal.record("answer_observation", fresh, by=by)
    owe(
        kind="observation",
        to=_curators(fresh.person, now),
        organization=fresh.organization_id,
        subject=_("Information has come: %(name)s") % {"name": fresh.person.name.short},
        text=str(fresh.get_source_display()),
        url=reverse("observations", args=[fresh.person_id]),
        key=str(fresh.pk),
        now=now,
        email=False,
    )


@transaction.atomic
def close_question(asked: Observation, *, by: Membership, today: date) -> None:
    """Take a question back: its link opens nothing any more."""
    if Observation.objects.waiting().filter(pk=asked.pk).update(closed_on=today):
        journal.record("close_question", asked, by=by)


@transaction.atomic
def open_closed_note(asked: Observation, *, reason: str, by: Membership) -> str:
    """Read what was written for the psychologist; the journal keeps who did and why."""
    journal.record("open_closed_note", asked, by=by, reason=reason)
    return asked.closed_note


@transaction.atomic
def write_extract(
    person: Person, *, text: str, by: Membership, now: datetime
) -> MentorExtract | None:
    """Say what the mentor may know; an empty text takes it back."""
    if not text:
        MentorExtract.objects.filter(person=person).delete()
        journal.record("remove_extract", person, by=by)
        return None
    extract, _made = MentorExtract.objects.update_or_create(
        person=person, defaults={"text": text, "written_at": now, "written_by_id": by.user_id}
    )
    journal.record("write_extract", person, by=by)
    return extract


def close_questions_of(event: ConsentWithdrawn) -> None:
    """Nobody is asked any more once the consent is taken back. In the transaction of the event."""
    if event.purpose != Purpose.THIRD_PARTY:
        return
    for asked in Observation.objects.waiting().filter(person=event.person):
        Observation.objects.filter(pk=asked.pk).update(closed_on=event.today)
        journal.record("close_question", asked, by=event.by)


def link_token(nonce: str) -> str:
    """What a personal link of a question ends with."""
    return tokens.link_token(nonce, salt=LINK_SALT)


def _refuse_without(consent: Verdict) -> None:
    if consent.status != ConsentStatus.GIVEN:
        raise ObservationRefused(
            gettext_lazy(
                "There is no valid consent to information from third parties. Collect it first."
            )
        )


def _curators(person: Person, now: datetime) -> list[User]:
    today = today_in(person.organization.time_zone, now)
    roles = person.organization.memberships.current(today).in_role(Role.CURATOR)
    return [role.user for role in roles.select_related("user").order_by("pk")]
