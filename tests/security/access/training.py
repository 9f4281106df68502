"""Who gets what at the addresses of training."""

from datetime import UTC, datetime

from django.core.files.base import ContentFile

from participants.actions import learning, training
from participants.models import Material
from tests.factories.participants import MentorFactory
from tests.factories.training import a_group, enrolled, learnt
from tests.security.access import Access, everybody, only
from tests.security.world import CANARY

NOW = datetime.now(UTC)


def group(world):
    """A group of the school without anybody of the world in it."""
    return a_group(world.curator, begins_on=NOW.date())


def learner(world):
    """The mentor of the world in the group."""
    person = MentorFactory(
        person__organization=world.school,
        person__last_name=CANARY,
        person__user=world.mentor.user,
    ).person
    return enrolled(world.made(group), person, by=world.curator)


def certified(world):
    """The same mentor with the certificate."""
    enrolment = learnt(world.made(learner), by=world.curator)
    learning.issue_certificates(enrolment.group, by=world.curator, now=NOW, today=NOW.date())
    enrolment.refresh_from_db()
    return enrolment


def material(world):
    """A file of the group in which the mentor learns."""
    made = Material(
        group=world.made(learner).group, title="Памятка", file_name="памятка.pdf", added_at=NOW
    )
    made.file.save("memo.pdf", ContentFile(b"%PDF-1.7"), save=False)
    made.save()
    return made


def of_group(world):
    return [world.made(group).pk]


def of_lesson(world):
    return [world.made(group).pk, 1]


def of_learner(world):
    return [world.made(learner).pk]


def code(world):
    return [training.lesson_token(world.made(learner).group.lessons.get(position=1).nonce)]


# A group is there for those who run it; to all others, unless they learn in it, it is not.
RUN = {**everybody(404), "curator": 200, "director": 403, "psychologist": 403}
SEEN = {**everybody(404), "curator": 200, "director": 200, "psychologist": 200}
OF_LEARNER = {**RUN, "mentor": 403}

ACCESS = {
    "training": Access(answers=only("curator", "director", "psychologist", stranger=200)),
    "open-training": Access(answers=only("curator", stranger=200)),
    "mentor-demands": Access(answers=only("curator", stranger=200)),
    "training-group": Access(url=of_group, answers=SEEN),
    "change-training": Access(url=of_group, answers=RUN),
    "call-off-training": Access(url=of_group, method="post", answers=RUN | {"curator": 302}),
    "enrol-mentors": Access(url=of_group, answers=RUN),
    "add-material": Access(url=of_group, answers=RUN),
    "remove-material": Access(
        url=lambda world: [world.made(material).group_id, world.made(material).pk],
        method="post",
        answers=OF_LEARNER | {"curator": 302},
    ),
    "issue-certificates": Access(
        url=lambda world: [learnt(world.made(learner), by=world.curator).group_id],
        method="post",
        answers=OF_LEARNER | {"curator": 302},
    ),
    "print-certificates": Access(
        url=lambda world: [world.made(certified).group_id],
        method="post",
        answers=OF_LEARNER | {"curator": 302, "director": 302},
    ),
    "change-lesson": Access(url=of_lesson, answers=RUN),
    "mark-lesson": Access(url=of_lesson, answers=RUN),
    "lesson-code": Access(url=of_lesson, answers=RUN),
    "leave-training": Access(url=of_learner, method="post", answers=OF_LEARNER | {"curator": 302}),
    "enter-test": Access(url=of_learner, answers=OF_LEARNER),
    "training-test": Access(url=of_learner, answers=OF_LEARNER | {"mentor": 200, "curator": 403}),
    "certificate": Access(
        url=lambda world: [world.made(certified).pk],
        answers=OF_LEARNER | {"mentor": 200, "director": 200},
    ),
    "training-material": Access(
        url=lambda world: [world.made(material).pk],
        answers=SEEN | {"mentor": 200},
    ),
    "my-training": Access(
        answers=only("mentor", "mentee", "partner", "class_teacher", "psychologist", stranger=403)
    ),
    "come-to-lesson": Access(
        url=code,
        answers=only("mentor", "mentee", "partner", "class_teacher", "psychologist", stranger=403),
    ),
    "check-certificate": Access(answers=everybody(200, anonymous=200)),
}
