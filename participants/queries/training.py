"""Training as pages show it: groups, a group with its marks, one's own training, a check."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Membership
from kernel.models import IssuedDocument
from participants.certificates import KIND, CertificateFacts, read_code
from participants.models import (
    Enrolment,
    Lesson,
    Material,
    Person,
    PersonQuerySet,
    TrainingGroup,
)
from participants.standings import Standing, standings_of
from participants.states import TrainingStanding


@dataclass(frozen=True)
class Learner:
    """A line of the register of a group: the mentor, the marks, what is missing."""

    enrolment: Enrolment
    standing: Standing
    marks: tuple[bool, ...]

    @property
    def person(self) -> Person:
        """Who learns."""
        return self.enrolment.person

    @property
    def missing(self) -> str:
        """What stands between the mentor and the certificate, in words."""
        parts = []
        if count := self.standing.lessons_missing:
            parts.append(
                ngettext("%(count)d more lesson", "%(count)d more lessons", count)
                % {"count": count}
            )
        if not self.standing.has_passed_test:
            parts.append(_("the test"))
        return ", ".join(parts)


@dataclass(frozen=True)
class LessonLine:
    """A lesson with how many were there."""

    lesson: Lesson
    present_count: int
    is_over: bool
    is_today: bool


@dataclass(frozen=True)
class GroupPage:
    """A group with all that its page says."""

    group: TrainingGroup
    lessons: tuple[LessonLine, ...]
    learners: tuple[Learner, ...]
    materials: tuple[Material, ...]

    @property
    def ready_count(self) -> int:
        """How many have earned a certificate and have none yet."""
        return sum(
            learner.standing.is_complete and learner.enrolment.certificate_id is None
            for learner in self.learners
        )

    @property
    def certified_count(self) -> int:
        """How many have their certificate."""
        return sum(learner.enrolment.certificate_id is not None for learner in self.learners)


def groups_of(membership: Membership) -> QuerySet[TrainingGroup]:
    """The groups of a school with their counts and days."""
    mentors = Count("enrolments", distinct=True)
    certified = Count("enrolments", filter=Q(enrolments__certificate__isnull=False), distinct=True)
    return (
        TrainingGroup.objects.visible_to(membership)
        .select_related("course")
        .annotate(
            mentor_count=mentors,
            certified_count=certified,
            begins_on=Min("lessons__held_on"),
            ends_on=Max("lessons__held_on"),
        )
    )


def group_page(group: TrainingGroup, *, today: date) -> GroupPage:
    """Read a group: a fixed number of queries, whatever its size."""
    lessons = list(group.lessons.annotate(present=Count("attendances")).order_by("position"))
    return GroupPage(
        group=group,
        lessons=tuple(
            LessonLine(
                lesson,
                vars(lesson)["present"],
                is_over=lesson.held_on < today,
                is_today=lesson.held_on == today,
            )
            for lesson in lessons
        ),
        learners=_learners(group, lessons),
        materials=tuple(group.materials.order_by("added_at", "pk")),
    )


def mentors_to_enrol(membership: Membership, group: TrainingGroup) -> PersonQuerySet:
    """The mentors of the school who are not in the group yet, those without training first."""
    mentors = Person.objects.visible_to(membership).kept()
    return (
        mentors.filter(mentor__isnull=False, mentor__left_on=None)
        .exclude(pk__in=group.enrolments.values("person"))
        .select_related("mentor")
        .order_by(F("mentor__trained_on").asc(nulls_first=True), "sort_name", "pk")
    )


def own_training(membership: Membership) -> list[tuple[GroupPage, Learner]]:
    """The groups in which the person learns or has learnt, latest first."""
    mine = (
        Enrolment.objects.filter(
            person__user_id=membership.user_id,
            group__organization_id=membership.organization_id,
        )
        .select_related("group__course", "group__organization", "person", "certificate")
        .prefetch_related("attendances", "attempts", "group__lessons", "group__materials")
        .order_by("-enrolled_at", "-pk")
    )
    return [_own(enrolment) for enrolment in mine]


def training_standings(people: Iterable[int]) -> dict[int, TrainingStanding]:
    """How far the training of each mentor is: for lists, columns and matching."""
    asked = Person.objects.filter(pk__in=list(people), mentor__isnull=False).annotate(
        is_learning=Exists(
            Enrolment.objects.filter(
                person=OuterRef("pk"), certificate=None, group__cancelled_at=None
            )
        )
    )
    said = asked.values_list("pk", "mentor__trained_on", "is_learning")
    return {
        pk: _standing(trained_on, is_learning=is_learning) for pk, trained_on, is_learning in said
    }


def with_training(people: PersonQuerySet, standing: str) -> PersonQuerySet:
    """Keep the mentors whose training is so far."""
    learning = Enrolment.objects.filter(certificate=None, group__cancelled_at=None)
    untrained = people.filter(mentor__isnull=False, mentor__trained_on=None)
    if standing == TrainingStanding.TRAINED:
        return people.filter(mentor__trained_on__isnull=False)
    if standing == TrainingStanding.LEARNING:
        return untrained.filter(pk__in=learning.values("person"))
    return untrained.exclude(pk__in=learning.values("person"))


def issued_under(code: str) -> IssuedDocument | None:
    """The certificate that carries this code, however it was typed."""
    known = Enrolment.objects.filter(check_code=read_code(code)).select_related("certificate")
    found = known.first()
    return found.certificate if found else None


def certificates_of(group: TrainingGroup) -> Sequence[IssuedDocument]:
    """The certificates of a group, in the order of their numbers."""
    numbers = group.enrolments.filter(certificate__isnull=False).values("certificate")
    return list(IssuedDocument.objects.filter(pk__in=numbers, kind=KIND).order_by("number"))


def public_facts(facts: CertificateFacts) -> list[tuple[str, str]]:
    """What a stranger may learn of a certificate: everything but who it is about."""
    return [
        (_("Number"), facts.number),
        (_("Issued by"), facts.organization),
        (_("Course"), facts.course),
        (_("Hours"), str(facts.hours)),
        (_("Lessons"), f"{facts.began_on:%d.%m.%Y} – {facts.ended_on:%d.%m.%Y}"),
        (_("Issued on"), f"{facts.on:%d.%m.%Y}"),
    ]


def _learners(group: TrainingGroup, lessons: Sequence[Lesson]) -> tuple[Learner, ...]:
    enrolments = list(
        group.enrolments.select_related("person", "certificate")
        .prefetch_related("attendances", "attempts")
        .order_by("person__sort_name", "pk")
    )
    standings = standings_of(group, enrolments)
    return tuple(_learner(enrolment, standings[enrolment.pk], lessons) for enrolment in enrolments)


def _learner(enrolment: Enrolment, standing: Standing, lessons: Sequence[Lesson]) -> Learner:
    attended = {mark.lesson_id for mark in enrolment.attendances.all()}
    return Learner(enrolment, standing, tuple(lesson.pk in attended for lesson in lessons))


def _own(enrolment: Enrolment) -> tuple[GroupPage, Learner]:
    group = enrolment.group
    lessons = sorted(group.lessons.all(), key=lambda lesson: lesson.position)
    learner = _learner(enrolment, standings_of(group, [enrolment])[enrolment.pk], lessons)
    lines = tuple(
        LessonLine(lesson, int(came), is_over=came, is_today=False)
        for lesson, came in zip(lessons, learner.marks, strict=True)
    )
    return GroupPage(group, lines, (learner,), tuple(group.materials.all())), learner


def _standing(trained_on: date | None, *, is_learning: bool) -> TrainingStanding:
    if trained_on:
        return TrainingStanding.TRAINED
    return TrainingStanding.LEARNING if is_learning else TrainingStanding.NONE
