"""The builder: questions and sections added, changed, moved, copied, taken out; nothing lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kernel.models import JournalEntry
from surveys.actions import building
from surveys.faults import faults_of
from surveys.models import Question, Questionnaire, Section
from surveys.states import QuestionnaireState
from tests import people
from tests.factories.surveys import QuestionFactory, QuestionnaireFactory

pytestmark = pytest.mark.django_db

ONLY_IF_YES = {"joined": "all", "conditions": [{"question": "met", "answers": ["yes"]}]}


@pytest.fixture
def curator():
    return people.curator()


@pytest.fixture
def draft(curator):
    """A draft: one question, then two sections with two questions each."""
    made = QuestionnaireFactory(organization=curator.organization, state=QuestionnaireState.DRAFT)
    QuestionFactory(questionnaire=made, position=0, code="met", text="Начало", kind="yes_no")
    for number, title in enumerate(("Первый", "Второй")):
        section = Section.objects.create(questionnaire=made, position=number, title=title)
        for letter in "аб":
            QuestionFactory(
                questionnaire=made,
                section=section,
                position=made.questions.count(),
                text=f"{title} {letter}",
            )
    return made


def order(draft):
    """The titles and questions as they stand."""
    return [
        (place.section.title if place.section else "", [one.text for one in place.questions])
        for place in building.places_of(draft)
    ]


def question(text):
    return Question.objects.get(text=text)


def test_a_questionnaire_is_begun_with_the_words_around_the_questions(sign_in, curator):
    sent = {"title": "Опрос кружка", "side": "mentee", "purpose": "feedback"}

    answer = sign_in(curator).post(reverse("make-questionnaire"), sent)

    made = Questionnaire.objects.get(title="Опрос кружка")
    assert answer.url == reverse("build-questionnaire", args=[made.pk])
    assert (made.organization, made.state, made.version) == (curator.organization, "draft", 1)


def test_a_question_comes_at_the_end_of_its_section(sign_in, curator, draft):
    section = draft.sections.get(title="Первый")
    url = reverse("add-question", args=[draft.pk]) + f"?kind=one&section={section.pk}"
    sent = {"kind": "one", "text": "Первый в", "choices": "да | 2\nнет", "has_other": "on"}

    sign_in(curator).post(url, sent)

    made = question("Первый в")
    assert order(draft)[1] == ("Первый", ["Первый а", "Первый б", "Первый в"])
    assert (made.kind, made.has_other, made.choices) == (
        "one",
        True,
        [{"code": "c1", "text": "да", "score": 2}, {"code": "c2", "text": "нет"}],
    )
    assert sorted(draft.questions.values_list("position", flat=True)) == list(range(6))


@pytest.mark.parametrize(
    ("text", "steps", "expected"),
    [
        ("Первый б", -1, [["Начало"], ["Первый б", "Первый а"], ["Второй а", "Второй б"]]),
        ("Первый б", 1, [["Начало"], ["Первый а"], ["Первый б", "Второй а", "Второй б"]]),
        ("Первый а", -1, [["Начало", "Первый а"], ["Первый б"], ["Второй а", "Второй б"]]),
        ("Начало", -1, [["Начало"], ["Первый а", "Первый б"], ["Второй а", "Второй б"]]),
        ("Второй б", 1, [["Начало"], ["Первый а", "Первый б"], ["Второй а", "Второй б"]]),
    ],
)
def test_a_question_moves_within_its_section_and_into_the_next(
    curator, draft, text, steps, expected
):
    building.move_question(question(text), steps=steps, by=curator)

    assert [found for _title, found in order(draft)] == expected


def test_a_section_moves_with_its_questions_and_gives_them_on_when_taken_out(curator, draft):
    second = draft.sections.get(title="Второй")

    building.move_section(second, steps=-1, by=curator)
    moved = order(draft)
    building.remove_section(Section.objects.get(pk=second.pk), by=curator)

    assert [title for title, _found in moved] == ["", "Второй", "Первый"]
    assert order(draft) == [
        ("", ["Начало", "Второй а", "Второй б"]),
        ("Первый", ["Первый а", "Первый б"]),
    ]


def test_moving_by_the_buttons_returns_to_the_same_button(sign_in, curator, draft):
    moved = question("Первый б")

    answer = sign_in(curator).post(reverse("move-question", args=[moved.pk]), {"way": "up"})

    assert answer.url.endswith(f"#up-{moved.pk}")


def test_a_copy_stands_behind_its_question_with_a_code_of_its_own(curator, draft):
    copied = building.copy_question(question("Первый а"), by=curator)

    assert order(draft)[1] == ("Первый", ["Первый а", "Первый а", "Первый б"])
    assert copied.code not in draft.questions.exclude(pk=copied.pk).values_list("code", flat=True)


def test_a_choice_keeps_its_code_when_the_lines_around_it_change(sign_in, curator, draft):
    asked = QuestionFactory(
        questionnaire=draft,
        position=50,
        kind="several",
        choices=[
            {"code": "c1", "text": "чай", "en": "tea"},
            {"code": "c2", "text": "кофе"},
        ],
    )
    sent = {"kind": "several", "text": "Что?", "choices": "вода\nчай\nкофе с молоком"}

    sign_in(curator).post(reverse("change-question", args=[asked.pk]), sent)

    assert Question.objects.get(pk=asked.pk).choices == [
        {"code": "c3", "text": "вода"},
        {"code": "c1", "text": "чай", "en": "tea"},
        {"code": "c4", "text": "кофе с молоком"},
    ]


@pytest.mark.parametrize(
    ("kind", "sent", "words"),
    [
        ("one", {"choices": "да\nда"}, "стоит дважды"),
        ("one", {"choices": "\n".join(map(str, range(61)))}, "Оставьте не больше 60"),
        ("several", {"choices": "да", "least": "3", "most": "1"}, "Поменяйте их местами"),
        ("scale", {"scale_from": "1", "scale_to": "99"}, "10"),
        ("scale", {"scale_from": "1", "scale_to": "5", "construct": "радость"}, "латинскими"),
        ("matrix", {"choices": "да"}, "Строки таблицы"),
    ],
)
def test_a_mistake_is_said_in_russian_and_nothing_typed_is_lost(
    sign_in, curator, draft, kind, sent, words
):
    url = reverse("add-question", args=[draft.pk]) + f"?kind={kind}"

    answer = sign_in(curator).post(url, {"kind": kind, "text": "Мой вопрос", **sent})

    assert answer.status_code == 422
    assert words in answer.text
    assert "Мой вопрос" in answer.text
    assert draft.questions.count() == 5


def test_a_condition_is_set_by_ticking_earlier_answers(sign_in, curator, draft):
    later = question("Второй а")
    url = reverse("question-condition", args=[later.pk])

    page = sign_in(curator).get(url)
    sign_in(curator).post(url, {"joined": "all", "if.met": ["yes"]})
    shown = sign_in(curator).get(reverse("build-questionnaire", args=[draft.pk]))

    assert "Начало" in page.text
    assert question("Второй а").show_if == ONLY_IF_YES
    assert "на вопрос «Начало» дан ответ: Да" in shown.text


def test_a_section_can_depend_on_answers_above_it(sign_in, curator, draft):
    section = draft.sections.get(title="Второй")

    sign_in(curator).post(
        reverse("section-condition", args=[section.pk]), {"joined": "all", "if.met": ["yes"]}
    )

    assert draft.sections.get(title="Второй").show_if == ONLY_IF_YES


def test_a_question_that_others_depend_on_is_not_taken_out(sign_in, curator, draft):
    Question.objects.filter(text="Второй а").update(show_if=ONLY_IF_YES)

    answer = sign_in(curator).post(reverse("remove-question", args=[question("Начало").pk]))

    assert answer.status_code == 409
    assert "Второй а" in answer.text
    assert Question.objects.filter(text="Начало").exists()


def test_a_question_above_the_one_it_depends_on_is_a_fault(curator, draft):
    Question.objects.filter(text="Начало").update(
        show_if={"joined": "all", "conditions": [{"question": "later", "answers": ["yes"]}]}
    )
    QuestionFactory(questionnaire=draft, position=60, code="later", kind="yes_no")
    QuestionFactory(questionnaire=draft, position=61, kind="one", text="Пустой")

    found = [str(fault.text) for fault in faults_of(draft)]

    assert found == [
        "В вопросе «Пустой» не из чего выбирать.",
        "Вопрос «Начало» зависит от ответа, который стоит ниже.",
    ]


def test_every_change_is_in_the_journal(curator, draft):
    building.move_question(question("Первый б"), steps=-1, by=curator)

    entry = JournalEntry.objects.get(verb="change_questionnaire")
    assert (entry.subject, entry.by) == (f"surveys.questionnaire:{draft.pk}", curator.user)


def test_the_builder_asks_the_database_equally_often_for_many_questions(
    sign_in, curator, draft, django_assert_num_queries
):
    client, url = sign_in(curator), reverse("build-questionnaire", args=[draft.pk])
    client.get(url)

    with CaptureQueriesContext(connection) as few:
        client.get(url)
    section = draft.sections.get(title="Второй")
    for number in range(20):
        QuestionFactory(questionnaire=draft, section=section, position=100 + number)

    with django_assert_num_queries(len(few)):
        client.get(url)


def test_a_condition_needs_a_question_above_that_can_decide(sign_in, curator, draft):
    first = question("Начало")

    page = sign_in(curator).get(reverse("question-condition", args=[first.pk]))

    assert "Выше нет вопроса, от которого это может зависеть" in page.text
