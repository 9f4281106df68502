"""Results: by group without betraying anybody, beside last year and the region, before and after."""

from collections import Counter
from io import BytesIO
from statistics import mean, median

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from surveys.actions import answering, campaigns
from surveys.documents.results_book import as_xlsx
from surveys.documents.results_paper import as_paper, facts_of
from surveys.models import Question
from surveys.queries.change import changes_of, interval
from surveys.queries.results import arrived, mean_of, median_of, results_of
from surveys.states import Privacy, QuestionKind
from tests import people
from tests.factories.accounts import SchoolFactory
from tests.factories.pairs import a_mentee, a_mentor, programme
from tests.factories.surveys import (
    CampaignFactory,
    InvitationFactory,
    QuestionFactory,
    QuestionnaireFactory,
    a_questionnaire,
)

pytestmark = pytest.mark.django_db


def say(campaign, person, **given):
    """A person is asked and answers."""
    invitation = InvitationFactory(campaign=campaign, person=person)
    answering.submit_answers(invitation, given, by=None, now=timezone.now())
    return invitation


def a_class(campaign, name, marks):
    """Pupils of one class give their marks."""
    school = campaign.programme.organization
    return [
        say(campaign, a_mentee(school, class_name=name, gives=False), request=f"{name}-{n}", mark=m)
        for n, m in enumerate(marks)
    ]


def by_code(found):
    """Results by code of question."""
    return {result.question.code: result for result in found.results}


@given(numbers=st.lists(st.integers(0, 30), min_size=1))
def test_mean_and_median_of_counts_are_those_of_the_numbers(numbers):
    assert mean_of(Counter(numbers)) == round(mean(numbers), 2)
    assert median_of(Counter(numbers)) == median(numbers)


def test_results_can_be_asked_for_by_class_and_by_role():
    campaign = CampaignFactory()
    a_class(campaign, "7А", [2, 4])
    a_class(campaign, "7Б", [9])
    say(campaign, a_mentor(campaign.programme.organization, gives=False), mark=10)

    everybody, of_class = results_of(campaign), results_of(campaign, asked="mentee.7А")

    assert by_code(everybody)["mark"].mean == 6.25
    assert (by_code(of_class)["mark"].mean, by_code(of_class)["mark"].answered) == (3, 2)
    assert by_code(of_class)["request"].texts == ["7А-0", "7А-1"]
    assert len(everybody.choices) == 3


@pytest.mark.parametrize("privacy", [Privacy.CONFIDENTIAL, Privacy.ANONYMOUS])
def test_a_small_class_is_neither_shown_nor_found_by_subtraction(privacy):
    campaign = CampaignFactory(privacy=privacy)
    a_class(campaign, "7А", [5] * 9)
    a_class(campaign, "7Б", [6] * 6)
    a_class(campaign, "7В", [10] * 2)
    campaign = campaigns.close_campaign(campaign, by=people.curator(), now=timezone.now())

    found = results_of(campaign)
    parts = {one.code: results_of(campaign, asked=one.code) for one in found.choices}

    assert set(parts) == {"mentee.", "mentee.7А"}
    assert {code: by_code(part)["mark"].answered for code, part in parts.items()} == {
        "mentee.": 8,
        "mentee.7А": 9,
    }
    assert "7В-0" in by_code(parts["mentee."])["request"].texts
    assert results_of(campaign, asked="mentee.7В").chosen is None


def test_free_texts_of_a_small_group_are_shown_with_the_others():
    campaign = CampaignFactory(privacy=Privacy.CONFIDENTIAL)
    a_class(campaign, "7А", [5] * 4)

    assert results_of(campaign).results == []


@pytest.mark.parametrize("words", ["алгебр", "Алгебр", "АЛГЕБР", "%", "_", "' OR 1=1--"])
def test_free_texts_are_searched_by_their_words(words):
    campaign = CampaignFactory()
    say(campaign, a_mentee(gives=False), request="Алгебра и геометрия")
    say(campaign, a_mentee(gives=False), request="Английский")

    found = by_code(results_of(campaign, words=words))["request"].texts

    assert found == (["Алгебра и геометрия"] if "лгебр" in words.lower() else [])


def test_the_mean_stands_beside_last_year_and_the_rest_of_the_region():
    questionnaire = a_questionnaire()
    campaign = CampaignFactory(questionnaire=questionnaire)
    a_class(campaign, "7А", [8])
    last = programme()
    last.pk, last.year = None, 2025
    last.save()
    a_class(CampaignFactory(questionnaire=questionnaire, programme=last), "7А", [5] * 5)
    for _number in range(3):
        school = SchoolFactory(parent=people.the_municipality())
        there = CampaignFactory(questionnaire=questionnaire, programme=programme(school))
        a_class(there, "7А", [6, 6])

    beside = by_code(results_of(campaign))["mark"].compared

    assert (beside.last_year, beside.region) == (5, 6)


def test_two_schools_are_no_region():
    questionnaire = a_questionnaire()
    campaign = CampaignFactory(questionnaire=questionnaire)
    a_class(campaign, "7А", [8])
    for _number in range(2):
        school = SchoolFactory(parent=people.the_municipality())
        there = CampaignFactory(questionnaire=questionnaire, programme=programme(school))
        a_class(there, "7А", [6] * 6)

    assert by_code(results_of(campaign))["mark"].compared.region is None


def measured(purpose):
    """A campaign of satisfaction with one construct."""
    made = QuestionnaireFactory(purpose=purpose, side="mentee")
    QuestionFactory(questionnaire=made, code="comf", kind=QuestionKind.SCALE, construct="COMF")
    return CampaignFactory(questionnaire=made)


def test_before_and_after_are_compared_by_the_people_who_answered_both():
    before, after = measured("satisfaction_before"), measured("satisfaction_after")
    for number in range(7):
        pupil = a_mentee(gives=False)
        say(before, pupil, comf=4)
        say(after, pupil, comf=5 + number % 3)
    say(after, a_mentee(gives=False), comf=1)

    (change,) = changes_of(before.programme)

    assert (change.before, change.before_count, change.after_count) == (4, 7, 8)
    assert (change.pair_count, change.change) == (7, 2)
    assert change.low <= change.change <= change.high


def test_few_people_are_too_little_data():
    before, after = measured("satisfaction_before"), measured("satisfaction_after")
    for _number in range(4):
        pupil = a_mentee(gives=False)
        say(before, pupil, comf=4)
        say(after, pupil, comf=6)

    (change,) = changes_of(before.programme)

    assert (change.before, change.change, change.is_little) == (None, None, True)


def test_the_interval_holds_the_median_and_needs_six_pairs():
    assert interval([1, 2, 3, 4, 5]) == (None, None)
    assert interval([1, 2, 3, 4, 5, 6]) == (1, 6)
    assert interval(list(range(20))) == (5, 14)


def test_answers_are_counted_by_the_day():
    campaign = CampaignFactory()
    a_class(campaign, "7А", [1, 2, 3])

    ((_day, count),) = arrived(campaign)

    assert count == 3


def test_many_answers_ask_the_database_no_more(sign_in, django_assert_max_num_queries):
    campaign = CampaignFactory()
    a_class(campaign, "7А", [1] * 8)
    client, url = sign_in(people.curator()), reverse("campaign-results", args=[campaign.pk])
    client.get(url)

    with django_assert_max_num_queries(28) as few:
        client.get(url)
    a_class(campaign, "7Б", [1] * 8)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(url)


def test_the_workbook_says_it_in_words_and_in_codes():
    campaign = CampaignFactory()
    a_class(campaign, "7А", [2, 4])

    book = openpyxl.load_workbook(BytesIO(as_xlsx(results_of(campaign))))

    codes = [row for row in book["Коды"].iter_rows(values_only=True) if row[0] == "mark"]
    assert book.sheetnames == ["Показатели", "Коды", "Свободные ответы"]
    assert ("mark", "scale", None, "2", 1) in [tuple(one or None for one in row) for row in codes]


def test_the_paper_says_what_the_page_says():
    campaign = CampaignFactory()
    a_class(campaign, "7А", [2, 4])

    facts = facts_of(results_of(campaign))

    mark = next(one for one in facts.questions if one.mean)
    assert (facts.asked, facts.answered, mark.mean) == (2, 2, "3,00")
    assert len(as_paper(facts).blocks) > 6


@pytest.mark.parametrize("form", ["xlsx", "pdf", "docx"])
def test_results_are_handed_out_in_three_forms(sign_in, form):
    campaign = CampaignFactory()
    a_class(campaign, "7А", [2])
    url = reverse("campaign-results-file", args=[campaign.pk, form])

    answer = sign_in(people.curator()).get(url)

    assert answer.status_code == 200
    assert Question.objects.exists()


def test_an_unknown_form_is_not_found(sign_in):
    url = reverse("campaign-results-file", args=[CampaignFactory().pk, "exe"])

    assert sign_in(people.curator()).get(url).status_code == 404


@pytest.mark.parametrize("asked", ["'", "mentee.", "..", "a" * 4000, "1e9", "mentee.7А' OR 1=1"])
def test_a_group_that_is_not_there_shows_everybody(sign_in, asked):
    campaign = CampaignFactory()
    a_class(campaign, "7А", [2])

    url = reverse("campaign-results", args=[campaign.pk])
    answer = sign_in(people.curator()).get(url, {"group": asked})

    assert answer.status_code == 200
    assert answer.context["found"].chosen is None
