"""The gallery: every component in every variant, with invented words. Also an accessibility test.

Shown only in development and in the demo. Its samples are Russian data, not texts of the product.
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import django_filters
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row, Submit
from django import forms
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from kernel.access import public
from kernel.icons import ICONS
from kernel.listing import Column, Listing
from kernel.pages import page
from kernel.pieces import Bar, Crumb, Fact, Moment, Obstacle, Place, Station, Step, Tab, Task, Tone

MOSCOW = ZoneInfo("Europe/Moscow")

STATIONS = [
    Station(1, "Подготовка условий для запуска программы", "done", 9, 9, None, "#road"),
    Station(2, "Формирование базы наставляемых", "late", 37, 52, date(2026, 10, 1), "#road"),
    Station(3, "Формирование базы наставников", "under_way", 5, 9, date(2026, 10, 15), "#road"),
    Station(4, "Отбор и обучение наставников", "under_way", 1, 6, date(2026, 10, 25), "#road"),
    Station(5, "Формирование пар и групп", "not_started", 0, 7, date(2026, 11, 10), "#road"),
    Station(6, "Организация хода программы", "not_started", 0, 12, date(2026, 11, 20), "#road"),
    Station(7, "Завершение программы", "not_started", 0, 8, date(2027, 5, 20), "#road"),
]
TASKS = [
    Task(
        "Двое родителей не подписали согласие",
        "#tasks",
        "Напомнить",
        "просрочено на 3 дня",
        Tone.BAD,
        "circle-alert",
    ),
    Task(
        "Провести собеседования с наставниками",
        "#tasks",
        "Открыть список",
        "до 15 октября",
        Tone.WARN,
        "calendar-clock",
    ),
    Task(
        "Четверо наставляемых остались без пары",
        "#tasks",
        "Подобрать",
        "ждут вас",
        Tone.ACCENT,
        "user-x",
    ),
]
BARS = [
    Bar("Охват обучающихся наставничеством", 42, target=50, before=31, url="#charts"),
    Bar("Молодые специалисты в роли наставников", 66, target=60, before=52, tone=Tone.GOOD),
    Bar("Удовлетворённость наставляемых", 87.5, target=85, before=79, tone=Tone.GOOD),
    Bar("Предприятия, готовые участвовать", 12, target=30, before=10, tone=Tone.BAD),
]
FACTS = [
    Fact("Школа", "МБОУ «Школа № 7»", "#facts"),
    Fact("Класс", "8 «Б»"),
    Fact("Запрос", "Подготовка к экзамену по математике, уверенность в выступлениях"),
    Fact("Телефон", ""),
]
MOMENTS = [
    Moment(
        datetime(2026, 10, 12, 15, 40, tzinfo=MOSCOW),
        "Встреча записана",
        "Орлов С. И.",
        "calendar-check",
    ),
    Moment(
        datetime(2026, 10, 5, 9, 5, tzinfo=MOSCOW),
        "Приказ № 12-Н утверждён",
        "Громова В. П.",
        "gavel",
        "#timeline",
    ),
    Moment(date(2026, 9, 20), "Согласие подписано", "мама, по личной ссылке", "file-check"),
]
PEOPLE = [
    ("Белкина Анна Сергеевна", "8 «Б»", "есть пара", Tone.GOOD, 4),
    ("Гордеев Тимур Русланович", "9 «А»", "нет согласия", Tone.BAD, 0),
    ("Ямщикова-Староконстантиновская Ксения", "7 «В»", "ждёт пару", Tone.WARN, 0),
]
OBSTACLES = [
    Obstacle("Нет согласия родителя на участие в программе", "#obstacles", "Отправить ссылку"),
    Obstacle("Анкета наставляемого не заполнена"),
]
PLACES = [
    Place("Главная", "#main", "house"),
    Place("Галерея", "#road", "layout-list", is_current=True),
    Place("Наставляемые", "#list", "graduation-cap", count=52),
    Place("Пары", "#list", "handshake"),
]

JOBS = [
    {
        "pk": 1,
        "title": "Сводный отчёт",
        "is_open": False,
        "state": "done",
        "file_name": "Отчёт за IV квартал.xlsx",
    },
    {
        "pk": 2,
        "title": "Загрузка списка",
        "is_open": False,
        "state": "failed",
        "error": "В строке 7 нет фамилии. Ничего не загружено: исправьте строку и повторите.",
    },
]
ROLES = [
    {"pk": 1, "organization": "Школа № 7", "get_role_display": "куратор"},
    {
        "pk": 2,
        "organization": "Гимназия № 2 имени Н. И. Лобачевского",
        "get_role_display": "психолог",
    },
]
HEAD = {
    "navigation": PLACES,
    "membership": ROLES[0],
    "memberships": ROLES,
    "person_name": "Александрова Мария Петровна",
    "unread_count": 3,
    "user": {"is_authenticated": True},
    "addresses": {
        "home": "/",
        "switch": "#roles",
        "notices": "#main",
        "profile": "#main",
        "sign_out": "#main",
    },
}


class SampleFilter(django_filters.FilterSet):
    """Filters of the sample list."""

    app_label = django_filters.ChoiceFilter(
        label="Комната", choices=[(name, name) for name in settings.OWN_APPS]
    )
    pk = django_filters.NumberFilter(label="Номер")

    class Meta:
        model = ContentType
        fields = ["app_label", "pk"]


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Фамилия, имя, отчество", help_text="Как в паспорте.")
    email = forms.EmailField(label="Электронная почта", required=False)
    born_on = forms.DateField(label="Дата рождения", widget=forms.DateInput(attrs={"type": "date"}))
    meetings = forms.IntegerField(label="Встреч в месяц", required=False)
    school_class = forms.ChoiceField(
        label="Класс", choices=[("", "Выберите класс"), ("8b", "8 «Б»"), ("9a", "9 «А»")]
    )
    form_of_work = forms.ChoiceField(
        label="Форма наставничества",
        choices=[("pupil", "ученик — ученик"), ("teacher", "учитель — учитель")],
        widget=forms.RadioSelect,
    )
    subjects = forms.MultipleChoiceField(
        label="В чём нужна помощь",
        choices=[
            ("maths", "математика"),
            ("talk", "публичные выступления"),
            ("it", "робототехника"),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label="Примечание", widget=forms.Textarea, required=False)
    scan = forms.FileField(
        label="Скан согласия", required=False, help_text="PDF или JPEG, до 20 МБ."
    )
    password = forms.CharField(label="Пароль", widget=forms.PasswordInput)
    agrees = forms.BooleanField(label="Согласен на обработку персональных данных")

    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(
        Fieldset("О человеке", "name", Row("email", "born_on"), Row("school_class", "meetings")),
        "form_of_work",
        "subjects",
        "note",
        "scan",
        "password",
        "agrees",
    )
    helper.add_input(Submit("save", "Сохранить"))


@require_GET
@public("shows invented samples only, and only in development and in the demo")
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component; elsewhere than in the demo there is no such page."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    listing = Listing(
        request,
        ContentType.objects.all(),
        columns=[
            Column("model", "Запись", sort="model"),
            Column("app", "Комната", sort=("app_label", "model")),
            Column("pk", "Номер", sort="pk", kind="number"),
        ],
        filters=SampleFilter,
        search="model",
        default_sort="model",
        page_sizes=(10, 25, 50),
        export="/_gallery/",
    )
    return page(request, "kernel/gallery.html", samples(listing), partial="rows")


def samples(listing: Listing[ContentType]) -> dict[str, Any]:
    """Collect what the gallery shows."""
    return {
        "listing": listing,
        "stations": STATIONS,
        "tasks": TASKS,
        "bars": BARS,
        "facts": FACTS,
        "moments": MOMENTS,
        "people": PEOPLE,
        "obstacles": OBSTACLES,
        **HEAD,
        "jobs": JOBS,
        "tones": list(Tone),
        "icons": sorted(ICONS),
        "trend": [31, 34, 33, 38, 42],
        "crumbs": [Crumb("Главная", "/"), Crumb("Образцы", "#main"), Crumb("Галерея")],
        "tabs": [
            Tab("Обзор", "#main", is_current=True),
            Tab("Встречи", "#main", count=12),
            Tab("Документы", "#main", count=0),
            Tab("История", "#main"),
        ],
        "steps": [
            Step("Файл", "done"),
            Step("Проверка", "current"),
            Step("Решения"),
            Step("Готово"),
        ],
        "empty_form": SampleForm(auto_id="new-%s"),
        "wrong_form": SampleForm({"name": "", "email": "орлов@", "meetings": "много"}),
    }
