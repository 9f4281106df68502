"""Deciding about what the linter finds: mending, leaving with a reason, taking back."""

import pytest

from kernel.models import JournalEntry
from roadmap.actions.findings import (
    FindingGone,
    NoReason,
    NotMended,
    leave_finding,
    mend_finding,
    take_back_decision,
)
from roadmap.actions.plans import NotEditable
from roadmap.checking import check_of
from roadmap.models import Activity, FindingDecision
from roadmap.states import RoadmapState
from tests import people
from tests.factories.roadmap import (
    NOW,
    TODAY,
    ActivityFactory,
    StageFactory,
    a_roadmap,
    an_activity,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return people.curator()


@pytest.fixture
def roadmap(curator):
    return a_roadmap(by=curator)


def found(roadmap, code):
    rows = check_of(roadmap, today=TODAY).rows
    return next((row.finding for row in rows if row.finding.code == code), None)


def mend(roadmap, code, by):
    return mend_finding(roadmap, mark=found(roadmap, code).mark, by=by, today=TODAY, now=NOW)


def test_a_suggested_deadline_is_written_and_its_days_follow(curator, roadmap):
    activity = an_activity(roadmap, "по мере необходимости", title="Обучение наставников")

    mend(roadmap, "needs-date", curator)

    activity.refresh_from_db()
    assert activity.deadline_text == "ежегодно 10–20 октября"
    assert (activity.starts_on.isoformat(), activity.due_on.isoformat()) == (
        "2026-10-10",
        "2026-10-20",
    )
    assert found(roadmap, "needs-date") is None
    assert JournalEntry.objects.get(verb="mend_finding").details["code"] == "needs-date"


def test_a_missing_step_is_added_from_the_template_and_goes_again(curator, roadmap):
    an_activity(roadmap, "май", title="Опрос")

    decision = mend(roadmap, "obligatory-step-missing", curator)
    added = Activity.objects.exclude(title="Опрос").get()
    assert added.responsible_text
    assert added.is_understood

    take_back_decision(decision, by=curator, today=TODAY)
    assert [activity.title for activity in Activity.objects.all()] == ["Опрос"]
    assert not FindingDecision.objects.exists()


def test_a_doubled_activity_is_taken_out_and_comes_back(curator, roadmap):
    title = "Анкетирование потенциальных наставников"
    an_activity(roadmap, "май", title=title, number="1.1")
    an_activity(roadmap, "май", title=title, number="1.2", responsible_text="Психолог")

    decision = mend(roadmap, "same-activity", curator)
    assert Activity.objects.count() == 1

    take_back_decision(decision, by=curator, today=TODAY)
    back = Activity.objects.in_order().last()
    assert (back.number, back.title, back.responsible_text) == ("1.2", title, "Психолог")


def test_stages_change_places_and_change_back(curator, roadmap):
    roadmap.stages.update(title="Формирование пар", code="pairs")
    second = StageFactory(
        roadmap=roadmap, position=2, title="Формирование базы наставников", code="mentors"
    )
    an_activity(roadmap, "май")
    ActivityFactory(stage=second, title="Пополнить базу", deadline_text="май")

    decision = mend(roadmap, "stage-order", curator)
    assert roadmap.stages.order_by("position").first() == second

    take_back_decision(decision, by=curator, today=TODAY)
    assert roadmap.stages.order_by("position").last() == second


def test_a_correction_is_not_taken_back_over_a_later_change(curator, roadmap):
    activity = an_activity(roadmap, "по мере необходимости", title="Обучение наставников")
    decision = mend(roadmap, "needs-date", curator)
    Activity.objects.filter(pk=activity.pk).update(deadline_text="до 1 ноября")

    with pytest.raises(NotMended):
        take_back_decision(decision, by=curator, today=TODAY)

    activity.refresh_from_db()
    assert activity.deadline_text == "до 1 ноября"
    assert FindingDecision.objects.count() == 1


def test_nothing_is_mended_in_a_plan_that_was_sent(curator):
    roadmap = a_roadmap(by=curator, state=RoadmapState.SUBMITTED)
    an_activity(roadmap, "по мере необходимости", title="Обучение наставников")

    with pytest.raises(NotEditable):
        mend(roadmap, "needs-date", curator)


def test_what_the_plan_does_not_say_any_more_cannot_be_mended(curator, roadmap):
    activity = an_activity(roadmap, "по мере необходимости", title="Обучение наставников")
    mark = found(roadmap, "needs-date").mark
    Activity.objects.filter(pk=activity.pk).update(deadline_text="до 1 ноября")

    with pytest.raises(FindingGone):
        mend_finding(roadmap, mark=mark, by=curator, today=TODAY, now=NOW)
    with pytest.raises(FindingGone):
        leave_finding(roadmap, mark=mark, reason="Так", by=curator, today=TODAY, now=NOW)


def test_a_finding_is_left_with_a_reason_and_looked_at_again(curator, roadmap):
    an_activity(roadmap, "по мере необходимости", title="Обучение наставников")
    mark = found(roadmap, "needs-date").mark

    decision = leave_finding(
        roadmap, mark=mark, reason=" Обучаем по заявкам. ", by=curator, today=TODAY, now=NOW
    )

    check = check_of(roadmap, today=TODAY)
    assert [row.left.reason for row in check.left] == ["Обучаем по заявкам."]
    assert mark not in {row.finding.mark for row in check.open}
    take_back_decision(decision, by=curator, today=TODAY)
    assert mark in {row.finding.mark for row in check_of(roadmap, today=TODAY).open}


def test_without_a_reason_or_twice_nothing_is_left(curator, roadmap):
    an_activity(roadmap, "по мере необходимости", title="Обучение наставников")
    mark = found(roadmap, "needs-date").mark

    with pytest.raises(NoReason):
        leave_finding(roadmap, mark=mark, reason=" \n", by=curator, today=TODAY, now=NOW)
    leave_finding(roadmap, mark=mark, reason="Так", by=curator, today=TODAY, now=NOW)
    with pytest.raises(FindingGone):
        leave_finding(roadmap, mark=mark, reason="Так", by=curator, today=TODAY, now=NOW)

    assert FindingDecision.objects.count() == 1


def test_people_who_were_put_in_charge_are_known_without_a_written_cell(curator, roadmap):
    an_activity(roadmap, "май", responsible=[curator])
    assert found(roadmap, "no-responsible") is None

    for number in range(9):
        an_activity(roadmap, "май", title=f"Дело {number}", responsible=[curator])

    assert found(roadmap, "overload").quotes[0].text == curator.user.name.short
