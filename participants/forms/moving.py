"""Forms of moves: a whole school moves up, somebody leaves it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernel.russian.fields import DayField, LineField
from participants.actions.places import Plan
from participants.forms.people import helper
from participants.people_rules import CLASS_LENGTH, clean_class
from participants.queries.moving import ClassToMove
from participants.states import PlaceEventKind

MOVE, GRADUATE, STAY = "move", "graduate", "stay"
DEEDS = [
    (MOVE, _("moves to the class")),
    (GRADUATE, _("leaves the school")),
    (STAY, _("nothing changes")),
]
WAYS_OUT = [
    (PlaceEventKind.LEFT, PlaceEventKind.LEFT.label),
    (PlaceEventKind.GRADUATED, PlaceEventKind.GRADUATED.label),
]
FARTHEST = timedelta(days=100)


class MovingUp(forms.Form):
    """What becomes of each class, and who stays in it for a second year."""

    on = DayField(label=_("Since which day"))
    with_teachers = forms.BooleanField(
        label=_("class teachers move on with their classes"), required=False, initial=True
    )

    def __init__(self, *args: Any, classes: Sequence[ClassToMove], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.classes = classes
        self.helper = helper("on", "with_teachers")
        for place, one in enumerate(classes):
            label = gettext("Class %(name)s") % {"name": one.name}
            self.fields[f"deed_{place}"] = forms.ChoiceField(
                label=label, choices=DEEDS, initial=one.usual_deed
            )
            self.fields[f"next_{place}"] = LineField(
                label=label, required=False, max_length=CLASS_LENGTH, initial=one.usual_next
            )

    def rows(self) -> Iterator[tuple[ClassToMove, BoundField, BoundField]]:
        """A class after another with its two fields."""
        for place, one in enumerate(self.classes):
            yield one, self[f"deed_{place}"], self[f"next_{place}"]

    def clean(self) -> None:
        """A class that moves must have somewhere to move to."""
        for place, one in enumerate(self.classes):
            deed = self.cleaned_data.get(f"deed_{place}")
            wanted = clean_class(self.cleaned_data.get(f"next_{place}", ""))
            if deed == MOVE and wanted in ("", one.name):
                self.add_error(f"next_{place}", _("Enter the class they move to."))

    def plan(self) -> Plan:
        """What was decided, as a value."""
        said = self.cleaned_data
        deeds = {one.name: said[f"deed_{place}"] for place, one in enumerate(self.classes)}
        moves = {
            one.name: clean_class(said[f"next_{place}"])
            for place, one in enumerate(self.classes)
            if deeds[one.name] == MOVE
        }
        known = {str(person.pk): person.pk for one in self.classes for person in one.people}
        chosen: Any = self.data
        stays = {known[pk] for pk in chosen.getlist("stays") if pk in known}
        return Plan(
            on=said["on"],
            moves=moves,
            graduates=frozenset(name for name, deed in deeds.items() if deed == GRADUATE),
            stays=frozenset(stays),
            with_teachers=said["with_teachers"],
        )


class Leaving(forms.Form):
    """Since when and why somebody is no longer of the school."""

    on = DayField(label=_("Since which day"))
    kind = forms.ChoiceField(label=_("How they leave"), choices=WAYS_OUT)
    note = LineField(label=_("Note"), required=False, max_length=300)

    helper = helper("on", "kind", "note")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        """A day that is far ahead is a slip of the pen."""
        on: date = self.cleaned_data["on"]
        if on > self.today + FARTHEST:
            raise forms.ValidationError(_("This day is too far ahead."))
        return on
