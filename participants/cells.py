"""How the cells of people's files are read: each in one spelling, or refused with a sentence."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export import widgets

from accounts.states import Gender
from kernel.russian import parse_day
from kernel.russian.people_text import clean_line, clean_name, clean_phone
from participants.file_fields import FIELDS
from participants.models import Person
from participants.people_rules import clean_class


class Said(widgets.Widget):
    """A widget that says in a sentence what is wrong with a cell."""

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        """Read one cell; import-export collects the ValueErrors of a row."""
        try:
            return self.read(value)
        except ValidationError as refused:
            raise ValueError(" ".join(refused.messages)) from None

    def read(self, value: Any) -> Any:
        """Make the value of the cell."""
        return clean_line(_text(value), self.label, max_length=_LENGTHS.get(self.field, 160))

    @property
    def label(self) -> str:
        """The name of the field for people."""
        return str(FIELDS[self.field].label) if self.field in FIELDS else ""


class NameSaid(Said):
    """A part of a name."""

    def read(self, value: Any) -> Any:
        """Make the value of the cell."""
        return clean_name(_text(value), self.label)


class ClassSaid(Said):
    """A class, in one spelling."""

    def read(self, value: Any) -> Any:
        """Make the value of the cell."""
        return clean_class(clean_line(_text(value), self.label, max_length=20))


class DaySaid(Said):
    """A date: of the spreadsheet, or typed."""

    def read(self, value: Any) -> Any:
        """Make the value of the cell."""
        return value if isinstance(value, date) else parse_day(_text(value))


class NumberSaid(Said):
    """A whole number: a year of birth or of service."""

    def read(self, value: Any) -> Any:
        """Make the value of the cell."""
        digits = _text(value).removesuffix("г.").removesuffix("лет").strip()
        if not (digits.isascii() and digits.isdigit() and len(digits) <= len("2010")):
            raise ValidationError(
                _("Enter a whole number, such as %(example)s.")
                % {"example": "2012" if self.field == "birth_year" else "7"}
            )
        return int(digits)


class PhoneSaid(Said):
    """A phone, in one spelling."""

    def read(self, value: Any) -> Any:
        """Make the value of the cell."""
        return clean_phone(_text(value))


class EmailSaid(Said):
    """An address of electronic mail."""

    def read(self, value: Any) -> Any:
        """Make the value of the cell."""
        typed = clean_line(_text(value), self.label, max_length=254)
        Person._meta.get_field("email").run_validators(typed)
        return typed.lower()


class GenderSaid(Said):
    """Male or female, as schools write it."""

    def read(self, value: Any) -> Any:
        """Make the value of the cell."""
        first = _text(value).strip().lower()[:1]
        known = {"м": Gender.MALE, "ж": Gender.FEMALE, "m": Gender.MALE, "f": Gender.FEMALE}
        if first not in known:
            raise ValidationError(_("Enter “м” or “ж”."))
        return known[first].value


class KindSaid(Said):
    """What the person is: told by `file_rows`, not typed."""

    def read(self, value: Any) -> Any:
        """Make the value of the cell."""
        return str(value)


_LENGTHS = {"post": 160, "workplace": 300}
_WIDGETS: Mapping[str, type[Said]] = {
    "kind": KindSaid,
    "last_name": NameSaid,
    "first_name": NameSaid,
    "patronymic": NameSaid,
    "gender": GenderSaid,
    "born_on": DaySaid,
    "birth_year": NumberSaid,
    "class_name": ClassSaid,
    "experience_years": NumberSaid,
    "phone": PhoneSaid,
    "email": EmailSaid,
}


def widget_for(field: str) -> Said:
    """The widget that reads a field."""
    return _WIDGETS.get(field, Said)(field)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else str(value)
