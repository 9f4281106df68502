"""What a mentor is asked about: always the same points, and what mentees really ask for."""

from django.db.models import Count
from django.utils.translation import gettext as _

from accounts.models import Organization
from participants.models import Direction, MenteeProfile, Person

WANTED = 4


def criteria_for(organization: Organization) -> list[str]:
    """The points of the sheet of an interview, made from the requests collected so far."""
    return [
        _("Why they want to be a mentor"),
        _("Time: when and how often they can meet"),
        _("Experience and how they talk with people"),
        _("Attitude to the age of the mentees"),
        _("Limits and expectations"),
        *(
            _("Can help with what mentees ask for: %(direction)s (%(count)d)")
            % {"direction": direction, "count": count}
            for direction, count in most_wanted(organization)
        ),
    ]


def most_wanted(organization: Organization) -> list[tuple[str, int]]:
    """The directions that most mentees ask for, with how many do."""
    people = Person.objects.kept().filter(organization=organization)
    mentees = MenteeProfile.objects.filter(person__in=people, left_on=None)
    counted = (
        mentees.filter(directions__isnull=False)
        .values_list("directions")
        .annotate(count=Count("pk"))
        .order_by("-count", "directions")[:WANTED]
    )
    names = dict(Direction.objects.values_list("pk", "name"))
    return [(names[pk], count) for pk, count in counted]
