"""What happens in a training group: lessons attended, tests taken, certificates issued."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership
from kernel import journal
from kernel.documents.issue import issue
from notices.actions import owe
from participants.actions.profiles import update_mentor
from participants.actions.training import TrainingRefused
from participants.certificates import KIND, certificate_facts, new_code
from participants.models import (
    Attendance,
    Enrolment,
    Lesson,
    MentorProfile,
    TestAttempt,
    TrainingGroup,
)
from participants.standings import MOST_TRIES, standings_of
from participants.states import CourseKind, Presence


@transaction.atomic
def come_to_lesson(lesson: Lesson, *, by: Membership, now: datetime, today: date) -> Attendance:
    """A mentor marks themselves by the code of the lesson, on its day only; twice is once."""
    enrolment = Enrolment.objects.filter(group=lesson.group_id, person__user_id=by.user_id).first()
    if enrolment is None:
        raise TrainingRefused(
            gettext_lazy("You are not in this group. Ask the curator to take you in.")
        )
    if lesson.held_on != today:
        raise TrainingRefused(
            gettext_lazy(
                "The code works on the day of the lesson only. Ask the curator to mark you."
            )
        )
    mark, is_new = Attendance.objects.get_or_create(
        lesson=lesson,
        enrolment=enrolment,
        defaults={"how": Presence.CODE, "marked_at": now, "marked_by_id": by.user_id},
    )
    if is_new:
        journal.record("come_to_lesson", lesson.group, by=by, lesson=lesson.position)
    return mark


@transaction.atomic
def mark_lesson(lesson: Lesson, *, present: Collection[int], by: Membership, now: datetime) -> None:
    """Say who was at the lesson: `present` are enrolments; marks by the code stay while chosen."""
    known = set(lesson.attendances.values_list("enrolment_id", flat=True))
    group = set(lesson.group.enrolments.values_list("pk", flat=True))
    wanted = group & set(present)
    lesson.attendances.exclude(enrolment__in=wanted).delete()
    Attendance.objects.bulk_create(
        Attendance(
            lesson=lesson,
            enrolment_id=pk,
            how=Presence.HAND,
            marked_at=now,
            marked_by_id=by.user_id,
        )
        for pk in sorted(wanted - known)
    )
    if wanted != known:
        journal.record(
            "mark_lesson", lesson.group, by=by, lesson=lesson.position, count=len(wanted)
        )


@transaction.atomic
def take_test(
    enrolment: Enrolment, *, answers: Sequence[int], by: Membership, now: datetime
) -> TestAttempt:
    """Hand the test in: the share of right answers is kept with what was chosen."""
    locked = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    if locked.certificate_id or enrolment.group.cancelled_at:
        raise TrainingRefused(gettext_lazy("This training is over: the test is closed."))
    if locked.attempts.filter(is_on_paper=False).count() >= MOST_TRIES:
        raise TrainingRefused(
            gettext_lazy("All three tries are used. Talk the subjects over with the curator.")
        )
    questions: list[dict[str, Any]] = enrolment.group.course.questions
    right = sum(
        given == question["right"] for given, question in zip(answers, questions, strict=True)
    )
    attempt = TestAttempt.objects.create(
        enrolment=locked,
        percent=round(100 * right / len(questions)),
        answers=list(answers),
        taken_at=now,
    )
    journal.record("take_test", enrolment.group, by=by, percent=attempt.percent)
    return attempt


@transaction.atomic
def enter_test(enrolment: Enrolment, *, percent: int, by: Membership, now: datetime) -> TestAttempt:
    """Enter the result of a test that was taken on paper or in a talk."""
    attempt = TestAttempt.objects.create(
        enrolment=enrolment, percent=percent, is_on_paper=True, taken_at=now
    )
    journal.record(
        "enter_test", enrolment.group, by=by, person=enrolment.person_id, percent=percent
    )
    return attempt


@transaction.atomic
def issue_certificates(group: TrainingGroup, *, by: Membership, now: datetime, today: date) -> int:
    """Issue certificates to all who have earned one and have none; asked again, to the new ones.

    A certificate of training before work also makes the mentor a trained one.
    """
    waiting = list(
        Enrolment.objects.select_for_update(of=("self",))
        .filter(group=group, certificate=None)
        .select_related("person__user", "group__course", "group__organization")
        .prefetch_related("attendances", "attempts", "group__lessons")
        .order_by("person__sort_name", "pk")
    )
    standings = standings_of(group, waiting)
    earned = [enrolment for enrolment in waiting if standings[enrolment.pk].is_complete]
    if not earned:
        raise TrainingRefused(
            gettext_lazy(
                "Nobody without a certificate has attended the lessons and passed the test."
            )
        )
    for enrolment in earned:
        _certify(enrolment, by=by, now=now, today=today)
    owe(
        kind="training_certificate",
        to=[one.person.user for one in earned if one.person.user],
        organization=group.organization_id,
        subject=_("Your certificate of training is ready"),
        text=group.course.name,
        url=reverse("my-training"),
        key=str(group.pk),
        now=now,
    )
    return len(earned)


def _certify(enrolment: Enrolment, *, by: Membership, now: datetime, today: date) -> None:
    code = new_code()
    enrolment.certificate = issue(
        certificate_facts(enrolment, code=code, on=today),
        kind=KIND,
        tenant_id=enrolment.group.organization_id,
        on=today,
        by=by,
        title=_("Certificate of training"),
        key=f"enrolment:{enrolment.pk}",
        now=now,
    )
    enrolment.check_code, enrolment.completed_on = code, today
    enrolment.save(update_fields=["certificate", "check_code", "completed_on"])
    journal.record("certify", enrolment.group, by=by, person=enrolment.person_id)
    profile = MentorProfile.objects.filter(person=enrolment.person, trained_on=None).first()
    if profile and enrolment.group.course.kind == CourseKind.PRIMARY:
        update_mentor(profile, by=by, trained_on=today)
