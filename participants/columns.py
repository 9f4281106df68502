"""The columns of people's files: what they may be called, and finding them in a sheet. Pure.

Schools send what they have: the heading row may stand below a title, columns come in any order,
names in one column or three. What is not known is left out and said so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel.refusals import Refusal
from kernel.russian import search_key
from kernel.spreadsheets import SheetRows, Value
from participants.states import ImportProfile

HEADINGS_WITHIN = 25
FEWEST_KNOWN = 2


class HeadingsNotFound(Refusal):
    """No row of the file looks like headings of a list of people."""


@dataclass(frozen=True)
class FileField:
    """A fact that a column may hold: its name for people, and the headings that mean it."""

    label: str | Promise
    headings: tuple[str, ...]


FIELDS: Mapping[str, FileField] = {
    "full_name": FileField(
        gettext_lazy("Last name, first name, patronymic"),
        (
            "фио", "ф и о", "ф.и.о.", "фамилия имя отчество", "фамилия, имя, отчество",
            "фио наставляемого", "фио наставника", "фио ученика", "фио обучающегося",
            "фио студента", "фио сотрудника", "фио педагога", "ученик", "обучающийся",
        ),
    ),
    "last_name": FileField(gettext_lazy("Last name"), ("фамилия",)),
    "first_name": FileField(gettext_lazy("First name"), ("имя",)),
    "patronymic": FileField(gettext_lazy("Patronymic"), ("отчество",)),
    "gender": FileField(gettext_lazy("Gender"), ("пол",)),
    "born_on": FileField(
        gettext_lazy("Date of birth"),
        ("дата рождения", "день рождения", "д.р.", "др", "родился", "дата рожд."),
    ),
    "birth_year": FileField(
        gettext_lazy("Year of birth"),
        ("год рождения", "год рождения наставляемого", "г.р.", "год рожд."),
    ),
    "class_name": FileField(
        gettext_lazy("Class or group"), ("класс", "группа", "класс/группа", "класс (группа)", "кл.")
    ),
    "post": FileField(gettext_lazy("Post"), ("должность", "занимаемая должность")),
    "workplace": FileField(
        gettext_lazy("Place of work or study"),
        ("место работы", "место работы/учебы", "организация", "место работы/учебы наставника"),
    ),
    "experience_years": FileField(
        gettext_lazy("Years of service"), ("стаж", "педагогический стаж", "стаж работы")
    ),
    "phone": FileField(
        gettext_lazy("Phone"), ("телефон", "номер телефона", "мобильный телефон", "тел.", "тел")
    ),
    "email": FileField(
        gettext_lazy("E-mail"),
        ("электронная почта", "e-mail", "email", "почта", "адрес электронной почты", "эл. почта"),
    ),
    "guardian": FileField(
        gettext_lazy("Representative"),
        (
            "родитель", "фио родителя", "законный представитель", "представитель",
            "фио представителя",
        ),
    ),
    "guardian_phone": FileField(
        gettext_lazy("Phone of the representative"),
        ("телефон родителя", "телефон представителя", "телефон законного представителя"),
    ),
    "contacts": FileField(
        gettext_lazy("Contacts"),
        (
            "контактные данные для связи (данные представителя)", "контактные данные для связи",
            "контакты", "контактные данные",
        ),
    ),
    "request": FileField(
        gettext_lazy("Request"), ("основной запрос наставляемого", "запрос", "основной запрос")
    ),
    "competences": FileField(
        gettext_lazy("Competences"),
        ("основные компетенции наставника", "основные компетенции", "компетенции"),
    ),
    "achievements": FileField(
        gettext_lazy("Achievements"),
        (
            "важные для программы достижения наставника", "достижения наставника", "достижения",
        ),
    ),
    "interests": FileField(
        gettext_lazy("Interests"), ("интересы", "интересы наставника", "увлечения")
    ),
    "ages": FileField(
        gettext_lazy("Wished age of mentees"),
        ("желаемый возраст наставляемых", "возраст наставляемых"),
    ),
    "available_time": FileField(
        gettext_lazy("Time for mentoring"),
        ("ресурс времени на программу наставничества", "ресурс времени", "свободное время"),
    ),
    "entered_on": FileField(
        gettext_lazy("In the programme since"),
        ("дата вхождения в программу", "дата вхождения", "в программе с"),
    ),
}  # fmt: skip

_PERSON = (
    "full_name", "last_name", "first_name", "patronymic", "gender", "born_on", "birth_year",
    "phone", "email",
)  # fmt: skip
PROFILE_FIELDS: Mapping[str, tuple[str, ...]] = {
    ImportProfile.PUPILS: (*_PERSON, "class_name", "guardian", "guardian_phone"),
    ImportProfile.STAFF: (*_PERSON, "post", "workplace", "experience_years"),
    ImportProfile.MENTEE_BASE: (
        "full_name", "contacts", "birth_year", "class_name", "request", "entered_on",
    ),
    ImportProfile.MENTOR_BASE: (
        "full_name", "contacts", "workplace", "competences", "achievements", "interests", "ages",
        "available_time", "entered_on",
    ),
}  # fmt: skip
REQUIRED: Mapping[str, tuple[str, ...]] = {
    ImportProfile.PUPILS: ("class_name",),
    ImportProfile.STAFF: (),
    ImportProfile.MENTEE_BASE: (),
    ImportProfile.MENTOR_BASE: (),
}
NAMES = ("full_name", "last_name")
# In a base of one side the name of the other side stands in a column of its own: pairs know it.
OTHER_SIDE: Mapping[str, str] = {
    ImportProfile.MENTEE_BASE: "фио наставника",
    ImportProfile.MENTOR_BASE: "фио наставляемого",
}


@dataclass(frozen=True)
class Found:
    """Where the headings stand and what they mean; `columns` maps a column to a field."""

    sheet: str
    heading_row: int
    headings: tuple[str, ...]
    columns: dict[int, str]


def find(sheets: Sequence[SheetRows], profile: str, remembered: Mapping[str, str]) -> Found:
    """Find the sheet and the row whose headings are known best; hidden sheets come last."""
    best: tuple[int, Found] | None = None
    for sheet in sorted(sheets, key=lambda one: one.is_hidden):
        for number, row in enumerate(sheet.rows[:HEADINGS_WITHIN]):
            columns = guess(row, profile, remembered)
            if _is_better(columns, best):
                headings = tuple("" if cell is None else str(cell) for cell in row)
                best = len(columns), Found(sheet.title, number, headings, columns)
    if best is None:
        raise HeadingsNotFound(
            _(
                "There is no row of headings that looks like a list of people. The file needs a"
                " column “ФИО” (or “Фамилия” and “Имя”) and at least one more that is known, such"
                " as “%(example)s”. Download the sample and compare."
            )
            % {"example": _example(profile)}
        )
    return best[1]


def guess(row: Sequence[Value], profile: str, remembered: Mapping[str, str]) -> dict[int, str]:
    """Say which columns of a row are headings of known facts."""
    wanted = PROFILE_FIELDS[profile]
    meaning = {
        search_key(heading): field
        for field in wanted
        for heading in FIELDS[field].headings
        if heading != OTHER_SIDE.get(profile)
    }
    columns = {}
    for place, cell in enumerate(row):
        if not isinstance(cell, str):
            continue
        key = search_key(cell)
        field = remembered[key] if key in remembered else meaning.get(key, "")
        if field in wanted:
            columns[place] = field
    return columns


def troubles(columns: Mapping[int, str], headings: Sequence[str], profile: str) -> list[str]:
    """Say what keeps the columns from being read: one that lacks, one that is there twice."""
    fields = list(columns.values())
    lacking = [field for field in REQUIRED[profile] if field not in fields]
    if not any(field in NAMES for field in fields):
        lacking.insert(0, "full_name")
    elif "full_name" not in fields and "first_name" not in fields:
        lacking.insert(0, "first_name")
    doubled = sorted({field for field in fields if fields.count(field) > 1})
    return [
        *(_("There is no column “%(name)s”.") % {"name": FIELDS[field].label} for field in lacking),
        *(
            _("The column “%(name)s” is there twice.") % {"name": FIELDS[field].label}
            for field in doubled
        ),
    ]


def ignored(columns: Mapping[int, str], headings: Sequence[str]) -> list[str]:
    """Name the columns that are left out."""
    return [heading for place, heading in enumerate(headings) if heading and place not in columns]


def letter(place: int) -> str:
    """Name a column as a spreadsheet does: 0 is A, 26 is AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _is_better(columns: Mapping[int, str], best: tuple[int, Found] | None) -> bool:
    has_name = any(field in NAMES for field in columns.values())
    fewest = best[0] + 1 if best else FEWEST_KNOWN
    return has_name and len(columns) >= fewest


def _example(profile: str) -> str:
    field = (*REQUIRED[profile], *PROFILE_FIELDS[profile][1:])[0]
    return FIELDS[field].headings[0]
