"""Whom those who answer may choose."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy

from participants.models import Person
from surveys.kinds.grids import said_person
from surveys.models import Campaign


class OfferPeople(forms.Form):
    """The list of a campaign; at first everybody of the other side is on it."""

    people = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who can be chosen"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Leave at least one person on the list.")},
    )

    def __init__(self, *args: Any, campaign: Campaign, people: Any, **kwargs: Any) -> None:
        named = set(campaign.offered.values_list("pk", flat=True))
        shown = [person.pk for person in people if not named or person.pk in named]
        super().__init__(*args, **kwargs)
        self.initial = {"people": shown}
        field: Any = self.fields["people"]
        field.queryset = people
        field.label_from_instance = said_person
        self.helper = FormHelper()
        self.helper.form_tag = False
