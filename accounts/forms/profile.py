"""What people type about themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kernel.russian import PersonName
from kernel.russian.fields import NameField, PhoneField


class ProfileForm(forms.Form):
    """One's own name, phone and language."""

    last_name = NameField(label=_("Last name"))
    first_name = NameField(label=_("First name"))
    patronymic = NameField(label=_("Patronymic"), required=False)
    phone = PhoneField(label=_("Phone"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    @classmethod
    def describing(cls, user: User, typed: Any = None) -> "ProfileForm":
        """A form filled with what is known."""
        return cls(typed, initial={name: getattr(user, name) for name in cls.base_fields})

    @property
    def name(self) -> PersonName:
        """The name as it was typed."""
        said = self.cleaned_data
        return PersonName(said["last_name"], said["first_name"], said["patronymic"])

    @property
    def facts(self) -> dict[str, str]:
        """The rest."""
        return {key: self.cleaned_data[key] for key in ("phone", "language")}


class EmailForm(forms.Form):
    """A new e-mail, which has to confirm itself."""

    email = forms.EmailField(
        label=_("New e-mail"),
        help_text=_("We send a link there. The address changes when you open it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
