"""The card: who sees which field, what is refused and how, what a look leaves behind."""

import pytest
from django.urls import reverse

from kernel.models import JournalEntry
from participants import connections
from participants.models import Guardian, Person
from tests.factories.participants import (
    GuardianFactory,
    MenteeFactory,
    MentorFactory,
    ParentFactory,
    PersonFactory,
)
from tests.people import class_teacher, client_of, curator, guardian, mentee, stranger, the_school

pytestmark = pytest.mark.django_db

CARD = {
    "kind": "pupil",
    "last_name": "Ёлкин",
    "first_name": "Олег",
    "patronymic": "Ильич",
    "class_name": "7 «а»",
    "born_on": "05.03.2013",
}


def post(name, *args, membership=None, **sent):
    return client_of(membership or curator()).post(reverse(name, args=args), sent)


def text_of(answer):
    return answer.content.decode()


def test_a_person_is_entered_by_hand():
    answer = post("add-person", **CARD)

    person = Person.objects.get()
    assert answer.url == reverse("person", args=[person.pk])
    assert (person.class_name, person.birth_year) == ("7А", 2013)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("last_name", "Ива\x07нов", "Недопустимый символ в поле «Фамилия»"),
        ("last_name", "\u202e\u200b", "не может быть пустым"),
        ("last_name", "Иванов\u202efdp.exe", "Недопустимый невидимый символ"),
        ("last_name", "\xa0\xa0", "не может быть пустым"),
        ("last_name", "Я" * 256, "Не более 100 символов (введено 256)"),
        ("first_name", "Ceргeй", "русские и латинские буквы: «C», «e»"),
        ("first_name", "😀", "Недопустимый символ в поле «Имя»"),
        ("phone", "123", "+7 900 000-00-00"),
        ("email", "a@b", "адрес электронной почты"),
        ("born_on", "12/13/2010", "ДД.ММ.ГГГГ"),
        ("born_on", "31.02.2013", "не существует"),
        ("born_on", "01.01.2090", "не может быть в будущем"),
        ("born_on", "01.01.1900", "возраст ученика должен быть от 6 до 20 лет"),
        ("class_name", "", "Укажите класс"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(field, typed, sentence):
    answer = post("add-person", **{**CARD, field: typed})

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert Person.objects.count() == 0


def test_nothing_typed_is_lost():
    answer = post("add-person", **{**CARD, "phone": "123"})

    assert 'value="Ёлкин"' in text_of(answer)


def test_a_look_at_a_card_is_written_down_with_its_family():
    link = GuardianFactory(child__organization=the_school())

    client_of(curator()).get(reverse("person", args=[link.child_id]))

    assert JournalEntry.objects.get(verb="view").people == f",{link.child_id},{link.guardian_id},"


def test_the_card_says_which_paper_is_missing_and_who_can_give_it():
    link = GuardianFactory(child__organization=the_school())

    page = text_of(client_of(curator()).get(reverse("person", args=[link.child_id])))

    assert "Нет согласия представителя «участие и обработка данных»" in page
    assert link.guardian.name.full in page


def test_a_parent_sees_the_child_only_when_confirmed():
    parent = guardian()
    link = GuardianFactory(
        child__organization=the_school(),
        guardian=ParentFactory(organization=the_school(), user=parent.user),
        confirmed_at=None,
    )
    browser = client_of(parent)
    before = browser.get(reverse("person", args=[link.child_id])).status_code

    post("confirm-guardian", link.child_id, link.pk)

    assert before == 404
    assert browser.get(reverse("person", args=[link.child_id])).status_code == 200


def test_a_mentee_keeps_the_own_contacts_right_and_nothing_else():
    pupil = mentee()
    person = PersonFactory(organization=the_school(), user=pupil.user)

    post("change-contacts", person.pk, membership=pupil, phone="89001112233", last_name="Иной")

    fresh = Person.objects.get(pk=person.pk)
    assert (fresh.phone, fresh.last_name) == ("+7 900 111-22-33", person.last_name)


def test_a_namesake_among_representatives_is_asked_about():
    child = PersonFactory(organization=the_school())
    known = ParentFactory(
        organization=the_school(), last_name="Ёлкина", first_name="Вера", patronymic=""
    )
    sent = {"relation": "mother", "last_name": "Елкина", "first_name": "Вера"}

    asked = post("add-guardian", child.pk, **sent)
    post("add-guardian", child.pk, **sent, existing=str(known.pk), membership=curator())

    assert asked.status_code == 422
    assert "Карточка с таким именем уже есть" in text_of(asked)
    assert Guardian.objects.get().guardian == known


def test_a_card_of_another_school_cannot_be_slipped_in_as_a_representative():
    child = PersonFactory(organization=the_school())
    alien = ParentFactory()

    answer = post(
        "add-guardian",
        child.pk,
        relation="mother",
        last_name=alien.last_name,
        first_name=alien.first_name,
        patronymic=alien.patronymic,
        existing=str(alien.pk),
    )

    assert Guardian.objects.filter(guardian=alien).count() == 0
    assert answer.status_code in {302, 404, 422}


def test_the_archive_keeps_the_card():
    person = MenteeFactory(person__organization=the_school()).person

    post("archive-person", person.pk)
    put_away = Person.objects.get(pk=person.pk).archived_at
    post("restore-person", person.pk, membership=curator())

    assert put_away is not None
    assert Person.objects.get(pk=person.pk).archived_at is None


@pytest.mark.parametrize(("count", "status"), [(0, 302), (1, 302), (2, 422)])
def test_capacity_is_not_set_below_the_open_pairs(count, status):
    profile = MentorFactory(person__organization=the_school(), capacity=3)
    lent = connections.lent()
    connections.connect(connections.Connections(load=lambda pks: dict.fromkeys(pks, count)))
    try:
        answer = post("make-mentor", profile.person_id, capacity="1")
    finally:
        connections.connect(lent)

    assert answer.status_code == status


@pytest.mark.parametrize("pk", ["9" * 30, "999999"])
def test_a_number_that_is_nobodys_is_not_found(pk):
    assert client_of(stranger()).get(f"/people/{pk}/").status_code == 404


def test_a_class_gets_its_accounts_before_its_cards_are_printed():
    PersonFactory.create_batch(2, organization=the_school(), class_name="7А")
    PersonFactory(organization=the_school(), class_name="9В")

    answer = post("let-class-in", class_name="7А")

    assert answer.url == reverse("class-cards") + "?class=7%D0%90"
    assert Person.objects.filter(user__isnull=False).count() == 2


def test_a_class_that_is_not_ones_own_cannot_be_let_in():
    PersonFactory(organization=the_school(), class_name="9В")

    answer = post("let-class-in", membership=class_teacher(), class_name="9В")

    assert answer.status_code == 422
    assert Person.objects.filter(user__isnull=False).count() == 0


def test_a_card_takes_the_same_few_queries_whatever_hangs_on_it(django_assert_max_num_queries):
    mentee_with_mother = MenteeFactory(person__organization=the_school()).person
    GuardianFactory(child=mentee_with_mother)
    reader = client_of(curator())

    with django_assert_max_num_queries(16):
        answer = reader.get(reverse("person", args=[mentee_with_mother.pk]))

    assert mentee_with_mother.name.full in text_of(answer)
