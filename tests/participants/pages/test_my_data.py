"""My data: what is kept about me or my child, under which consents, and who looked at it."""

import pytest
from django.urls import reverse

from kernel.models import JournalEntry
from tests.factories.participants import (
    ConsentFactory,
    GuardianFactory,
    MenteeFactory,
    MentorFactory,
    ParentFactory,
    PersonFactory,
)
from tests.people import client_of, curator, director, guardian, mentee, mentor, partner, the_school

pytestmark = pytest.mark.django_db


def my_data(member):
    return client_of(member).get(reverse("my-data"))


def text_of(answer):
    return answer.content.decode()


def a_child_of(parent, **facts):
    return GuardianFactory(
        child__organization=the_school(),
        guardian=ParentFactory(organization=the_school(), user=parent.user),
        **facts,
    ).child


def look(person, by):
    JournalEntry.objects.create(
        verb="view", subject="/people/1/", people=f",{person.pk},", role=by.role,
        tenant_id=by.organization_id, by_id=by.user_id,
    )  # fmt: skip


def test_a_mentee_reads_what_is_kept_and_what_was_consented_to():
    member = mentee()
    part = MenteeFactory(person__organization=the_school(), person__user=member.user)
    ConsentFactory(person=part.person, signer=part.person)

    said = text_of(my_data(member))

    assert part.request in said
    assert "Участие и обработка данных" in said
    assert "Муниципалитет, регион и технический администратор" in said


@pytest.mark.parametrize("maker", [mentor, partner])
def test_a_mentor_of_the_school_or_from_outside_reads_the_own_card(maker):
    member = maker()
    part = MentorFactory(person__organization=the_school(), person__user=member.user)

    assert part.competences in text_of(my_data(member))


def test_a_parent_reads_of_the_child_before_the_own_card():
    parent = guardian()
    child = a_child_of(parent)

    answer = my_data(parent)

    shown = [one["page"].person.pk for one in answer.context["kept"]]
    assert (shown[0], len(shown)) == (child.pk, 2)


def test_a_parent_whose_link_is_not_confirmed_reads_nothing_of_the_child():
    parent = guardian()
    child = a_child_of(parent, confirmed_at=None)

    assert child.last_name not in text_of(my_data(parent))


def test_it_says_who_looked_in_which_role_and_leaves_out_oneself():
    parent, by = guardian(), curator(user__last_name="Кураторова")
    child = a_child_of(parent)
    look(child, by)
    look(child, by)
    look(child, parent)

    (moment,) = my_data(parent).context["kept"][0]["page"].views

    assert (moment.text, moment.note) == (by.user.name.full, "куратор, 2 просмотра")


def test_nobody_else_is_on_the_page():
    member = mentor()
    MentorFactory(person__organization=the_school(), person__user=member.user)
    other = PersonFactory(organization=the_school(), last_name="Чужая")

    assert other.last_name not in text_of(my_data(member))


def test_a_look_at_the_own_page_is_written_down_too():
    member = mentor()
    part = MentorFactory(person__organization=the_school(), person__user=member.user)

    my_data(member)

    assert JournalEntry.objects.get(verb="view").people == f",{part.person_id},"


def test_who_has_no_card_is_told_whom_to_ask():
    assert "Обратитесь в школу" in text_of(my_data(mentor()))


def test_staff_have_no_such_page():
    assert my_data(director()).status_code == 403
