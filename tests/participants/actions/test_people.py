"""Cards: entered, found, corrected; guardians; parts; users."""

from datetime import UTC, date, datetime

import pytest

from accounts.actions.invitations import accept
from accounts.states import Role
from kernel.models import JournalEntry
from kernel.russian import PersonName, search_key
from participants.actions import people as acts
from participants.actions.entry import invite_person, let_class_in, let_pupil_in
from participants.actions.presets import load_presets
from participants.actions.profiles import (
    MenteeFacts,
    MentorFacts,
    leave_programme,
    make_mentee,
    make_mentor,
    update_mentee,
)
from participants.models import ConsentText, Direction, MentoringForm, Person
from participants.states import PersonKind, Relation
from tests.factories.participants import (
    DirectionFactory,
    EmployeeFactory,
    MenteeFactory,
    MentorFactory,
    PersonFactory,
)
from tests.people import UserFactory, curator, the_school

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)

pytestmark = pytest.mark.django_db


def enter(**facts):
    said = {
        "kind": PersonKind.PUPIL,
        "last_name": "Ёлкин",
        "first_name": "Олег",
        "patronymic": "Ильич",
        "class_name": "7А",
        **facts,
    }
    return acts.enter_person(the_school(), facts=acts.PersonFacts(**said), by=curator(), now=NOW)


def test_a_card_is_found_by_any_spelling():
    person = enter(born_on=date(2013, 2, 1))

    assert Person.objects.get(search__contains=search_key("ЕЛКИН")) == person
    assert (person.birth_year, person.gender) == (2013, "male")


def test_names_sort_as_in_a_russian_dictionary():
    for last_name in ("Жуков", "Ёлкин", "Елисеев", "Еськов"):
        enter(last_name=last_name)

    names = list(Person.objects.order_by("sort_name").values_list("last_name", flat=True))
    assert names == ["Елисеев", "Еськов", "Ёлкин", "Жуков"]


def test_a_correction_tells_the_journal_which_fields_and_not_what_they_held():
    person = enter()

    acts.change_person(
        person,
        facts=acts.PersonFacts(
            kind=PersonKind.PUPIL, last_name="Ёлкина", first_name="Ольга", class_name="7А"
        ),
        by=curator(),
    )

    line = JournalEntry.objects.get(verb="change_person")
    assert set(line.details["fields"]) >= {"last_name", "first_name", "search"}
    assert "Ёлкина" not in str(line.details)


def test_a_child_has_several_representatives_and_a_representative_several_children():
    first, second = enter(), enter(last_name="Белкин")
    said = {"phone": "", "email": "", "by": curator(), "now": NOW}
    mother = acts.enter_guardian(
        first, name=PersonName("Ёлкина", "Анна"), relation=Relation.MOTHER, **said
    )
    acts.enter_guardian(first, name=PersonName("Ёлкин", "Илья"), relation=Relation.FATHER, **said)
    acts.add_guardian(
        second, guardian=mother.guardian, relation=Relation.GUARDIAN, by=said["by"], now=NOW
    )

    assert first.guardians.count() == 2
    assert mother.guardian.children.count() == 2
    with pytest.raises(acts.AlreadyGuardian):
        acts.add_guardian(
            first, guardian=mother.guardian, relation=Relation.MOTHER, by=said["by"], now=NOW
        )


def test_a_person_becomes_a_mentee_leaves_and_comes_back():
    person = enter()
    by = curator()
    wanted = DirectionFactory()
    facts = MenteeFacts(request="Хочу подружиться с классом", directions=(wanted,))
    profile = make_mentee(person, facts=facts, by=by, today=date(2026, 9, 1))

    leave_programme(profile, by=by, reason="переезд", today=date(2026, 10, 1))
    back = make_mentee(person, facts=facts, by=by, today=TODAY)

    assert back.pk == profile.pk
    assert (back.left_on, back.entered_on, list(back.directions.all())) == (None, TODAY, [wanted])


def test_one_person_may_be_both_mentee_and_mentor():
    person = enter()
    by = curator()

    make_mentee(person, facts=MenteeFacts(), by=by, today=TODAY)
    make_mentor(person, facts=MentorFacts(capacity=0), by=by, today=TODAY)

    assert person.mentee.request == ""
    assert person.mentor.capacity == 0


def test_an_answer_of_a_questionnaire_changes_a_part():
    profile = MenteeFactory()

    update_mentee(profile, by=None, interests="шахматы")

    profile.refresh_from_db()
    assert (profile.interests, profile.request) == ("шахматы", "Хочу подтянуть алгебру.")
    assert JournalEntry.objects.get(verb="change_mentee").details == {"fields": ["interests"]}


def test_who_accepts_an_invitation_made_on_a_card_becomes_its_person():
    person = EmployeeFactory(organization=the_school())
    MentorFactory(person=person)
    invitation, _token = invite_person(person, role=Role.MENTOR, by=curator(), now=NOW)
    user = UserFactory()

    accept(invitation, user=user, now=NOW, today=TODAY)

    person.refresh_from_db()
    assert person.user == user


def test_a_pupil_gets_an_account_once():
    person = PersonFactory(organization=the_school())
    by = curator()

    let_pupil_in(person, by=by, today=TODAY)
    first = Person.objects.get(pk=person.pk).user
    let_pupil_in(Person.objects.get(pk=person.pk), by=by, today=TODAY)

    assert Person.objects.get(pk=person.pk).user == first
    assert not first.has_usable_password()
    assert first.memberships.get().role == Role.MENTEE


def test_a_class_gets_accounts_all_at_once():
    pupils = PersonFactory.create_batch(3, organization=the_school())

    assert let_class_in(pupils, by=curator(), today=TODAY) == 3
    assert Person.objects.filter(user=None).count() == 0


def test_presets_are_loaded_once():
    assert load_presets() > 30
    assert load_presets() == 0

    assert Direction.objects.filter(organization=None).count() >= 20
    assert MentoringForm.objects.get(code="teacher-teacher").is_labour
    assert ConsentText.objects.filter(organization=None).count() == 4


def test_a_changed_wording_becomes_a_new_version():
    load_presets()
    ConsentText.objects.filter(purpose="transfer").update(body="прежний текст")

    assert load_presets() == 1

    versions = ConsentText.objects.filter(purpose="transfer").order_by("version")
    assert [text.version for text in versions] == [1, 2]
    assert versions[0].body == "прежний текст"
