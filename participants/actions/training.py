"""What can be done with training groups: open, change, call off; lessons, mentors, materials."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership
from kernel import journal
from kernel.calendar import SchoolYear
from kernel.refusals import Refusal
from kernel.russian import day_words
from kernel.uploads import Upload
from notices.actions import owe
from participants import tokens
from participants.models import (
    Course,
    Enrolment,
    Lesson,
    Material,
    MentorDemand,
    Person,
    TrainingGroup,
)

LESSON_SALT = "participants.lesson_code"


class TrainingRefused(Refusal):
    """It cannot be done with this group, and the message says why."""


@dataclass(frozen=True)
class LessonFacts:
    """When and where a lesson is, what it is about, who leads it."""

    title: str
    held_on: date
    content: str = ""
    starts_at: time | None = None
    place: str = ""
    trainer: str = ""


@transaction.atomic
def open_group(
    *,
    course: Course,
    title: str,
    begins_on: date,
    starts_at: time | None,
    place: str,
    trainer: str,
    by: Membership,
    now: datetime,
) -> TrainingGroup:
    """Open a group: its lessons take their days from the course, counted from the first one."""
    group = TrainingGroup.objects.create(
        organization=by.organization,
        course=course,
        year=SchoolYear.of(begins_on).start,
        title=title,
        needed_lessons=len(course.lessons),
        pass_percent=course.pass_percent,
        made_at=now,
        made_by=by.user,
    )
    for position, said in enumerate(course.lessons, start=1):
        nonce = tokens.new_nonce()
        Lesson.objects.create(
            group=group,
            position=position,
            part=said["part"],
            title=said["title"],
            content=said["content"],
            held_on=begins_on + timedelta(days=said["day"]),
            starts_at=starts_at,
            place=place,
            trainer=trainer,
            nonce=nonce,
            token_digest=tokens.digest(lesson_token(nonce)),
        )
    journal.record("open_training", group, by=by)
    return group


@transaction.atomic
def change_group(
    group: TrainingGroup, *, title: str, needed_lessons: int, pass_percent: int, by: Membership
) -> None:
    """Change the name and what a certificate takes; certificates that are out stay."""
    group.title, group.needed_lessons, group.pass_percent = title, needed_lessons, pass_percent
    group.save(update_fields=["title", "needed_lessons", "pass_percent"])
    journal.record("change_training", group, by=by)


@transaction.atomic
def call_off_group(group: TrainingGroup, *, by: Membership, now: datetime) -> None:
    """The group does not take place, or ends early; what was marked in it stays."""
    if TrainingGroup.objects.filter(pk=group.pk, cancelled_at=None).update(cancelled_at=now):
        journal.record("call_off_training", group, by=by)


@transaction.atomic
def change_lesson(lesson: Lesson, *, facts: LessonFacts, by: Membership, now: datetime) -> None:
    """Move a lesson, or say who leads it; who learns is told of another day, hour or place."""
    before = (lesson.held_on, lesson.starts_at, lesson.place)
    lesson.title, lesson.content, lesson.trainer = facts.title, facts.content, facts.trainer
    lesson.held_on, lesson.starts_at, lesson.place = facts.held_on, facts.starts_at, facts.place
    lesson.save(update_fields=["title", "content", "trainer", "held_on", "starts_at", "place"])
    journal.record("change_lesson", lesson.group, by=by, lesson=lesson.position)
    if before != (facts.held_on, facts.starts_at, facts.place):
        _tell(
            lesson.group,
            lesson.group.enrolments.select_related("person__user"),
            subject=_("A lesson of your training was moved"),
            text=_("“%(title)s”: %(day)s%(hour)s. %(place)s").strip()
            % {
                "title": lesson.title,
                "day": day_words(lesson.held_on),
                "hour": f", {lesson.starts_at:%H:%M}" if lesson.starts_at else "",
                "place": lesson.place,
            },
            key=f"lesson-{lesson.pk}-{now.isoformat()}",
            now=now,
        )


@transaction.atomic
def enrol_mentors(
    group: TrainingGroup, *, people: Iterable[Person], by: Membership, now: datetime
) -> int:
    """Take mentors into the group and tell them; who is in it already stays as they are."""
    if group.cancelled_at:
        raise TrainingRefused(gettext_lazy("This group was called off: open another one."))
    made = []
    for person in people:
        enrolment, is_new = Enrolment.objects.get_or_create(
            group=group, person=person, defaults={"enrolled_at": now}
        )
        if is_new:
            made.append(enrolment)
    if made:
        journal.record(
            "enrol_mentors", group, by=by, people=[enrolment.person_id for enrolment in made]
        )
        first = min(lesson.held_on for lesson in group.lessons.all())
        _tell(
            group,
            made,
            subject=_("Training for mentors: %(title)s") % {"title": group.title},
            text=_(
                "The first lesson is on %(day)s. Dates, places and materials are in your cabinet."
            )
            % {"day": day_words(first)},
            key=f"enrolled-{group.pk}",
            now=now,
        )
    return len(made)


@transaction.atomic
def take_out_of_group(enrolment: Enrolment, *, by: Membership) -> None:
    """Take a mentor out of the group with the marks; not after the certificate."""
    if enrolment.certificate_id:
        raise TrainingRefused(
            gettext_lazy("The certificate is issued: the training of this mentor stays on record.")
        )
    journal.record("take_out_of_training", enrolment.group, by=by, person=enrolment.person_id)
    enrolment.delete()


@transaction.atomic
def add_material(
    group: TrainingGroup,
    *,
    title: str,
    link: str = "",
    upload: Upload | None = None,
    by: Membership,
    now: datetime,
) -> Material:
    """Put a file or a link before those who learn."""
    material = Material(group=group, title=title, link=link, added_at=now, added_by=by.user)
    if upload is not None:
        material.file_name = upload.name
        material.file.save(upload.name, ContentFile(upload.content), save=False)
    material.save()
    journal.record("add_material", group, by=by)
    return material


@transaction.atomic
def remove_material(material: Material, *, by: Membership) -> None:
    """Take a material away; its file goes once the deed is done."""
    storage, name = material.file.storage, material.file.name
    journal.record("remove_material", material.group, by=by)
    material.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def ask_of_mentors(
    *, asks_for_training: bool, asks_for_interview: bool, by: Membership
) -> MentorDemand:
    """Choose which pairs are forbidden and not only warned of: before training, before a talk."""
    demand, _made = MentorDemand.objects.update_or_create(
        organization=by.organization,
        defaults={
            "asks_for_training": asks_for_training,
            "asks_for_interview": asks_for_interview,
        },
    )
    journal.record(
        "ask_of_mentors",
        by.organization,
        by=by,
        training=asks_for_training,
        interview=asks_for_interview,
    )
    return demand


def lesson_token(nonce: str) -> str:
    """What the code of a lesson leads to."""
    return tokens.link_token(nonce, salt=LESSON_SALT)


def _tell(
    group: TrainingGroup,
    enrolments: Iterable[Enrolment],
    *,
    subject: str,
    text: str,
    key: str,
    now: datetime,
) -> None:
    owe(
        kind="training",
        to=[one.person.user for one in enrolments if one.person.user],
        organization=group.organization_id,
        subject=subject,
        text=text,
        url=reverse("my-training"),
        key=key,
        now=now,
    )
