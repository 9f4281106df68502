"""Choosing what proves activities: guesses are offered, never taken."""

import pytest
from django.urls import reverse

from roadmap.models import Activity
from roadmap.states import RoadmapState
from tests import people
from tests.factories.roadmap import NOW, a_roadmap, an_activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return people.curator()


@pytest.fixture
def roadmap(curator):
    return a_roadmap(by=curator, state=RoadmapState.APPROVED)


@pytest.fixture
def client(curator):
    return people.client_of(curator)


def code_of(activity):
    return Activity.objects.get(pk=activity.pk).proof_code


def test_the_page_offers_a_guess_beside_the_activity_and_takes_none(client, roadmap):
    activity = an_activity(roadmap, title="Собрать согласия на обработку данных")

    page = client.get(reverse("roadmap-proofs", args=[roadmap.pk])).content.decode()

    assert "похоже на: наставляемые с действующим согласием" in page
    assert code_of(activity) == ""


def test_suggestions_are_filled_in_but_not_kept(client, roadmap):
    guessed = an_activity(roadmap, title="Собрать согласия на обработку данных")
    chosen = an_activity(roadmap, title="Сформировать базу наставников")
    sent = {f"proof-{chosen.pk}": "feedback", f"proof-{guessed.pk}": "", "guess": "1"}

    page = client.post(reverse("roadmap-proofs", args=[roadmap.pk]), sent)

    text = page.content.decode()
    assert page.status_code == 200
    assert '<option value="consents" selected>' in text
    assert '<option value="feedback" selected>' in text
    assert (code_of(guessed), code_of(chosen)) == ("", "")


def test_what_was_chosen_is_kept(client, roadmap):
    first, second = an_activity(roadmap), an_activity(roadmap, proof_code="feedback")
    sent = {f"proof-{first.pk}": "consents", f"proof-{second.pk}": ""}

    answer = client.post(reverse("roadmap-proofs", args=[roadmap.pk]), sent, follow=True)

    assert "Связь с фактом изменена у 2 мероприятий." in answer.content.decode()
    assert (code_of(first), code_of(second)) == ("consents", "")


def test_a_fact_of_another_level_cannot_be_chosen(client, roadmap):
    activity = an_activity(roadmap)

    page = client.post(
        reverse("choose-proof", args=[activity.pk]), {f"proof-{activity.pk}": "roadmaps_agreed"}
    )

    assert (page.status_code, code_of(activity)) == (422, "")


def test_one_activity_is_tied_on_its_own_page(client, roadmap):
    activity, other = an_activity(roadmap), an_activity(roadmap, proof_code="feedback")

    page = client.post(
        reverse("choose-proof", args=[activity.pk]), {f"proof-{activity.pk}": "consents"}
    )

    assert page["Location"] == reverse("activity", args=[activity.pk])
    assert (code_of(activity), code_of(other)) == ("consents", "feedback")


def test_the_activity_says_what_the_system_will_do_by_itself(client, roadmap):
    once = an_activity(roadmap, "до 25 октября", proof_code="order_signed")
    growing = an_activity(roadmap, "до 25 октября", proof_code="consents")
    undone = an_activity(roadmap, "до 25 октября", proof_code="consents", closes_itself=False)

    pages = [
        client.get(reverse("activity", args=[each.pk])).content.decode()
        for each in (once, growing, undone)
    ]

    assert "Закроется само, как только факты это подтвердят." in pages[0]
    assert "Закроется само 25 октября, если факты это подтвердят." in pages[1].replace("\xa0", " ")
    assert "само оно больше не закроется" in pages[2]


def test_what_the_system_has_closed_is_opened_again_with_one_press(client, roadmap):
    activity = an_activity(roadmap, "до 25 октября", proof_code="consents")
    Activity.objects.filter(pk=activity.pk).update(
        state="done", done_on=NOW.date(), closing_fact="consents"
    )

    offered = client.get(reverse("activity", args=[activity.pk])).content.decode()
    client.post(reverse("reopen-activity", args=[activity.pk]))

    opened = Activity.objects.get(pk=activity.pk)
    assert "Отменить закрытие" in offered
    assert (opened.state, opened.closes_itself) == ("planned", False)


def test_the_number_of_queries_does_not_grow_with_activities(
    client, roadmap, django_assert_max_num_queries
):
    for count in (1, 6):
        for _ in range(count):
            an_activity(roadmap, proof_code="consents")
        with django_assert_max_num_queries(26):
            client.get(reverse("roadmap-proofs", args=[roadmap.pk]))
