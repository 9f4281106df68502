"""A list of people as a sheet: exactly what the page shows, one line of the table a column."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel.spreadsheets import Sheet, write
from participants.models import Person
from participants.states import ConsentStatus

Cell = Callable[[Person, Mapping[int, ConsentStatus]], Any]

COMMON: dict[str | Promise, Cell] = {
    _("Last name, first name, patronymic"): lambda person, _said: person.name.full,
    _("Class or group"): lambda person, _said: person.class_name,
    _("Post"): lambda person, _said: person.post,
    _("Year of birth"): lambda person, _said: person.birth_year or "",
    _("Consent to take part"): lambda person, said: str(said[person.pk].label),
}
COLUMNS: dict[str, dict[str | Promise, Cell]] = {
    "mentees": {
        **COMMON,
        _("Request"): lambda person, _said: person.mentee.request,
        _("Suitable time"): lambda person, _said: person.mentee.available_time,
        _("In the programme since"): lambda person, _said: person.mentee.entered_on,
    },
    "mentors": {
        **COMMON,
        _("Competences"): lambda person, _said: person.mentor.competences,
        _("How many mentees at once"): lambda person, _said: person.mentor.capacity,
        _("Trained on"): lambda person, _said: person.mentor.trained_on or "",
        _("In the programme since"): lambda person, _said: person.mentor.entered_on,
    },
    "people": {
        _("Last name, first name, patronymic"): COMMON[_("Last name, first name, patronymic")],
        _("Who"): lambda person, _said: str(person.get_kind_display()),
        **COMMON,
        _("Phone"): lambda person, _said: person.phone,
        _("E-mail"): lambda person, _said: person.email,
    },
}
TITLES: dict[str, str | Promise] = {
    "mentees": _("Mentees"),
    "mentors": _("Mentors"),
    "people": _("People"),
}


def people_xlsx(
    part: str,
    people: Sequence[Person],
    statuses: Mapping[int, ConsentStatus],
    *,
    organization: str,
    today: date,
) -> bytes:
    """Write the rows of a list; `people` come in the order of the page."""
    columns = COLUMNS[part]
    rows = ([cell(person, statuses) for cell in columns.values()] for person in people)
    title = str(TITLES[part])
    notes = (f"{organization}. {title}", f"{today:%d.%m.%Y}")
    return write([Sheet(title, [str(name) for name in columns], rows, notes=notes)])
