"""Who gets what at the addresses of interviews."""

from tests.factories.interviews import invited
from tests.factories.participants import MentorFactory
from tests.security.access import Access, everybody, only
from tests.security.world import CANARY


def candidate(world):
    return MentorFactory(
        person__organization=world.school,
        person__last_name=CANARY,
        person__user=world.mentor.user,
    ).person


def planned(world):
    """A talk of the curator with the mentor of the world; the psychologist is not in it."""
    return invited(world.made(candidate), by=world.curator)


def pk(world):
    return [world.made(planned).pk]


SEEN = {**everybody(404), "curator": 200, "director": 200, "psychologist": 200}
RUN = {**SEEN, "director": 403, "psychologist": 403}

ACCESS = {
    "interviews": Access(answers=only("curator", "director", "psychologist", stranger=200)),
    "plan-interviews": Access(answers=only("curator", stranger=200)),
    "interview": Access(url=pk, answers=SEEN),
    "move-interview": Access(url=pk, answers=RUN),
    "call-off-interview": Access(url=pk, method="post", answers=RUN | {"curator": 302}),
    "decide-interview": Access(url=pk, answers=RUN),
    "interview-sheet": Access(url=pk, answers=RUN),
    "note-no-record": Access(
        url=lambda world: [world.made(candidate).pk],
        answers=RUN | {"mentor": 403},
    ),
}
