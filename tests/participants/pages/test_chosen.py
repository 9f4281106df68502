"""Lists at work: saved filters, what is missing from the cards, deeds for many at once."""

import pytest
from django.urls import reverse

from accounts.models import Invitation
from accounts.states import Role
from kernel import jobs
from kernel.models import Job, JournalEntry
from participants.actions.presets import load_presets
from participants.models import MenteeProfile, MentorProfile, Person, SavedFilter
from tests.factories.pairs import PairFactory, a_mentee, a_mentor
from tests.factories.participants import (
    EmployeeFactory,
    GuardianFactory,
    MentoringFormFactory,
    PersonFactory,
)
from tests.people import UserFactory, client_of, curator, director, psychologist, the_school

pytestmark = pytest.mark.django_db


def text_of(answer):
    return answer.content.decode()


def shown(name, membership=None, **asked):
    return text_of(client_of(membership or curator()).get(reverse(name), asked))


def choose(name, part, *people, **sent):
    picked = {"picked": [str(person.pk) for person in people]}
    return client_of(curator()).post(reverse(name, args=[part]), {**picked, **sent}, follow=True)


def keep(membership, name, part="mentees", query="class_name=7А", **sent):
    url = f"{reverse('keep-filter', args=[part])}?{query}"
    return client_of(membership).post(url, {"name": name, **sent})


def test_a_filter_is_saved_and_opens_with_one_press():
    a_mentee(the_school(), class_name="7А")
    by = curator()

    answer = keep(by, "мой класс")

    saved = SavedFilter.objects.get()
    assert answer.url.startswith(reverse("mentees") + "?class_name=")
    assert f"?{saved.query}" in shown("mentees", by)
    assert JournalEntry.objects.filter(verb="save_filter").count() == 1


def test_a_shared_filter_is_seen_by_colleagues_and_an_own_one_is_not():
    a_mentee(the_school(), class_name="7А")
    keep(curator(), "общий отбор", is_shared="on")
    keep(curator(), "личный отбор")

    page = shown("mentees", director())

    assert ["общий отбор" in page, "личный отбор" in page] == [True, False]


def test_the_same_name_again_replaces_what_it_meant():
    a_mentee(the_school(), class_name="7А")
    by = curator()
    keep(by, "важное")

    keep(by, "важное", query="without=entry")

    assert SavedFilter.objects.get().query == "without=entry"


def test_nothing_is_saved_without_a_filter():
    answer = keep(curator(), "пусто", query="")

    assert answer.url == reverse("mentees")
    assert SavedFilter.objects.count() == 0


def test_only_the_owner_removes_a_saved_filter():
    a_mentee(the_school(), class_name="7А")
    by = curator()
    keep(by, "общий отбор", is_shared="on")
    url = reverse("forget-filter", args=[SavedFilter.objects.get().pk])

    assert client_of(director()).post(url).status_code == 403
    assert client_of(by).post(url).url == reverse("mentees")
    assert SavedFilter.objects.count() == 0


@pytest.mark.parametrize(
    ("lack", "facts"),
    [
        ("entry", {"user": None}),
        ("contacts", {"phone": "", "email": ""}),
        ("birth", {"born_on": None, "birth_year": None}),
    ],
)
def test_people_without_something_are_found(lack, facts):
    full = {"phone": "+7 900 111-22-33", "user": UserFactory()}
    PersonFactory(organization=the_school(), last_name="Полнова", **full)
    PersonFactory(organization=the_school(), last_name="Пустова", **{**full, "user": None, **facts})

    page = shown("people", without=lack)

    assert ["Полнова" in page, "Пустова" in page] == [False, True]


def test_children_without_a_representative_are_found():
    GuardianFactory(child__organization=the_school(), child__last_name="Полнова")
    PersonFactory(organization=the_school(), last_name="Пустова")

    page = shown("people", without="guardian")

    assert ["Полнова" in page, "Пустова" in page] == [False, True]


def test_mentors_are_found_by_pair_form_and_class():
    pair = PairFactory(mentor=a_mentor(the_school(), last_name="Дубов"))
    free = a_mentor(the_school(), last_name="Кленов")
    wished = MentoringFormFactory()
    MentorProfile.objects.get(person=free).forms.add(wished)

    paired, idle = shown("mentors", pair="yes"), shown("mentors", pair="no")
    of_form = shown("mentors", form=str(wished.pk))

    assert [pair.mentor.last_name in paired, "Кленов" in paired] == [True, False]
    assert ["Дубов" in idle, "Кленов" in idle] == [False, True]
    assert ["Дубов" in of_form, "Кленов" in of_form] == [False, True]


def test_those_who_have_left_are_shown_when_asked_for():
    gone = a_mentee(the_school(), last_name="Кедрова")
    MenteeProfile.objects.filter(person=gone).update(left_on="2026-11-01")

    assert "Кедрова" not in shown("mentees")
    assert "Кедрова" in shown("mentees", status="left")


def test_the_chosen_get_a_way_to_sign_in_each_in_their_way():
    pupil = a_mentee(the_school(), gives=False)
    mentor = a_mentor(the_school(), gives=False, email="mentor@example.org")
    idle = EmployeeFactory(organization=the_school())
    known = a_mentor(the_school(), gives=False, user=UserFactory())

    page = text_of(choose("let-chosen-in", "people", pupil, mentor, idle, known))

    assert Person.objects.get(pk=pupil.pk).user is not None
    assert [one.role for one in Invitation.objects.all()] == [Role.MENTOR]
    assert "ещё не участвует в программе" in page
    assert "уже мог входить" in page


def test_cards_of_the_chosen_class_are_printed_next():
    pupils = [a_mentee(the_school(), gives=False, class_name="7А") for _ in range(2)]

    answer = choose("cards-for-chosen", "mentees", *pupils)

    assert answer.redirect_chain[-1][0].startswith(reverse("class-cards") + "?class=")


def test_blanks_of_the_chosen_come_as_one_file():
    load_presets()
    pupil = a_mentee(the_school(), gives=False)

    answer = choose("print-for-chosen", "mentees", pupil)
    job = Job.objects.get()
    jobs.run(job.pk)
    job.refresh_from_db()

    assert answer.redirect_chain[-1][0] == reverse("job", args=[job.pk])
    assert job.file.read(4) == b"%PDF"


def test_the_chosen_go_to_the_archive():
    people = [a_mentee(the_school()) for _ in range(2)]

    page = text_of(choose("archive-chosen", "mentees", *people))

    assert "2 карточки" in page
    assert Person.objects.kept().filter(pk__in=[person.pk for person in people]).count() == 0


def test_a_form_is_written_into_the_wishes_of_the_chosen():
    wanted = MentoringFormFactory(name="ученик — ученик")
    mentee, mentor = a_mentee(the_school()), a_mentor(the_school())

    choose("set-form-of-chosen", "mentees", mentee, form=str(wanted.pk))
    choose("set-form-of-chosen", "mentors", mentor, form=str(wanted.pk))

    assert MenteeProfile.objects.get(person=mentee).wished_form == wanted
    assert list(MentorProfile.objects.get(person=mentor).forms.all()) == [wanted]


def test_the_list_comes_back_as_it_was_narrowed():
    person = a_mentee(the_school())
    url = reverse("archive-chosen", args=["mentees"])
    came_from = "http://testserver" + reverse("mentees") + "?class_name=7A"

    answer = client_of(curator()).post(url, {"picked": [person.pk]}, headers={"referer": came_from})

    assert answer.url == reverse("mentees") + "?class_name=7A"


def test_people_of_another_school_cannot_be_chosen():
    foreign = PersonFactory()

    choose("archive-chosen", "people", foreign)

    assert Person.objects.kept().filter(pk=foreign.pk).exists()


def test_who_may_not_choose_sees_no_boxes():
    a_mentee(the_school())

    assert "data-pick" not in shown("mentees", psychologist())
    assert "data-pick" in shown("mentees")
