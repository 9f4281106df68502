"""What a whole school moving up would do, class by class, before it is done."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from accounts.models import Membership
from kernel.calendar import SchoolYear
from kernel.pieces import Moment
from participants.actions.places import not_moved_yet
from participants.models import Person, PlaceEvent
from participants.people_rules import LAST_GRADE, grade_of, next_class
from participants.states import PlaceEventKind

AUTUMN, SUMMER = 9, 6
ICONS = {
    PlaceEventKind.NEXT_CLASS: "arrow-up",
    PlaceEventKind.STAYED: "refresh-cw",
    PlaceEventKind.GRADUATED: "award",
    PlaceEventKind.LEFT: "log-out",
}


@dataclass(frozen=True)
class ClassToMove:
    """A class, who is in it, and what usually becomes of it."""

    name: str
    people: tuple[Person, ...]

    @property
    def usual_next(self) -> str:
        """The class that usually follows; nothing after the last one and for other names."""
        return next_class(self.name)

    @property
    def usual_deed(self) -> str:
        """Up, out of the school, or as it is where the name does not say."""
        if self.usual_next:
            return "move"
        return "graduate" if grade_of(self.name) >= LAST_GRADE else "stay"


def usual_day(today: date) -> date:
    """The first of September: the coming one in summer, the last one in the school year."""
    is_summer = SUMMER <= today.month < AUTUMN
    return date(today.year, AUTUMN, 1) if is_summer else SchoolYear.of(today).starts_on


def classes_to_move(membership: Membership, on: date) -> list[ClassToMove]:
    """The classes whose pupils have not moved in the year that begins on the day."""
    waiting = not_moved_yet(membership.organization, SchoolYear.of(on).start)
    people = sorted(waiting, key=lambda one: (_order(one.class_name), one.sort_name, one.pk))
    return [
        ClassToMove(name, tuple(group))
        for name, group in groupby(people, key=lambda person: person.class_name)
    ]


def moved_count(membership: Membership, on: date) -> int:
    """How many have moved or stayed in that year already."""
    done = PlaceEvent.objects.filter(
        person__organization=membership.organization_id, school_year=SchoolYear.of(on).start
    )
    return done.count()


def places_of(person: Person) -> tuple[Moment, ...]:
    """Where the person was and is, the latest first."""
    found = sorted(person.places.all(), key=lambda one: (one.happened_on, one.pk), reverse=True)
    return tuple(
        Moment(
            event.happened_on,
            " → ".join(place for place in (event.before, event.after) if place)
            if event.before != event.after
            else event.after,
            " · ".join(part for part in (str(event.get_kind_display()), event.note) if part),
            ICONS.get(PlaceEventKind(event.kind), "circle-dot"),
        )
        for event in found
    )


def _order(name: str) -> tuple[int, str]:
    return grade_of(name), name
