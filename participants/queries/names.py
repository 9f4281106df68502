"""The names of everybody an organization has a card of, where a text must be freed of them."""

from accounts.models import Organization
from kernel.russian.names import PersonName
from participants.models import Person


def names_in(organization: Organization) -> list[PersonName]:
    """Everybody ever entered and not erased, whatever became of them. One query, four columns."""
    found = Person.objects.filter(organization=organization, erased_at=None)
    return [
        PersonName(*parts)
        for parts in found.values_list("last_name", "first_name", "patronymic", "gender")
    ]
