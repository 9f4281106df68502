"""The builder of questionnaires in Chromium: accessible everywhere, and built without a mouse."""

import re

import pytest
from django.urls import reverse

from surveys.actions import versions
from surveys.content import Content, Part
from surveys.models import Questionnaire
from surveys.states import QuestionKind
from tests import people
from tests.people import client_of

PHONE, DESKTOP = 360, 1280
MOST_STOPS = 250

CHOICES = [{"code": "c1", "text": "всегда", "score": 2}, {"code": "c2", "text": "никогда"}]
EVERY_KIND = Content(
    {"title": "Все виды вопросов", "side": "mentee", "purpose": "feedback", "intro": "Пробуем."},
    [
        Part({}, [{"code": "met", "kind": "yes_no", "text": "Встречались?"}]),
        Part(
            {"title": "О встречах", "intro": "Отвечайте как есть."},
            [
                {
                    "code": "where",
                    "kind": "one",
                    "text": "Где?",
                    "choices": CHOICES,
                    "has_other": True,
                    "show_if": {
                        "joined": "all",
                        "conditions": [{"question": "met", "answers": ["yes"]}],
                    },
                },
                {"code": "ways", "kind": "several", "text": "Как?", "choices": CHOICES, "most": 1},
                {
                    "code": "grid",
                    "kind": "matrix",
                    "text": "Согласны?",
                    "rows": [{"code": "r1", "text": "удобно"}, {"code": "r2", "text": "полезно"}],
                    "choices": CHOICES,
                },
                {"code": "rank", "kind": "ranking", "text": "Что важнее?", "choices": CHOICES},
                {"code": "mark", "kind": "scale", "text": "Оценка", "label_low": "плохо"},
                {"code": "count", "kind": "number", "text": "Сколько?"},
                {"code": "day", "kind": "date", "text": "Когда?"},
                {"code": "who", "kind": "people", "text": "С кем?", "most": 3},
                {"code": "work", "kind": "file", "text": "Работа"},
                {"code": "line", "kind": "short", "text": "Коротко"},
                {"code": "more", "kind": "long", "text": "Подробно"},
            ],
        ),
    ],
)


@pytest.fixture
def curator(transactional_db):
    return people.curator()


@pytest.fixture
def draft(curator):
    """The second version of a questionnaire with every kind of question, as a draft."""
    first = versions.publish(versions.make_questionnaire(EVERY_KIND, by=curator), by=curator)
    return versions.make_version(first, by=curator)


def addresses(draft):
    """Every page of the builder and its previews."""
    question, section = draft.questions.order_by("position").last(), draft.sections.get()
    here = reverse("questionnaire", args=[draft.pk])
    add = reverse("add-question", args=[draft.pk])
    return [
        reverse("questionnaires"),
        reverse("make-questionnaire"),
        reverse("import-questionnaire"),
        reverse("build-questionnaire", args=[draft.pk]),
        reverse("describe-questionnaire", args=[draft.pk]),
        reverse("translate-questionnaire", args=[draft.pk]),
        reverse("questionnaire-versions", args=[draft.pk]),
        reverse("questionnaire-paper", args=[draft.pk]),
        reverse("question-condition", args=[question.pk]),
        reverse("section-condition", args=[section.pk]),
        reverse("change-question", args=[question.pk]),
        reverse("change-section", args=[section.pk]),
        f"{add}?kind=several",
        f"{add}?kind=scale",
        f"{add}?kind=matrix",
        here,
        f"{here}?phone",
        f"{here}?bare",
    ]


def test_builder_and_previews_are_accessible_in_both_colours_and_fit_a_phone(
    curator, draft, live_server, page_at, violations
):
    page = page_at(PHONE, client=client_of(curator), server=live_server.url)
    found = []
    for address in addresses(draft):
        page.set_viewport_size({"width": PHONE, "height": 900})
        page.emulate_media(color_scheme="light")
        status = page.goto(live_server.url + address).status
        too_wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        faults = {"light": violations(page)}
        page.set_viewport_size({"width": DESKTOP, "height": 900})
        page.emulate_media(color_scheme="dark")
        faults["dark"] = violations(page)
        if status != 200 or too_wide > 0 or any(faults.values()):
            found.append((address, status, too_wide, faults))

    assert [*found, *page.complaints] == []


def reach(page, name):
    """Press Tab until the thing to press or to fill that is called so has the focus."""
    wanted = re.sub(r"\s+", " ", name)
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        called = page.evaluate(
            """() => {
                const one = document.activeElement;
                const label = one.labels?.[0]?.textContent ?? "";
                const sign = one.querySelector?.("[aria-label]")?.getAttribute("aria-label") ?? "";
                return `${label} ${sign} ${one.textContent ?? ""}`.replace(/\\s+/g, " ").trim();
            }"""
        )
        if called.startswith(wanted):
            return
    raise AssertionError(f"{name} is not reached by Tab")


def press(page, name):
    """Reach a button or a link and press Enter."""
    reach(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page, name, text):
    """Reach a field and type."""
    reach(page, name)
    page.keyboard.insert_text(text)


def choose(page, name, kind):
    """Reach the list of kinds and go down to one of them."""
    reach(page, name)
    for _step in range(list(QuestionKind).index(kind)):
        page.keyboard.press("ArrowDown")


def test_a_questionnaire_is_built_by_keyboard_alone(curator, live_server, page_at):
    page = page_at(DESKTOP, client=client_of(curator), server=live_server.url)
    page.goto(live_server.url + reverse("questionnaires"))

    press(page, "Новая анкета")
    write(page, "Название", "Опрос кружка")
    press(page, "Перейти к вопросам")

    choose(page, "Вид ответа", QuestionKind.YES_NO)
    press(page, "Добавить вопрос")
    write(page, "Вопрос", "Нравится?")
    press(page, "Сохранить")

    press(page, "Добавить раздел")
    write(page, "Заголовок", "Подробности")
    press(page, "Сохранить")
    made = Questionnaire.objects.get(title="Опрос кружка")

    choose(page, "Вид ответа", QuestionKind.ONE)
    press(page, "Добавить вопрос")
    write(page, "Вопрос", "Чем больше всего?")
    write(page, "Варианты, каждый с новой строки", "занятиями\nпоездками")
    press(page, "Сохранить")

    press(page, "Когда задаётся")
    reach(page, "Да")
    page.keyboard.press("Space")
    press(page, "Сохранить")

    reach(page, "Выше: Чем больше всего?")
    page.keyboard.press("Enter")
    page.locator(".builder-section").first.get_by_text("Чем больше всего?", exact=True).wait_for()
    held = page.evaluate("document.activeElement.id")

    page.goto(page.url.split("#")[0])
    reach(page, "Опубликовать")
    page.keyboard.press("Enter")
    page.locator("#confirm[open]").wait_for()
    reach(page, "Опубликовать")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    made.refresh_from_db()
    questions = list(made.questions.order_by("position").values_list("text", "section", "show_if"))
    needed = {"joined": "all", "conditions": [{"question": "q1", "answers": ["yes"]}]}
    assert questions == [("Нравится?", None, {}), ("Чем больше всего?", None, needed)]
    assert (made.state, held.startswith("up-"), page.complaints) == ("published", True, [])
