"""Forms of partners: a new one, a mentor whom it offers, a no with its reason."""

from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.russian import PersonName
from kernel.russian.fields import LineField, NameField, PhoneField, TextField
from participants.forms.people import helper
from participants.states import PartnerKind


class _Named(forms.Form):
    """Somebody with a name and contacts."""

    last_name = NameField(label=_("Last name"))
    first_name = NameField(label=_("First name"))
    patronymic = NameField(label=_("Patronymic"), required=False)
    post = LineField(label=_("Post"), required=False, max_length=160)
    phone = PhoneField(label=_("Phone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)

    @property
    def name_of_person(self) -> PersonName:
        """The name that was entered."""
        said = self.cleaned_data
        return PersonName(said["last_name"], said["first_name"], said["patronymic"])

    def said(self, *names: str) -> dict[str, Any]:
        """What was entered in these fields."""
        return {name: self.cleaned_data[name] for name in names}


class NewPartner(_Named):
    """A partner organization and the person who speaks for it."""

    name = LineField(label=_("Name of the organization"), max_length=300)
    kind = forms.ChoiceField(label=_("What it is"), choices=PartnerKind.choices)
    note = TextField(
        label=_("Agreement and notes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Number and date of the agreement, what the partner is ready for."),
    )

    helper = helper(
        Fieldset(_("Organization"), "name", "kind", "note"),
        Fieldset(
            _("Who speaks for it"),
            Row("last_name", "first_name"),
            Row("patronymic", "post"),
            Row("phone", "email"),
        ),
    )


class Offer(_Named):
    """A worker or student whom the partner offers as a mentor."""

    competences = TextField(
        label=_("What the mentor can help with"), widget=forms.Textarea(attrs={"rows": 3})
    )
    available_time = LineField(label=_("Time for mentoring"), required=False)
    agrees = forms.BooleanField(
        label=_("this person knows of the offer and agrees that the school gets name and contacts")
    )

    helper = helper(
        Fieldset(
            _("Mentor"),
            Row("last_name", "first_name"),
            Row("patronymic", "post"),
            Row("phone", "email"),
        ),
        Fieldset(_("What for"), "competences", "available_time", "agrees"),
    )
