"""Versions, copies and what a region publishes to its schools."""

import pytest
from django.urls import reverse

from surveys.actions import building, versions
from surveys.content import Content, content_of
from surveys.difference import difference
from surveys.models import Questionnaire, Section
from surveys.queries.library import library_of, newer_of_origin
from surveys.states import QuestionnaireState
from tests import people
from tests.factories.surveys import (
    CampaignFactory,
    QuestionFactory,
    QuestionnaireFactory,
    a_questionnaire,
    answered,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return people.curator()


@pytest.fixture
def published(curator):
    """A published questionnaire of the school with a section."""
    made = QuestionnaireFactory(organization=curator.organization, code="circle")
    section = Section.objects.create(
        questionnaire=made, position=0, title="О кружке", intro="Коротко"
    )
    QuestionFactory(questionnaire=made, position=0, code="q1", text="Нравится?", kind="yes_no")
    QuestionFactory(questionnaire=made, section=section, position=1, code="q2", text="Почему?")
    return made


def test_what_was_published_is_not_changed_any_more(sign_in, curator, published):
    asked = published.questions.first()

    answer = sign_in(curator).post(
        reverse("change-question", args=[asked.pk]), {"text": "Иначе", "kind": "yes_no"}
    )

    assert answer.status_code == 409
    assert "Создайте новую версию" in answer.text
    assert published.questions.first().text == "Нравится?"


def test_a_new_version_leaves_the_answered_one_as_it_was(sign_in, curator, published):
    sheet = answered(CampaignFactory(questionnaire=published), q2="Весело")

    draft = versions.make_version(published, by=curator)
    building.change_question(draft.questions.get(code="q2"), {"text": "Чем же?"}, by=curator)
    versions.publish(draft, by=curator)

    published.refresh_from_db()
    assert (published.state, sheet.answers.get().question.text) == ("retired", "Почему?")
    assert [one.version for one in library_of(curator).own] == [2]
    assert content_of(draft).parts[1].section == {"title": "О кружке", "intro": "Коротко"}


def test_one_draft_of_the_next_version_at_a_time(curator, published):
    versions.make_version(published, by=curator)

    with pytest.raises(versions.DraftExists):
        versions.make_version(published, by=curator)


def test_the_difference_of_versions_is_told_question_by_question(sign_in, curator, published):
    draft = versions.make_version(published, by=curator)
    building.change_question(draft.questions.get(code="q2"), {"text": "Почему нет?"}, by=curator)
    building.remove_question(draft.questions.get(code="q1"), by=curator)
    building.add_question(draft, {"kind": "long", "text": "Ещё?"}, section=None, by=curator)

    found = difference(content_of(published), content_of(draft))
    page = sign_in(curator).get(reverse("questionnaire-versions", args=[draft.pk]))

    assert [(one.how, one.text) for one in found] == [
        ("added", "Ещё?"),
        ("changed", "Почему нет?"),
        ("removed", "Нравится?"),
    ]
    assert "<ins>нет" in page.text.replace(" ", "")


def test_questions_that_changed_places_are_told_as_moved(curator, published):
    draft = versions.make_version(published, by=curator)
    building.move_question(draft.questions.get(code="q2"), steps=-1, by=curator)
    building.move_question(draft.questions.get(code="q2"), steps=-1, by=curator)

    found = difference(content_of(published), content_of(draft))

    assert {(one.how, one.text) for one in found} == {("moved", "Почему?"), ("moved", "Нравится?")}


def test_a_questionnaire_with_faults_is_not_published(sign_in, curator):
    empty = versions.make_questionnaire(Content({"title": "Пустая"}, []), by=curator)

    answer = sign_in(curator).post(reverse("publish-questionnaire", args=[empty.pk]))

    assert answer.status_code == 409
    assert "пока нет вопросов" in answer.text


def test_a_shipped_questionnaire_is_copied_whole(sign_in, curator):
    shipped = a_questionnaire(organization=None, code="application", title="Анкета")

    sign_in(curator).post(reverse("copy-questionnaire", args=[shipped.pk]))

    copied = Questionnaire.objects.get(organization=curator.organization)
    assert (copied.state, copied.origin, copied.code) == ("draft", shipped, "application")
    assert content_of(copied) == content_of(shipped)


def test_a_second_copy_gets_a_code_of_its_own(curator, published):
    copied = versions.copy_questionnaire(published, by=curator)

    assert (copied.code, copied.version) == ("circle-2", 1)


def test_what_a_region_publishes_its_schools_see_copy_and_use(sign_in, curator):
    region = people.regional()
    made = versions.make_questionnaire(Content({"title": "Опрос региона"}, []), by=region)
    building.add_question(made, {"kind": "long", "text": "Как дела?"}, section=None, by=region)
    before = [one.title for one in library_of(curator).of_above]
    versions.publish(made, by=region)

    page = sign_in(curator).get(reverse("questionnaires"))
    plan = sign_in(curator).get(reverse("questionnaire", args=[made.pk]))

    assert before == []
    assert "Опрос региона" in page.text
    assert (plan.status_code, "Скопировать и изменить" in plan.text) == (200, True)


def test_a_new_version_of_the_region_is_offered_and_not_forced(sign_in, curator):
    region = people.regional()
    first = QuestionnaireFactory(organization=region.organization, code="regional")
    QuestionFactory(questionnaire=first, code="q1", text="Как дела?")
    own = versions.copy_questionnaire(first, by=curator)
    versions.publish(own, by=curator)
    second = versions.make_version(first, by=region)
    building.change_question(second.questions.get(), {"text": "Как жизнь?"}, by=region)
    unpublished = newer_of_origin(own)
    versions.publish(second, by=region)

    page = sign_in(curator).get(reverse("questionnaire", args=[own.pk]))
    still = own.questions.get().text
    sign_in(curator).post(reverse("make-version", args=[own.pk]), {"from_origin": "1"})

    taken = Questionnaire.objects.get(
        organization=curator.organization, state=QuestionnaireState.DRAFT
    )
    assert (unpublished, still) == (None, "Как дела?")
    assert "вышла новая версия" in page.text
    assert (taken.version, taken.questions.get().text) == (2, "Как жизнь?")
    assert newer_of_origin(taken) is None


def test_drafts_of_others_are_not_seen(sign_in, curator):
    region = people.regional()
    secret = QuestionnaireFactory(organization=region.organization, state=QuestionnaireState.DRAFT)

    answer = sign_in(curator).get(reverse("questionnaire", args=[secret.pk]))

    assert answer.status_code == 404


def test_a_draft_is_thrown_away_and_a_published_one_taken_out_of_use(sign_in, curator, published):
    draft = versions.make_version(published, by=curator)

    sign_in(curator).post(reverse("drop-questionnaire", args=[draft.pk]))
    sign_in(curator).post(reverse("retire-questionnaire", args=[published.pk]))

    published.refresh_from_db()
    assert (Questionnaire.objects.count(), published.state) == (1, "retired")


def test_the_preview_shows_a_screen_a_phone_and_paper(sign_in, curator, published):
    client, url = sign_in(curator), reverse("questionnaire", args=[published.pk])

    screen, phone, bare = client.get(url), client.get(f"{url}?phone"), client.get(f"{url}?bare")
    paper = client.get(reverse("questionnaire-paper", args=[published.pk]))

    assert "Нравится?" in screen.text
    assert f'src="{url}?bare"' in phone.text
    assert "Нравится?" in bare.text
    assert "1. Нравится?" in paper.text


def test_a_copy_is_compared_with_what_it_was_copied_from(sign_in, curator, published):
    copied = versions.copy_questionnaire(published, by=curator)
    building.add_question(copied, {"kind": "long", "text": "Ещё?"}, section=None, by=curator)

    page = sign_in(curator).get(reverse("questionnaire-versions", args=[copied.pk]))

    assert [(one.how, one.text) for one in page.context["changes"]] == [("added", "Ещё?")]
