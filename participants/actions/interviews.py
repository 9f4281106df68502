"""What can be done with interviews: plan, move, call off, decide; note a certificate shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership, User
from kernel import journal
from kernel.refusals import Refusal
from kernel.russian import day_words
from notices.actions import owe
from participants.criteria import criteria_for
from participants.models import Interview, NoRecordNote, Person
from participants.states import INTERVIEW_LIFE, InterviewDecision, InterviewState


class InterviewRefused(Refusal):
    """The interview cannot be planned or decided so, and the message says why."""


@dataclass(frozen=True)
class Sheet:
    """What was found out in a talk, and what was decided."""

    marks: tuple[str, ...]
    notes: str
    decision: str
    private_reason: str = ""


@transaction.atomic
def plan_interviews(
    *,
    people: Sequence[Person],
    held_on: date,
    starts_at: time,
    minutes: int,
    place: str,
    interviewer: Membership,
    second: Membership | None,
    by: Membership,
    now: datetime,
) -> list[Interview]:
    """Plan talks one after another, in the order of the names, and invite both sides."""
    _refuse_same(interviewer, second)
    busy = Interview.objects.filter(person__in=people, state=InterviewState.PLANNED)
    if taken := busy.select_related("person").order_by("person__sort_name").first():
        raise InterviewRefused(
            gettext_lazy("%(name)s is invited to an interview already: move that one.")
            % {"name": taken.person.name.full}
        )
    criteria = criteria_for(by.organization)
    begins = datetime.combine(held_on, starts_at)
    planned = []
    for place_in_row, person in enumerate(people):
        slot = begins + timedelta(minutes=minutes * place_in_row)
        interview = Interview.objects.create(
            person=person,
            held_on=slot.date(),
            starts_at=slot.time(),
            place=place,
            interviewer=interviewer,
            second=second,
            criteria=criteria,
        )
        journal.record("plan_interview", interview, by=by)
        _invite(interview, now=now)
        planned.append(interview)
    return planned


@transaction.atomic
def move_interview(
    interview: Interview,
    *,
    held_on: date,
    starts_at: time,
    place: str,
    interviewer: Membership,
    second: Membership | None,
    by: Membership,
    now: datetime,
) -> None:
    """Choose another time, place or interviewer, and invite anew."""
    _refuse_same(interviewer, second)
    fresh = Interview.objects.select_for_update(of=("self",)).get(pk=interview.pk)
    if fresh.state != InterviewState.PLANNED:
        raise InterviewRefused(gettext_lazy("This interview is over and stays as it was."))
    fresh.held_on, fresh.starts_at, fresh.place = held_on, starts_at, place
    fresh.interviewer, fresh.second = interviewer, second
    fresh.save(update_fields=["held_on", "starts_at", "place", "interviewer", "second"])
    journal.record("move_interview", fresh, by=by)
    _invite(fresh, now=now)


@transaction.atomic
def call_off_interview(interview: Interview, *, by: Membership, now: datetime) -> None:
    """The talk does not take place; who was invited is told."""
    called_off = INTERVIEW_LIFE.move(interview, "call_off_interview", by=by)
    if user := called_off.person.user:
        owe(
            kind="interview",
            to=user,
            organization=called_off.organization_id,
            subject=_("The interview is called off"),
            text=_when(called_off),
            url=reverse("my-training"),
            key=f"off-{called_off.pk}",
            now=now,
        )


@transaction.atomic
def decide_interview(
    interview: Interview, *, sheet: Sheet, by: Membership, now: datetime, today: date
) -> Interview:
    """Write the sheet down with the decision. The mentor is told only that they are admitted."""
    if len(sheet.marks) != len(interview.criteria):
        raise InterviewRefused(gettext_lazy("The sheet has changed meanwhile. Fill it in anew."))
    if sheet.decision == InterviewDecision.REFUSED and not sheet.private_reason:
        raise InterviewRefused(gettext_lazy("Say why the mentor is refused: nobody else reads it."))
    decided = INTERVIEW_LIFE.move(
        interview,
        "decide_interview",
        by=by,
        marks=list(sheet.marks),
        notes=sheet.notes,
        decision=sheet.decision,
        private_reason=sheet.private_reason,
        decided_on=today,
        decided_by_id=by.user_id,
    )
    if decided.person.user and sheet.decision == InterviewDecision.READY:
        owe(
            kind="interview",
            to=decided.person.user,
            organization=decided.organization_id,
            subject=_("You are in the base of mentors"),
            text=_("Thank you for the talk. Training and the choice of a pair come next."),
            url=reverse("my-training"),
            key=f"ready-{decided.pk}",
            now=now,
        )
    return decided


@transaction.atomic
def note_no_record(
    person: Person, *, number: str, issued_on: date, by: Membership, now: datetime
) -> NoRecordNote:
    """Note that a certificate of no criminal record was shown; the paper goes back to its owner."""
    note, _made = NoRecordNote.objects.update_or_create(
        person=person,
        defaults={
            "number": number,
            "issued_on": issued_on,
            "noted_at": now,
            "noted_by_id": by.user_id,
        },
    )
    journal.record("note_no_record", person, by=by)
    return note


def _refuse_same(interviewer: Membership, second: Membership | None) -> None:
    if second is not None and second.user_id == interviewer.user_id:
        raise InterviewRefused(
            gettext_lazy("The second interviewer is the same person. Choose another or nobody.")
        )


def _invite(interview: Interview, *, now: datetime) -> None:
    told: dict[str, list[User | None]] = {
        "my-training": [interview.person.user],
        "interviews": [one.user for one in (interview.interviewer, interview.second) if one],
    }
    for page, users in told.items():
        owe(
            kind="interview",
            to=[user for user in users if user],
            organization=interview.organization_id,
            subject=_("Interview of a mentor: %(when)s") % {"when": _when(interview)},
            text=interview.place,
            url=reverse(page),
            key=f"{interview.pk}-{now.isoformat()}",
            now=now,
        )


def _when(interview: Interview) -> str:
    return f"{day_words(interview.held_on)}, {interview.starts_at:%H:%M}"
