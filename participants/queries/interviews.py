"""Interviews as pages show them: the list, one sheet, what a mentor may know of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import Membership
from accounts.states import Role
from kernel.access import may
from participants.models import Interview, NoRecordNote, Person, PersonQuerySet, latest_decision
from participants.states import InterviewMark, InterviewState, PersonKind


@dataclass(frozen=True)
class InterviewPage:
    """One interview for one role: the reason only for the curator and those who talked."""

    interview: Interview
    points: tuple[tuple[str, str], ...]
    note: NoRecordNote | None
    sees_sheet: bool

    @property
    def needs_note(self) -> bool:
        """Tell whether somebody from outside has shown no certificate yet."""
        return self.note is None and self.interview.person.kind == PersonKind.OUTSIDE


def interviews_of(membership: Membership) -> QuerySet[Interview]:
    """The interviews of a school with those who take part in them."""
    return Interview.objects.visible_to(membership).select_related(
        "person", "interviewer__user", "second__user"
    )


def interview_page(interview: Interview, membership: Membership) -> InterviewPage:
    """Read a sheet; what a role may not see is not read at all."""
    sees_sheet = may(membership, "interviews.sheet", interview)
    marks = interview.marks or [""] * len(interview.criteria)
    points = zip(interview.criteria, map(_mark, marks), strict=True) if sees_sheet else ()
    return InterviewPage(
        interview=interview,
        points=tuple(points),
        note=NoRecordNote.objects.filter(person=interview.person_id).first(),
        sees_sheet=sees_sheet,
    )


def mentors_to_invite(membership: Membership) -> PersonQuerySet:
    """The mentors who have no planned interview, those whom nobody talked with first."""
    planned = Interview.objects.filter(state=InterviewState.PLANNED).values("person")
    mentors = Person.objects.visible_to(membership).kept()
    return (
        mentors.filter(mentor__isnull=False, mentor__left_on=None)
        .exclude(pk__in=planned)
        .annotate(interview=latest_decision())
        .order_by("interview", "sort_name", "pk")
    )


def interviewers(membership: Membership) -> Sequence[Membership]:
    """Who may talk with mentors: the curators and the psychologists of the school."""
    roles = membership.organization.memberships.filter(until_on=None).in_role(
        Role.CURATOR, Role.PSYCHOLOGIST
    )
    return list(roles.select_related("user").order_by("user__sort_name", "pk"))


def own_interviews(membership: Membership) -> list[Interview]:
    """The talks that await the person: when and where, and nothing else."""
    mine = Interview.objects.filter(
        person__user_id=membership.user_id,
        person__organization_id=membership.organization_id,
        state=InterviewState.PLANNED,
    )
    return list(mine.defer("notes", "private_reason").order_by("held_on", "starts_at"))


def _mark(mark: str) -> str:
    return str(InterviewMark(mark).label) if mark else ""
