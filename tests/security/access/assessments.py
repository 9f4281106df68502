"""Who gets what at the addresses of the influence card."""

from tests.factories.participants import MenteeFactory
from tests.security.access import Access, everybody, only
from tests.security.world import CANARY


def child(world):
    """A child of 7А whom nobody of the world is related to."""
    return MenteeFactory(
        person__organization=world.school, person__last_name=CANARY, person__class_name="7А"
    ).person


MEASURE = {
    **everybody(404),
    **dict.fromkeys(("curator", "psychologist", "class_teacher"), 200),
    "director": 403,
}

ACCESS = {
    "influence": Access(answers=only("curator", "psychologist", "class_teacher", stranger=200)),
    "influence-card": Access(url=lambda world: [world.made(child).pk], answers=MEASURE),
    "measure-mentee": Access(url=lambda world: [world.made(child).pk, "before"], answers=MEASURE),
}
