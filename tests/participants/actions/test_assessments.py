"""The influence card: who measures what, who reads it, what reports get."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from kernel.models import JournalEntry
from participants.actions.assessments import MeasurementRefused, measure
from participants.influence import BY_CODE, FEWEST, figure
from participants.models import Measurement
from participants.queries.assessments import (
    influence_card,
    influence_figures,
    mentees_to_measure,
    unmeasured,
)
from participants.states import MeasuredAt
from tests.factories.participants import MenteeFactory
from tests.people import client_of, curator, psychologist, the_school

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 5)
YEAR = 2026


def a_mentee():
    return MenteeFactory(person__organization=the_school()).person


def enter(person, by, moment=MeasuredAt.BEFORE, **values):
    said = {code: None if value is None else Decimal(value) for code, value in values.items()}
    return measure(person, moment=moment, values=said, by=by, today=TODAY)


def test_a_value_is_kept_once_and_may_be_corrected_or_taken_back():
    person, boss = a_mentee(), curator()

    counts = [
        enter(person, boss, maths=3),
        enter(person, boss, maths=3),
        enter(person, boss, maths=4),
        enter(person, boss, maths=None),
    ]

    assert counts == [1, 0, 1, 1]
    assert not Measurement.objects.exists()


def test_nobody_but_the_psychologist_measures_anxiety():
    with pytest.raises(MeasurementRefused):
        enter(a_mentee(), curator(), anxiety=5)

    assert not Measurement.objects.exists()


@pytest.mark.parametrize("value", ["1", "6"])
def test_a_mark_outside_its_scale_is_refused(value):
    with pytest.raises(MeasurementRefused):
        enter(a_mentee(), curator(), maths=value)


def test_the_journal_names_the_parameters_and_no_values():
    enter(a_mentee(), psychologist(), anxiety="7.25")

    entry = JournalEntry.objects.get(verb="measure")
    assert entry.details["fields"] == ["anxiety"]
    assert "7.25" not in str(entry.details)


def test_psychological_values_are_read_by_the_psychologist_alone():
    person, soul, boss = a_mentee(), psychologist(), curator()
    enter(person, soul, anxiety=7)

    by_soul = {line.parameter.code: line.before for line in influence_card(person, soul, year=YEAR)}
    by_boss = {line.parameter.code for line in influence_card(person, boss, year=YEAR)}

    assert by_soul["anxiety"] == 7
    assert {"anxiety", "mood"}.isdisjoint(by_boss)


def test_those_who_were_not_measured_at_the_start_are_found():
    measured, lacking, boss = a_mentee(), a_mentee(), curator()
    enter(measured, boss, maths=3)
    enter(lacking, boss, moment=MeasuredAt.AFTER, maths=4)

    assert list(unmeasured(mentees_to_measure(boss), year=YEAR)) == [lacking]


def test_figures_compare_those_measured_twice_and_hide_too_few():
    boss = curator()
    for number in range(FEWEST):
        person = a_mentee()
        enter(person, boss, maths=3, russian=3)
        enter(person, boss, moment=MeasuredAt.AFTER, maths=4)
        if number:
            enter(person, boss, moment=MeasuredAt.AFTER, russian=4)

    said = {one.parameter.code: one for one in influence_figures(the_school(), year=YEAR)}

    assert (said["maths"].before, said["maths"].after, said["maths"].percent) == (3, 4, 33)
    assert (said["russian"].count, said["russian"].before) == (FEWEST - 1, None)


def test_less_anxiety_is_better_and_nothing_before_gives_no_share():
    calmer = figure(BY_CODE["anxiety"], [(Decimal(8), Decimal(4))] * FEWEST)
    zero = figure(BY_CODE["maths"], [(Decimal(0), Decimal(4))] * FEWEST)

    assert (calmer.change, calmer.is_better) == (-4, True)
    assert zero.percent is None


def test_the_curator_enters_values_on_a_page_and_reads_who_lacks_them():
    person, boss = a_mentee(), curator()
    client = client_of(boss)
    before = client.get(reverse("influence")).content.decode()

    client.post(reverse("measure-mentee", args=[person.pk, "before"]), {"maths": "3,5"})

    assert "не измерено" in before
    assert Measurement.objects.get().value == Decimal("3.5")
    assert "3,5" in client.get(reverse("influence-card", args=[person.pk])).content.decode()


def test_a_value_outside_its_scale_keeps_what_was_typed():
    answer = client_of(curator()).post(
        reverse("measure-mentee", args=[a_mentee().pk, "before"]), {"maths": "9"}
    )

    assert answer.status_code == 422
    assert 'value="9"' in answer.content.decode()


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_reads_the_same_number_of_queries(count, django_assert_max_num_queries):
    for _number in range(count):
        a_mentee()
    client = client_of(curator())

    with django_assert_max_num_queries(14):
        page = client.get(reverse("influence"))

    assert len(page.context["listing"].rows) == count
