"""Entering an absence and the deputy."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership
from roadmap.people import who_may_answer
from roadmap.rules import ASSIGNERS


class Person(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody by name and role."""

    def label_from_instance(self, obj: Any) -> str:
        """Соколова Мария Ивановна, куратор."""
        return f"{obj.user.name.full}, {obj.post or obj.get_role_display()}"


class SetLeave(forms.Form):
    """Who is away, on which days, and who stands in."""

    person = Person(
        label=gettext_lazy("Who is away"),
        queryset=Membership.objects.none(),
        empty_label=gettext_lazy("choose"),
    )
    since_on = forms.DateField(
        label=gettext_lazy("First day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    until_on = forms.DateField(
        label=gettext_lazy("Last day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    deputy = Person(
        label=gettext_lazy("Who stands in"),
        queryset=Membership.objects.none(),
        empty_label=gettext_lazy("choose"),
        help_text=gettext_lazy("Reminders go to the deputy, who may also close the activities."),
    )

    def __init__(self, *args: Any, membership: Membership, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = who_may_answer(membership.organization_id, today)
        person, deputy = self.fields["person"], self.fields["deputy"]
        assert isinstance(person, Person)
        assert isinstance(deputy, Person)
        deputy.queryset = offered
        person.queryset = offered
        if membership.role not in ASSIGNERS:
            person.queryset = offered.filter(user_id=membership.user_id)
            person.empty_label = None

    def clean(self) -> dict[str, Any]:
        """Days in their order, two different people."""
        given: dict[str, Any] = super().clean() or {}
        since_on, until_on = given.get("since_on"), given.get("until_on")
        if since_on and until_on and until_on < since_on:
            self.add_error(
                "until_on", ValidationError(_("The last day comes before the first one."))
            )
        person, deputy = given.get("person"), given.get("deputy")
        if person and deputy and person.user_id == deputy.user_id:
            self.add_error("deputy", ValidationError(_("Choose somebody else as the deputy.")))
        return given
