"""Who may be asked, and who has answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from participants.models import Person
from roadmap.models import Programme
from surveys.models import Campaign, Invitation
from surveys.states import Privacy

if TYPE_CHECKING:
    from django.utils.functional import Promise


def with_counts(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Campaigns with how many were asked and how many answered."""
    return campaigns.select_related("questionnaire", "activity").annotate(
        asked_count=Count("invitations"),
        answered_count=Count("invitations", filter=Q(invitations__answered_on__isnull=False)),
    )


def audience_choices(programme: Programme) -> list[tuple[str, "str | Promise"]]:
    """Who may be asked: both bases, and each class of the organization."""
    named = _kept(programme).exclude(class_name="").order_by()
    classes = sorted(set(named.values_list("class_name", flat=True)), key=by_grade)
    return [
        ("mentees", _("all mentees")),
        ("mentors", _("all mentors")),
        *((f"class:{name}", _("class %(name)s") % {"name": name}) for name in classes),
    ]


def by_grade(name: str) -> tuple[int, str]:
    """Put 4А before 10Б: classes are ordered by their number, then by their letter."""
    digits = "".join(takewhile(str.isdigit, name))
    return int(digits or 0), name


def audience(programme: Programme, chosen: str) -> QuerySet[Person]:
    """The people behind a choice of the form."""
    people = _kept(programme)
    if chosen == "mentees":
        return people.filter(mentee__left_on=None, mentee__isnull=False)
    if chosen == "mentors":
        return people.filter(mentor__left_on=None, mentor__isnull=False)
    return people.filter(class_name=chosen.removeprefix("class:"))


def _kept(programme: Programme) -> QuerySet[Person]:
    return Person.objects.filter(organization_id=programme.organization_id).kept()


@dataclass(frozen=True)
class ClassLine:
    """How many of a class have answered; without any contents, and anonymous ones without names."""

    name: str
    asked: int
    answered: int
    waiting: Sequence[Person]


def by_class(campaign: Campaign) -> list[ClassLine]:
    """The table of answered and not answered, class by class."""
    is_anonymous = campaign.privacy == Privacy.ANONYMOUS
    invitations = campaign.invitations.select_related("person").order_by(
        "person__class_name", "person__sort_name", "pk"
    )
    groups: dict[str, list[Invitation]] = {}
    for invitation in invitations:
        groups.setdefault(invitation.person.class_name, []).append(invitation)
    return [
        ClassLine(
            name,
            len(asked),
            sum(one.answered_on is not None for one in asked),
            [] if is_anonymous else [one.person for one in asked if one.is_waiting],
        )
        for name, asked in sorted(groups.items(), key=lambda group: by_grade(group[0]))
    ]
