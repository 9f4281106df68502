"""Who is under age, by name: for what leaves the system and must not tell it."""

from collections.abc import Iterable

from participants.models import Person
from participants.states import LEARNERS


def names_of_minors(organization_id: int) -> Iterable[tuple[str, str]]:
    """Surname and first name of every pupil and student of an organization, archived ones too.

    Students are here whatever their age: most have not come of it.
    """
    learners = Person.objects.filter(
        organization=organization_id, kind__in=LEARNERS, erased_at=None
    )
    return learners.values_list("last_name", "first_name")
