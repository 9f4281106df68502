"""What people type to come in."""

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from accounts.login_names import clean_login_name, made_login_name
from accounts.models import User
from accounts.tokens import PIN_DIGITS

PASSWORD_LIMIT = 1024


class SignInForm(LoginForm):
    """E-mail or login name, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = _("E-mail or login name")
        login.max_length = login.widget.attrs["maxlength"] = 254
        login.widget.attrs.update(
            {"autocomplete": "username", "autocapitalize": "none", "placeholder": ""}
        )
        password.max_length = PASSWORD_LIMIT
        password.help_text = ""
        password.widget.attrs.pop("placeholder", None)

    def clean_password(self) -> str:
        """A text of a megabyte is no password, and is not worth a second of work."""
        password: str = self.cleaned_data["password"]
        if len(password) > PASSWORD_LIMIT:
            raise ValidationError(_("The value is too long."))
        return password


class ForgottenPasswordForm(ResetPasswordForm):
    """The e-mail that the link to a new password goes to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["email"].widget.attrs.pop("placeholder", None)


class CodeForm(AuthenticateForm):
    """The code of the second factor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self.fields["code"], _("Code from the application, or a spare code"))


class CodeAgainForm(ReauthenticateForm):
    """The code of the second factor, in the place of the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self.fields["code"], _("Code from the application, or a spare code"))


class SetUpCodeForm(ActivateTOTPForm):
    """The first code of a new second factor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self.fields["code"], _("Code from the application"))


class CardForm(forms.Form):
    """The PIN of a class card."""

    pin = forms.RegexField(
        rf"^\d{{{PIN_DIGITS}}}$",
        label=_("PIN from the card"),
        error_messages={"invalid": _("The PIN has six digits. They are printed on the card.")},
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "maxlength": str(PIN_DIGITS),
                "data-size": "pin",
            }
        ),
    )


class AcceptForm(forms.Form):
    """How somebody who was invited will sign in from now on."""

    login = forms.CharField(
        label=_("E-mail or login name"),
        max_length=254,
        help_text=_("With it you will sign in. A login name has Latin letters and digits."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Think up a password"),
        max_length=PASSWORD_LIMIT,
        help_text=password_validators_help_text_html,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    password_again = forms.CharField(
        label=_("The same password once more"),
        max_length=PASSWORD_LIMIT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean_login(self) -> str:
        """Read an e-mail where there is an @, else a login name."""
        typed: str = self.cleaned_data["login"].strip().lower()
        if "@" in typed:
            validate_email(typed)
            return typed
        return clean_login_name(typed)

    def clean_password(self) -> str:
        """Check the strength of the password."""
        password: str = self.cleaned_data["password"]
        validate_password(password, User(username=self.cleaned_data.get("login", "")))
        return password

    def clean(self) -> dict[str, Any]:
        """Both passwords are the same."""
        said = super().clean() or self.cleaned_data
        if {"password", "password_again"} <= said.keys() and (
            said["password"] != said["password_again"]
        ):
            self.add_error("password_again", _("The passwords differ. Type the same one twice."))
        return said

    def account(self, last_name: str) -> dict[str, str]:
        """The account that was described: its e-mail, login name and password."""
        login = self.cleaned_data["login"]
        is_email = "@" in login
        return {
            "email": login if is_email else "",
            "username": made_login_name(last_name) if is_email else login,
            "password": self.cleaned_data["password"],
        }


def _dress_code(field: forms.Field, label: Any) -> None:
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update({"inputmode": "numeric", "maxlength": "20"})
