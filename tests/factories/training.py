"""Training groups as they are opened, with lessons, mentors and marks."""

from datetime import UTC, date, datetime, time

from participants.actions.learning import enter_test, mark_lesson
from participants.actions.presets import load_presets
from participants.actions.training import enrol_mentors, open_group
from participants.models import Course, Enrolment

MADE_AT = datetime(2026, 10, 1, 9, tzinfo=UTC)
BEGINS_ON = date(2026, 10, 5)


def a_group(curator, *, course="four-weeks", begins_on=BEGINS_ON, title="Осенняя группа"):
    """A group on a shipped course."""
    load_presets()
    return open_group(
        course=Course.objects.get(organization=None, code=course),
        title=title,
        begins_on=begins_on,
        starts_at=time(15, 30),
        place="кабинет 21",
        trainer="Л. П. Ведущая, приглашённый эксперт",
        by=curator,
        now=MADE_AT,
    )


def enrolled(group, person, *, by):
    """A mentor in the group."""
    enrol_mentors(group, people=[person], by=by, now=MADE_AT)
    return Enrolment.objects.get(group=group, person=person)


def learnt(enrolment, *, by, percent=90):
    """The mentor was at every lesson and passed the test."""
    for lesson in enrolment.group.lessons.all():
        others = lesson.attendances.values_list("enrolment_id", flat=True)
        mark_lesson(lesson, present=[*others, enrolment.pk], by=by, now=MADE_AT)
    if enrolment.group.has_test:
        enter_test(enrolment, percent=percent, by=by, now=MADE_AT)
    return enrolment
