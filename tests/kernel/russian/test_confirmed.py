"""The dictionary of forms that people of an organization confirmed."""

from datetime import UTC, datetime

from kernel.models import ConfirmedForm
from kernel.russian import Case, PersonName, declined
from kernel.russian.confirmed import confirm_forms, confirmed_forms
from tests.people import curator, stranger

NAME = PersonName("Грач", "Олег", "", "male")
NOW = datetime(2026, 9, 1, tzinfo=UTC)


def form_for(membership):
    lookup = confirmed_forms(membership.organization_id, [NAME.full])
    return declined(NAME, Case.INSTRUMENTAL, lookup=lookup)


def test_a_person_confirms_once_and_the_latest_word_counts(db):
    by = curator()
    confirm_forms(NAME.full, gender="male", forms={"instrumental": "Грачем Олегом"}, by=by, now=NOW)
    confirm_forms(NAME.full, gender="male", forms={"instrumental": "Грачом Олегом"}, by=by, now=NOW)

    assert (str(form_for(by)), form_for(by).confirmed) == ("Грачом Олегом", True)
    assert ConfirmedForm.objects.count() == 1


def test_another_school_has_a_dictionary_of_its_own(db):
    confirm_forms(
        NAME.full, gender="male", forms={"instrumental": "Грачем Олегом"}, by=curator(), now=NOW
    )

    assert not form_for(stranger()).confirmed


def test_the_forms_of_a_paper_take_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        lookup = confirmed_forms(1, [f"Грач {number}" for number in range(50)])
        for number in range(50):
            lookup(f"Грач {number}", "male", "dative")
