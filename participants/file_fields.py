"""The facts that a column of a people's file may hold, and the headings that mean them. Data.

The headings are those of the official bases, of hand-made lists and of the exports that schools
have (1С, Сетевой город, Дневник.ру).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from participants.states import ImportProfile


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
            "фио учащегося", "ф.и.о. учащегося", "ф.и.о. обучающегося", "ф.и.о. ученика",
            "учащийся", "обучающиеся", "учащиеся", "физическое лицо", "сотрудник", "работник",
            "ф.и.о. сотрудника", "фио работника", "педагог", "студент", "фио ребенка",
            "фамилия имя отчество обучающегося", "фамилия, имя, отчество обучающегося",
            "фамилия имя отчество учащегося", "фамилия, имя, отчество учащегося",
        ),
    ),
    "last_name": FileField(
        gettext_lazy("Last name"),
        ("фамилия", "фамилия обучающегося", "фамилия ученика", "фамилия учащегося"),
    ),
    "first_name": FileField(
        gettext_lazy("First name"),
        ("имя", "имя обучающегося", "имя ученика", "имя учащегося"),
    ),
    "patronymic": FileField(
        gettext_lazy("Patronymic"),
        ("отчество", "отчество обучающегося", "отчество ученика", "отчество учащегося"),
    ),
    "gender": FileField(gettext_lazy("Gender"), ("пол",)),
    "born_on": FileField(
        gettext_lazy("Date of birth"),
        (
            "дата рождения", "день рождения", "д.р.", "др", "родился", "дата рожд.",
            "дата рождения обучающегося",
        ),
    ),
    "birth_year": FileField(
        gettext_lazy("Year of birth"),
        ("год рождения", "год рождения наставляемого", "г.р.", "год рожд."),
    ),
    "class_name": FileField(
        gettext_lazy("Class or group"),
        (
            "класс", "группа", "класс/группа", "класс (группа)", "кл.", "класс обучения",
            "учебный класс", "текущий класс", "наименование класса", "учебная группа",
        ),
    ),
    "grade": FileField(gettext_lazy("Grade"), ("параллель", "номер класса", "год обучения")),
    "class_letter": FileField(
        gettext_lazy("Letter of the class"), ("литера", "литер", "буква", "буква класса")
    ),
    "post": FileField(
        gettext_lazy("Post"),
        ("должность", "занимаемая должность", "должность по штатному расписанию"),
    ),
    "workplace": FileField(
        gettext_lazy("Place of work or study"),
        ("место работы", "место работы/учебы", "организация", "место работы/учебы наставника"),
    ),
    "experience_years": FileField(
        gettext_lazy("Years of service"),
        ("стаж", "педагогический стаж", "стаж работы", "общий стаж", "пед. стаж", "стаж, лет"),
    ),
    "phone": FileField(
        gettext_lazy("Phone"),
        (
            "телефон", "номер телефона", "мобильный телефон", "тел.", "сотовый телефон",
            "контактный телефон", "моб. телефон", "телефон (мобильный)", "телефон мобильный",
        ),
    ),
    "email": FileField(
        gettext_lazy("E-mail"),
        ("электронная почта", "e-mail", "email", "почта", "адрес электронной почты", "эл. почта"),
    ),
    "guardian": FileField(
        gettext_lazy("Representative"),
        (
            "родитель", "фио родителя", "законный представитель", "представитель",
            "фио представителя", "родители", "законные представители", "ф.и.о. родителя",
            "фио законного представителя", "мать", "фио матери",
        ),
    ),
    "guardian_phone": FileField(
        gettext_lazy("Phone of the representative"),
        ("телефон родителя", "телефон представителя", "телефон законного представителя",
            "телефон родителей", "телефон матери", "мобильный телефон родителя"),
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
    ImportProfile.PUPILS: (
        *_PERSON, "class_name", "grade", "class_letter", "guardian", "guardian_phone",
    ),
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
