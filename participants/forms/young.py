"""The bounds of young specialists, and the filter of their list."""

import django_filters
from crispy_forms.layout import Row
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participants.forms.people import helper
from participants.models import Person, PersonQuerySet


class YoungBounds(forms.Form):
    """Who counts as a young specialist here."""

    years = forms.IntegerField(
        label=_("Years of service, fewer than"),
        min_value=1,
        max_value=10,
        help_text=_("As the regulation of your region or school says."),
    )
    age = forms.IntegerField(
        label=_("Not older than, years"),
        required=False,
        min_value=18,
        max_value=60,
        help_text=_("Leave it empty when age does not matter."),
    )

    helper = helper(Row("years", "age"))


class YoungFilter(django_filters.FilterSet):
    """With a mentor, or without one."""

    mentor = django_filters.ChoiceFilter(
        label=_("Mentor"),
        choices=[("no", _("without a mentor")), ("yes", _("has a mentor"))],
        method="by_mentor",
    )

    class Meta:
        model = Person
        fields: list[str] = []

    def by_mentor(self, people: PersonQuerySet, _name: str, value: str) -> PersonQuerySet:
        """Keep those with an open pair, or the others."""
        return people.filter(Q(("has_mentor", value == "yes")))
