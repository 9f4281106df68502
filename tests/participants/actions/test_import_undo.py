"""A loaded file is taken back whole within a week, and never over later work."""

from datetime import timedelta

import pytest

from kernel.models import JournalEntry
from participants.actions import import_keeping as keep
from participants.actions.import_undo import CannotUndo, undo_load
from participants.actions.people import archive_person, change_contacts, confirm_guardian
from participants.documents.bases import MENTEE_COLUMNS
from participants.models import Guardian, MenteeProfile, PeopleImport, Person
from participants.queries.missing_people import missing_people
from participants.states import ImportProfile, ImportState
from tests.factories.participants import ConsentFactory, GuardianFactory, PersonFactory
from tests.participants.actions.test_imports import NOW, TODAY, bring, load
from tests.participants.sheets import PUPILS, workbook
from tests.people import curator, the_school

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=6)


def loaded(rows=PUPILS, **how):
    brought = bring(workbook(rows), **how)
    load(brought)
    return PeopleImport.objects.get(pk=brought.pk)


def known_girl(**facts):
    return PersonFactory(
        organization=the_school(),
        last_name="Зябликова",
        first_name="Софья",
        patronymic="Андреевна",
        **{"born_on": None, "class_name": "7А", **facts},
    )


def state_of(brought):
    return PeopleImport.objects.get(pk=brought.pk).state


def test_new_cards_and_their_representatives_go():
    brought = loaded()

    done = undo_load(brought, by=curator(), now=LATER)

    assert done == {"removed": 4, "restored": 0}
    assert (Person.objects.count(), Guardian.objects.count()) == (0, 0)
    assert state_of(brought) == ImportState.UNDONE
    assert JournalEntry.objects.filter(verb="undo_load").count() == 1


def test_changed_cards_say_what_they_said_before():
    girl = known_girl(class_name="7А", phone="")
    brought = loaded(PUPILS[:1])
    assert Person.objects.get(pk=girl.pk).born_on is not None

    done = undo_load(brought, by=curator(), now=LATER)

    girl.refresh_from_db()
    assert (girl.born_on, girl.class_name, girl.guardians.count()) == (None, "7А", 0)
    assert done["restored"] == 1


def test_undone_twice_it_is_undone_once():
    brought = loaded()
    undo_load(brought, by=curator(), now=LATER)

    done = undo_load(brought, by=curator(), now=LATER)

    assert done == {"removed": 4, "restored": 0}


def correct_the_phone(person):
    change_contacts(person, phone="+7 900 765-43-21", email="", by=curator())


def sign_a_consent(person):
    ConsentFactory(person=person)


def confirm_the_parent(person):
    confirm_guardian(person.guardians.get(), by=curator(), now=NOW)


def add_a_parent(person):
    GuardianFactory(child=person)


def put_away(person):
    archive_person(person, by=curator(), now=NOW)


def take_into_the_base(person):
    MenteeProfile.objects.create(person=person, entered_on=TODAY)


@pytest.mark.parametrize(
    ("work", "why"),
    [
        (correct_the_phone, "изменили"),
        (sign_a_consent, "согласие"),
        (confirm_the_parent, "представитель"),
        (add_a_parent, "представитель"),
        (put_away, "работали"),
        (take_into_the_base, "наставляемый"),
    ],
    ids=lambda case: getattr(case, "__name__", ""),
)
def test_work_done_since_keeps_everything_and_is_named(work, why):
    brought = loaded()
    work(Person.objects.get(last_name="Ёлкин"))
    before = Person.objects.count()

    with pytest.raises(CannotUndo, match=f"Ёлкин.*{why}"):
        undo_load(brought, by=curator(), now=LATER)

    assert (Person.objects.count(), state_of(brought)) == (before, ImportState.APPLIED)


def test_after_a_week_it_stays():
    brought = loaded()

    with pytest.raises(CannotUndo, match="Неделя"):
        undo_load(brought, by=curator(), now=NOW + timedelta(days=8))

    assert Person.objects.filter(last_name="Ёлкин").exists()


def test_a_base_gives_back_the_part_and_its_words():
    row = [""] * len(MENTEE_COLUMNS)
    row[1:6] = ["Зябликова Софья Андреевна", "", "2013", "Алгебра", "01.09.2026"]
    girl = known_girl(birth_year=2013)
    profile = MenteeProfile.objects.create(person=girl, entered_on=TODAY, request="Физика")
    brought = bring(workbook([row], MENTEE_COLUMNS), profile=ImportProfile.MENTEE_BASE)
    load(brought, {"2": str(girl.pk)})
    assert MenteeProfile.objects.get(pk=profile.pk).request == "Алгебра"

    undo_load(PeopleImport.objects.get(pk=brought.pk), by=curator(), now=LATER)

    assert MenteeProfile.objects.get(pk=profile.pk).request == "Физика"


def test_a_part_that_was_ended_by_hand_stays_ended():
    row = [""] * len(MENTEE_COLUMNS)
    row[1:6] = ["Зябликова Софья Андреевна", "", "2013", "Алгебра", "01.09.2026"]
    girl = known_girl(birth_year=2013, class_name="")
    MenteeProfile.objects.create(person=girl, entered_on=TODAY, left_on=TODAY)

    brought = bring(workbook([row], MENTEE_COLUMNS), profile=ImportProfile.MENTEE_BASE)

    assert [row["class"] for row in brought.rows] == ["same"]


def test_those_whom_the_file_does_not_name_are_shown_and_never_removed():
    stranger = PersonFactory(organization=the_school(), class_name="7А")
    PersonFactory(organization=the_school(), class_name="7Б")
    doubtful = known_girl(class_name="6Б", birth_year=2013)

    brought = loaded(PUPILS[1:])
    asked = bring(workbook(PUPILS))

    assert missing_people(brought, curator()) == [stranger]
    assert doubtful not in missing_people(asked, curator())
    assert Person.objects.kept().filter(pk=stranger.pk).exists()


def test_the_chosen_ones_go_to_the_archive_and_come_back_with_the_undo():
    gone = PersonFactory(organization=the_school(), class_name="7А")
    brought = loaded()

    count = keep.archive_missing(brought, people=[gone], by=curator(), now=NOW)
    gone.refresh_from_db()
    archived_at = gone.archived_at
    undo_load(PeopleImport.objects.get(pk=brought.pk), by=curator(), now=LATER)

    gone.refresh_from_db()
    assert (count, archived_at, gone.archived_at) == (1, NOW, None)


def test_a_file_is_forgotten_after_its_time():
    brought = loaded()
    name, storage = brought.file.name, brought.file.storage

    early = keep.forget_files(now=NOW + timedelta(days=29))
    done = keep.forget_files(now=NOW + timedelta(days=31))
    again = keep.forget_files(now=NOW + timedelta(days=31))

    brought.refresh_from_db()
    assert (early, done, again) == (0, 1, 0)
    assert (storage.exists(name), bool(brought.file), brought.rows, brought.trace) == (
        False,
        False,
        [],
        {},
    )
    assert Person.objects.filter(last_name="Ёлкин").exists()
