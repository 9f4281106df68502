"""Branches: what is asked depends on earlier answers, on one page and on several."""

import pytest

from surveys.branches import holds, in_words, left_open
from surveys.forms.answering import AnswerForm
from surveys.models import Section
from tests.factories.surveys import QuestionFactory, QuestionnaireFactory

pytestmark = pytest.mark.django_db


def only_if(code, *answers, joined="all"):
    """A condition with one line."""
    return {"joined": joined, "conditions": [{"question": code, "answers": list(answers)}]}


BOTH = {
    "joined": "all",
    "conditions": [{"question": "a", "answers": ["yes"]}, {"question": "b", "answers": ["1", "2"]}],
}
EITHER = {**BOTH, "joined": "any"}


@pytest.mark.parametrize(
    ("condition", "known", "expected"),
    [
        ({}, {}, True),
        (BOTH, {"a": ["yes"], "b": ["2"]}, True),
        (BOTH, {"a": ["yes"], "b": ["3"]}, False),
        (EITHER, {"a": ["no"], "b": ["1"]}, True),
        (EITHER, {"a": ["no"]}, False),
    ],
)
def test_a_condition_looks_at_one_or_several_answers(condition, known, expected):
    assert holds(condition, known) is expected


@pytest.mark.parametrize(
    ("condition", "known", "expected"),
    [
        (BOTH, {"b": ["1"]}, only_if("a", "yes")),
        (BOTH, {"b": ["3"]}, None),
        (EITHER, {"b": ["1"]}, {}),
        (EITHER, {"b": ["3"]}, only_if("a", "yes", joined="any")),
    ],
)
def test_what_earlier_pages_decided_is_not_left_to_this_one(condition, known, expected):
    assert left_open(condition, {"a"}, known) == expected


@pytest.fixture
def questions():
    """Did you meet? → where → a whole section that depends on where."""
    questionnaire = QuestionnaireFactory()
    section = Section.objects.create(
        questionnaire=questionnaire, position=0, title="О школе", show_if=only_if("where", "school")
    )
    places = [{"code": "school", "text": "в школе"}, {"code": "home", "text": "дома"}]
    QuestionFactory(questionnaire=questionnaire, code="met", text="Встречались?", kind="yes_no")
    QuestionFactory(
        questionnaire=questionnaire,
        code="where",
        kind="one",
        choices=places,
        is_required=True,
        show_if=only_if("met", "yes"),
    )
    QuestionFactory(
        questionnaire=questionnaire, section=section, code="room", kind="short", is_required=True
    )
    return list(questionnaire.questions.select_related("section").order_by("position"))


def test_a_required_question_of_a_branch_not_taken_asks_nothing(questions):
    form = AnswerForm({"met": "no"}, questions=questions)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["where"] is None


def test_a_branch_taken_asks_what_it_requires(questions):
    form = AnswerForm({"met": "yes", "where": "school"}, questions=questions)

    assert list(form.errors) == ["room"]


def test_what_a_branch_hides_is_kept_in_a_draft_and_dropped_when_handed_in(questions):
    sent = {"met": "no", "where": "school", "room": "204"}
    draft = AnswerForm(sent, questions=questions, is_draft=True)
    handed_in = AnswerForm(sent, questions=questions)

    assert draft.is_valid()
    assert handed_in.is_valid()
    assert draft.cleaned_data["room"] == "204"
    assert handed_in.cleaned_data["room"] is None


def test_sections_on_pages_of_their_own_know_the_earlier_answers(questions):
    last = [question for question in questions if question.code == "room"]
    asked = AnswerForm({}, questions=last, earlier={"where": ["school"]})
    not_asked = AnswerForm({}, questions=last, earlier={"where": ["home"]})

    assert (asked.is_valid(), not_asked.is_valid()) == (False, True)


def test_a_condition_is_said_in_words_where_no_script_hides_the_question(questions):
    words = in_words(only_if("met", "yes"), questions)

    assert words == "Отвечайте, только если на вопрос «Встречались?» дан ответ: Да."
