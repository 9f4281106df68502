"""The pages of doubles: offered, compared, made one; the old address leads on."""

import pytest
from django.urls import reverse

from kernel.models import JournalEntry
from participants.models import Person
from tests.factories.participants import GuardianFactory, PersonFactory
from tests.people import client_of, curator, director, psychologist, stranger, the_school

pytestmark = pytest.mark.django_db


def two_cards():
    made = [
        PersonFactory(
            organization=the_school(), last_name="Ёлкина", first_name="Вера", class_name=name
        )
        for name in ("7А", "8А")
    ]
    return made[0], made[1]


def text_of(answer):
    return answer.content.decode()


def test_doubles_are_offered_on_the_list_and_on_the_card():
    kept, former = two_cards()
    client = client_of(curator())
    merge_url = reverse("merge-cards", args=[kept.pk, former.pk])

    assert merge_url in text_of(client.get(reverse("doubles")))
    assert merge_url in text_of(client.get(reverse("person", args=[kept.pk])))


def test_the_psychologist_is_not_bothered_with_doubles():
    kept, former = two_cards()

    shown = text_of(client_of(psychologist()).get(reverse("person", args=[kept.pk])))

    assert reverse("merge-cards", args=[kept.pk, former.pk]) not in shown


def test_a_married_name_is_found_by_search():
    kept, _former = two_cards()
    married = PersonFactory(organization=the_school(), last_name="Сосновская", first_name="Вера")

    shown = client_of(curator()).get(reverse("find-double", args=[kept.pk]), {"q": "соснов"})

    assert reverse("merge-cards", args=[kept.pk, married.pk]) in text_of(shown)


def test_cards_are_compared_and_made_one_with_the_chosen_value():
    kept, former = two_cards()
    client = client_of(curator())
    url = reverse("merge-cards", args=[kept.pk, former.pk])

    page = text_of(client.get(url))
    answer = client.post(url, {"class_name": "former"}, follow=True)

    assert "7А" in page
    assert "8А" in page
    assert "Карточки объединены" in text_of(answer)
    assert Person.objects.get().class_name == "8А"


def test_the_old_address_leads_to_the_card_that_stays_for_those_who_see_it():
    kept, former = two_cards()
    old = reverse("person", args=[former.pk])
    client_of(curator()).post(reverse("merge-cards", args=[kept.pk, former.pk]))

    assert client_of(director()).get(old).url == reverse("person", args=[kept.pk])
    assert client_of(stranger()).get(old).status_code == 404
    assert JournalEntry.objects.filter(verb="denied").count() == 1


def test_the_card_remembers_what_was_done_with_both():
    kept, former = two_cards()
    client = client_of(curator())
    client.get(reverse("person", args=[former.pk]))
    client.post(reverse("merge-cards", args=[kept.pk, former.pk]))

    shown = text_of(client_of(director()).get(reverse("person", args=[kept.pk])))

    assert "Две карточки объединены" in shown
    assert "Кто смотрел карточку" in shown


def test_a_refusal_is_told_on_the_page_and_offers_no_button():
    link = GuardianFactory(child__organization=the_school())
    url = reverse("merge-cards", args=[link.child_id, link.guardian_id])
    client = client_of(curator())

    shown, sent = client.get(url), client.post(url)

    assert "Один представляет другого" in text_of(shown)
    assert "Объединить карточки" not in text_of(shown)
    assert sent.status_code == 422
    assert Person.objects.count() == 2


def test_people_told_apart_are_not_offered_again():
    kept, former = two_cards()
    client = client_of(curator())

    client.post(reverse("tell-cards-apart", args=[kept.pk, former.pk]))

    assert "Дублей нет" in text_of(client.get(reverse("doubles")))


def test_a_card_of_another_school_is_not_there():
    kept, _former = two_cards()
    foreign = PersonFactory()

    answer = client_of(curator()).get(reverse("merge-cards", args=[kept.pk, foreign.pk]))

    assert answer.status_code == 404


def test_many_doubles_cost_as_many_queries_as_one(django_assert_max_num_queries):
    client = client_of(curator())
    two_cards()
    client.get(reverse("doubles"))
    for letter in "абвгдежзиклмнопрстуф":
        for _ in range(2):
            PersonFactory(organization=the_school(), last_name=f"Берёз{letter * 3}")

    with django_assert_max_num_queries(14):
        client.get(reverse("doubles"))
