"""Every kind of question: asked, checked, kept, shown again, said in words and counted."""

from dataclasses import asdict

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from surveys.counting import tally
from surveys.forms.answering import AnswerForm, initial_of
from surveys.kinds import KINDS, Offers, codes_of, kind_of, stored
from surveys.links import link_of
from surveys.models import Answer, Question, Section
from surveys.prefill import prefilled
from surveys.queries.answering import in_words, offers_of
from surveys.states import Prefill, QuestionKind
from tests.factories.pairs import ActivePairFactory, a_mentor
from tests.factories.surveys import (
    CampaignFactory,
    InvitationFactory,
    QuestionFactory,
    QuestionnaireFactory,
    answered,
)

pytestmark = pytest.mark.django_db

COLOURS = [
    {"code": "red", "text": "красный", "en": "red", "score": 1},
    {"code": "blue", "text": "синий", "score": 3},
]
ROWS = [{"code": "walls", "text": "стены"}, {"code": "roof", "text": "крыша"}]
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20

# kind: what the question takes, what is sent, what is kept, how it reads, what it counts for
ROUND_TRIPS = {
    "short": ({}, {"q": "Да"}, {"text": "Да"}, "Да", None),
    "long": ({}, {"q": "Да\nнет"}, {"text": "Да\nнет"}, "Да\nнет", None),
    "date": ({}, {"q": "2026-11-24"}, {"text": "2026-11-24"}, "24\xa0ноября 2026\xa0г.", None),
    "number": ({"most": 20}, {"q": "0"}, {"number": 0}, "0", None),
    "scale": ({"scale_to": 5}, {"q": "4"}, {"number": 4}, "4", 4),
    "scale reversed": ({"scale_to": 5, "is_reversed": True}, {"q": "4"}, {"number": 4}, "4", 2),
    "yes_no": ({}, {"q": "yes"}, {"chosen": ["yes"]}, "Да", 1),
    "yes_no reversed": ({"is_reversed": True}, {"q": "yes"}, {"chosen": ["yes"]}, "Да", 0),
    "one": ({"choices": COLOURS}, {"q": "blue"}, {"chosen": ["blue"]}, "синий", 3),
    "one reversed": (
        {"choices": COLOURS, "is_reversed": True},
        {"q": "blue"},
        {"chosen": ["blue"]},
        "синий",
        1,
    ),
    "one own": (
        {"choices": COLOURS, "has_other": True},
        {"q": "other", "q.other": "зелёный"},
        {"chosen": ["other"], "text": "зелёный"},
        "зелёный",
        0,
    ),
    "several": (
        {"choices": COLOURS, "has_other": True, "least": 2, "most": 3},
        {"q": ["red", "other"], "q.other": "зелёный"},
        {"chosen": ["red", "other"], "text": "зелёный"},
        "красный, зелёный",
        1,
    ),
    "matrix": (
        {"choices": COLOURS, "rows": ROWS},
        {"q.walls": "red", "q.roof": "blue"},
        {"chosen": ["walls:red", "roof:blue"]},
        "стены: красный\nкрыша: синий",
        4,
    ),
    "ranking": (
        {"choices": COLOURS},
        {"q.red": "2", "q.blue": "1"},
        {"chosen": ["1:blue", "2:red"]},
        "1. синий\n2. красный",
        None,
    ),
}


def asked(kind, **facts):
    """A question of a kind, in a questionnaire of its own."""
    return QuestionFactory(code="q", kind=kind, **facts)


def form_of(question, sent=None, offers=None, **facts):
    """The form of that one question."""
    found = Question.objects.select_related("section").get(pk=question.pk)
    return AnswerForm(sent, questions=[found], offers=offers or Offers(), **facts)


def kept(question, sent):
    """The answer that a form makes of what was sent."""
    form = form_of(question, sent)
    assert form.is_valid(), form.errors
    return Answer(question=question, **stored(question, form.cleaned_data["q"]))


def test_every_kind_of_question_can_be_drawn():
    assert set(KINDS) == set(QuestionKind)


@pytest.mark.parametrize("name", ROUND_TRIPS)
def test_an_answer_is_kept_said_counted_and_shown_again(name):
    facts, sent, columns, words, score = ROUND_TRIPS[name]
    question = asked(name.split()[0], is_required=True, **facts)

    answer = kept(question, sent)

    found = {key: getattr(answer, key) for key in columns}
    assert (found, answer.score) == (columns, score)
    assert [one.words for one in in_words([answer], Offers())] == [words]
    assert {key: value for key, value in initial_of([answer]).items() if value} == sent


@pytest.mark.parametrize("kind", [kind for kind in QuestionKind if kind != QuestionKind.PEOPLE])
def test_a_required_question_needs_an_answer_and_a_draft_does_not(kind):
    question = asked(kind, choices=COLOURS, rows=ROWS, is_required=True)

    handed_in, draft = form_of(question, {}), form_of(question, {}, is_draft=True)

    assert (handed_in.is_valid(), draft.is_valid()) == (False, True)


@pytest.mark.parametrize(
    ("kind", "facts", "sent", "words"),
    [
        ("several", {"choices": COLOURS, "most": 1}, {"q": ["red", "blue"]}, "Выбрано слишком"),
        ("several", {"choices": COLOURS, "least": 2}, {"q": ["red"]}, "Выбрано слишком мало"),
        ("one", {"choices": COLOURS, "has_other": True}, {"q": "other"}, "своими словами"),
        ("ranking", {"choices": COLOURS}, {"q.red": "1", "q.blue": "1"}, "указано дважды"),
        ("ranking", {"choices": COLOURS}, {"q.red": "2"}, "Место 1 свободно"),
        ("number", {"least": 7, "most": 18}, {"q": "19"}, "18"),
        ("scale", {"scale_to": 5}, {"q": "6"}, "6"),
        ("date", {}, {"q": "31.02.2026"}, "дату"),
        ("matrix", {"choices": COLOURS, "rows": ROWS}, {"q.walls": "green"}, "green"),
    ],
)
def test_a_wrong_answer_is_refused_in_words(kind, facts, sent, words):
    form = form_of(asked(kind, **facts), sent)

    assert not form.is_valid()
    assert words in str(form.errors)


def test_own_words_are_dropped_when_another_choice_is_taken():
    answer = kept(asked("one", choices=COLOURS, has_other=True), {"q": "red", "q.other": "зелёный"})

    assert (answer.chosen, answer.text) == (["red"], "")


def test_people_are_chosen_from_the_list_of_the_campaign_wished_most_first():
    question = asked("people", most=2, questionnaire=QuestionnaireFactory(side="mentee"))
    campaign = CampaignFactory(questionnaire=question.questionnaire)
    first, second = a_mentor(last_name="Яшин"), a_mentor(last_name="Агеев")
    offers = offers_of(campaign)

    form = form_of(question, {"q.1": str(first.pk), "q.2": str(second.pk)}, offers)
    twice = form_of(question, {"q.1": str(first.pk), "q.2": str(first.pk)}, offers)
    stranger = form_of(question, {"q.1": "999999"}, offers)

    assert form.is_valid()
    answer = Answer(question=question, **stored(question, form.cleaned_data["q"]))
    assert answer.chosen == [f"1:{first.pk}", f"2:{second.pk}"]
    assert kind_of(question).words(answer, offers).startswith("1. Яшин")
    assert [list(offers.people), twice.is_valid(), stranger.is_valid()] == [
        [second, first],
        False,
        False,
    ]


def test_a_file_is_known_by_what_it_holds_and_kept_until_another_comes():
    question = asked("file")
    invitation = InvitationFactory(campaign=CampaignFactory(questionnaire=question.questionnaire))
    url = "/" + link_of(invitation).split("/", 3)[3]

    false = Client().post(url, {"q": SimpleUploadedFile("work.png", b"MZ"), "draft": "1"})
    Client().post(url, {"q": SimpleUploadedFile("../work.png", PNG), "draft": "1"})
    page = Client().get(url)
    Client().post(url, {})

    answer = Answer.objects.get()
    assert false.status_code == 422
    assert (answer.text, answer.file.read()) == ("work.png", PNG)
    assert "Ваш файл уже отправлен" in page.text


def test_a_choice_is_counted_by_the_database():
    several = asked("several", choices=COLOURS)
    campaign = CampaignFactory(questionnaire=several.questionnaire)
    for chosen in (["red"], ["red", "blue"]):
        answered(campaign, q=chosen)

    found = tally(Answer.objects.filter(sheet__invitation__campaign=campaign))

    assert sorted(map(str, map(asdict, found))) == [
        str({"question_id": several.pk, "code": "blue", "count": 1}),
        str({"question_id": several.pk, "code": "red", "count": 2}),
    ]


def test_a_reader_of_english_sees_what_is_translated_and_russian_elsewhere():
    question = asked("one", text="Какой цвет?", choices=COLOURS, english={"text": "Which colour?"})

    with translation.override("en"):
        form = form_of(question)

    assert str(form.fields["q"].label) == "Which colour?"
    assert [label for _code, label in form.fields["q"].choices] == ["red", "синий"]


def test_what_people_typed_never_becomes_a_template():
    questionnaire = QuestionnaireFactory()
    heading = Section.objects.create(
        questionnaire=questionnaire, position=0, title="{% now 'Y' %}{{ form }}<b>", intro="{{ 7 }}"
    )
    QuestionFactory(
        questionnaire=questionnaire,
        section=heading,
        code="q",
        kind="matrix",
        text="{{ 8 }}<i>",
        choices=COLOURS,
        rows=ROWS,
    )
    invitation = InvitationFactory(campaign=CampaignFactory(questionnaire=questionnaire))

    page = Client().get("/" + link_of(invitation).split("/", 3)[3])

    assert "{% now &#x27;Y&#x27; %}{{ form }}&lt;b&gt;" in page.text
    assert "{{ 7 }}" in page.text
    assert "{{ 8 }}&lt;i&gt;" in page.text


def test_the_base_fills_in_what_it_knows():
    pair = ActivePairFactory()
    person = pair.mentee
    person.class_name = "8Б"
    questionnaire = QuestionnaireFactory()
    for code in Prefill:
        QuestionFactory(questionnaire=questionnaire, code=code, kind="short", prefill=code)

    found = prefilled(questionnaire.questions.all(), person)

    assert found == {
        "name": person.name.full,
        "class": "8Б",
        "partner": pair.mentor.name.full,
    }


def test_a_prefilled_answer_stands_in_the_form_until_the_person_corrects_it():
    question = asked("short", prefill=Prefill.NAME)
    invitation = InvitationFactory(campaign=CampaignFactory(questionnaire=question.questionnaire))
    url = "/" + link_of(invitation).split("/", 3)[3]

    before = Client().get(url).context["form"].initial["q"]
    Client().post(url, {"q": "Иначе", "draft": "1"})
    after = Client().get(url).context["form"].initial["q"]

    assert (before, after) == (invitation.person.name.full, "Иначе")


def test_an_answer_can_be_asked_for_by_a_branch():
    number = Answer(question=asked("scale"), number=4)
    words = Answer(question=number.question, text="Да")

    assert [codes_of(number), codes_of(words)] == [["4"], ["Да"]]
