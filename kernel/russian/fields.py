"""Fields of forms that read what people type in Russian."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kernel.russian.dates import parse_day
from kernel.russian.people_text import (
    NAME_LENGTH,
    clean_line,
    clean_name,
    clean_phone,
    clean_text,
)


class LineField(forms.CharField):
    """One line of text, clean."""

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        # The length is checked by `clean_line`, after doubled spaces are gone.
        super().__init__(**kwargs)
        self.validators = []
        self.line_length = max_length
        self.widget.attrs.setdefault("maxlength", str(max_length))

    def to_python(self, value: Any) -> str:
        """Clean what was typed; the message names the field."""
        return self.read(str(value)) if value not in self.empty_values else ""

    def read(self, text: str) -> str:
        """Make the value of the typed text."""
        return clean_line(text, str(self.label or ""), max_length=self.line_length)


class NameField(LineField):
    """A part of a person's name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=NAME_LENGTH, **kwargs)

    def read(self, text: str) -> str:
        """Make the value of the typed text."""
        return clean_name(text, str(self.label or ""))


class PhoneField(LineField):
    """A Russian phone number, kept in one spelling."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.widget.input_type = "tel"
        self.widget.attrs.setdefault("autocomplete", "tel")
        self.widget.attrs.setdefault("inputmode", "tel")

    def read(self, text: str) -> str:
        """Make the value of the typed text."""
        return clean_phone(text)


class TextField(forms.CharField):
    """Several lines of text, clean."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int = 10_000, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        """Clean what was typed; the message names the field."""
        return clean_text(str(value), str(self.label or "")) if value is not None else ""


class DayField(forms.DateField):
    """A date typed as DD.MM.YYYY or chosen in the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {"invalid": _("Enter the date as DD.MM.YYYY.")}

    def to_python(self, value: Any) -> date | None:
        """Read the date; a date that does not exist is said to be so."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return parse_day(value)
        except ValueError as refused:
            raise ValidationError(str(refused), code="invalid") from refused
