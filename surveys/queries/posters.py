"""Who stands on the poster of a class."""

from surveys.models import ClassPoster, Invitation
from surveys.states import Privacy


def on_poster(poster: ClassPoster) -> list[Invitation]:
    """The pupils of the class who are asked, by name; whoever answered drops off the list.

    Where answers are anonymous everybody stays on it: the list must not show who has answered.
    """
    asked = poster.campaign.invitations.filter(
        person__class_name=poster.class_name,
        person__archived_at=None,
        person__erased_at=None,
        refused_at=None,
    )
    if poster.campaign.privacy != Privacy.ANONYMOUS:
        asked = asked.filter(answered_on=None)
    return list(asked.select_related("person", "sheet").order_by("person__sort_name", "pk"))


def names_on(invitations: list[Invitation]) -> list[tuple[int, str]]:
    """The names to choose from."""
    return [(one.pk, f"{one.person.last_name} {one.person.first_name}") for one in invitations]
