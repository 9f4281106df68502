"""Who gets what at the addresses of information from third parties."""

from datetime import UTC, datetime

from participants.actions.observations import link_token
from tests.factories.observations import answered, asked_about
from tests.factories.participants import MenteeFactory
from tests.security.access import Access, everybody
from tests.security.world import CANARY

NOW = datetime.now(UTC)


def child(world):
    """A child of 7А without an account, whom nobody of the world is related to."""
    return MenteeFactory(
        person__organization=world.school, person__last_name=CANARY, person__class_name="7А"
    ).person


def by_link(world):
    return asked_about(world.made(child), by=world.curator, now=NOW)


def by_sign_in(world):
    user = world.class_teacher.user
    return asked_about(world.made(child), by=world.curator, user=user, now=NOW)


def noted(world):
    asked = asked_about(world.made(child), by=world.curator, now=NOW)
    return answered(asked, closed_note="Наедине.", now=NOW)


def of_child(world):
    return [world.made(child).pk]


# The class teacher sees the child, not what was said.
SEEN = {
    **everybody(404),
    **dict.fromkeys(("curator", "director", "psychologist"), 200),
    "class_teacher": 403,
}
RUN = {**SEEN, "director": 403, "psychologist": 403}

ACCESS = {
    "observations": Access(url=of_child, answers=SEEN),
    "ask-third-party": Access(url=of_child, answers=RUN),
    "write-extract": Access(url=of_child, answers=RUN),
    "close-question": Access(
        url=lambda world: [world.made(by_link).pk],
        method="post",
        answers=RUN | {"curator": 302, "class_teacher": 404},
    ),
    "answer-observation": Access(
        url=lambda world: [world.made(by_sign_in).pk],
        answers=RUN | {"curator": 403, "class_teacher": 200},
    ),
    "open-closed-note": Access(
        url=lambda world: [world.made(noted).pk],
        answers=SEEN | {"curator": 403, "class_teacher": 404},
    ),
    "observation-link": Access(
        url=lambda world: [link_token(world.made(by_link).nonce)],
        answers=everybody(200, anonymous=200),
    ),
}
