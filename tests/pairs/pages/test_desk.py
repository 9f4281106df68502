"""The matching desk: who is ready, who is not, propose, change, add, take back."""

import pytest
from django.urls import reverse

from kernel.models import JournalEntry
from pairs.models import Pair
from pairs.states import PairState
from tests.factories.pairs import PairFactory, a_mentee, a_mentor, form, order_with, programme
from tests.people import client_of, curator

pytestmark = pytest.mark.django_db


def test_the_desk_names_whoever_lacks_a_paper_with_a_link_to_the_card():
    programme()
    ready, blocked = a_mentee(), a_mentee(gives=False)

    page = client_of(curator()).get(reverse("matching")).content.decode()

    assert blocked.name.short in page
    assert reverse("person", args=[blocked.pk]) in page
    assert reverse("person", args=[ready.pk]) not in page


def test_without_a_programme_the_desk_says_what_comes_first():
    page = client_of(curator()).get(reverse("matching"))

    assert "Сначала откройте программу" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_of_the_desk_do_not_grow(count, django_assert_max_num_queries):
    for _ in range(count):
        PairFactory()
        a_mentee(gives=False)
    client = client_of(curator())

    with django_assert_max_num_queries(24):
        page = client.get(reverse("matching"))

    assert page.context["listing"].count == count


def test_pressing_the_button_proposes_pairs(django_capture_on_commit_callbacks):
    programme()
    form()
    a_mentor()
    mentee = a_mentee()

    with django_capture_on_commit_callbacks(execute=True):
        answer = client_of(curator()).post(reverse("suggest-pairs"))

    assert answer.url == reverse("matching")
    assert Pair.objects.get().mentee == mentee


def test_a_pair_is_changed_by_hand_with_a_reason():
    pair = PairFactory(form=form())
    other = a_mentor()
    client = client_of(curator())

    page = client.get(reverse("change-pair", args=[pair.pk])).content.decode()
    client.post(
        reverse("change-pair", args=[pair.pk]), {"mentor": other.pk, "reason": "Живут рядом"}
    )

    assert other.name.full in page
    assert Pair.objects.get(state=PairState.PROPOSED).hand_reason == "Живут рядом"


def test_a_mentor_who_cannot_be_chosen_is_shown_with_the_reason_and_refused():
    pair = PairFactory(form=form())
    full, _free = a_mentor(capacity=0), a_mentor()
    client = client_of(curator())

    page = client.get(reverse("change-pair", args=[pair.pk])).content.decode()
    answer = client.post(
        reverse("change-pair", args=[pair.pk]), {"mentor": full.pk, "reason": "Живут рядом"}
    )

    assert f"{full.name.short}: У наставника нет свободных мест" in page
    assert (answer.status_code, Pair.objects.get().state) == (422, PairState.PROPOSED)
    assert "Живут рядом" in answer.content.decode()


def test_a_pair_in_an_order_says_so_instead_of_changing():
    pair = PairFactory(form=form())
    order_with(pair)
    other = a_mentor()

    answer = client_of(curator()).post(
        reverse("change-pair", args=[pair.pk]), {"mentor": other.pk, "reason": "Живут рядом"}
    )

    assert answer.status_code == 422
    assert "Пара включена в проект приказа" in answer.content.decode()


def test_an_untrained_mentor_is_warned_about_and_may_be_chosen():
    programme()
    form()
    mentee, untrained = a_mentee(), a_mentor(trained=False)
    client = client_of(curator())
    url = f"{reverse('propose-pair')}?mentee={mentee.pk}"

    page = client.get(url).content.decode()
    client.post(url, {"mentor": untrained.pk, "reason": "Уже знакомы"})

    assert "Наставник ещё не прошёл обучение" in page
    assert Pair.objects.get().mentor == untrained


def test_adding_by_hand_begins_with_those_who_may_be_chosen():
    programme()
    ready, blocked = a_mentee(), a_mentee(gives=False)

    page = client_of(curator()).get(reverse("propose-pair")).content.decode()

    assert (ready.name.full in page, blocked.name.full in page) == (True, False)


@pytest.mark.parametrize("asked", ["999999", "x", "9" * 30, "1%00"])
def test_a_mentee_that_does_not_exist_is_not_found(asked):
    programme()

    answer = client_of(curator()).get(f"{reverse('propose-pair')}?mentee={asked}")

    assert answer.status_code in {400, 404}


def test_the_chosen_proposals_are_taken_back_at_once():
    kept, gone = PairFactory(), PairFactory()

    client_of(curator()).post(reverse("reject-proposals"), {"picked": [gone.pk, "x", "7" * 30]})

    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.state, gone.state) == (PairState.PROPOSED, PairState.REJECTED)


def test_whoever_looks_at_the_desk_is_in_the_journal():
    pair = PairFactory()
    by = curator()

    client_of(by).get(reverse("matching"))

    seen = JournalEntry.objects.get(verb="view", by=by.user)
    assert (
        seen.people
        == f",{min(pair.mentee_id, pair.mentor_id)},{max(pair.mentee_id, pair.mentor_id)},"
    )
