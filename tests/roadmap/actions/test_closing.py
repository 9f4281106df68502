"""Activities that the facts of the system prove close themselves, once, and can be opened again."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kernel.models import JournalEntry
from roadmap import proofs
from roadmap.actions.activities import (
    MovedMeanwhile,
    complete_activity,
    reopen_activity,
    settle,
    step_back,
)
from roadmap.actions.closing import UnknownProof, choose_proofs, close_proved
from roadmap.models import Activity
from roadmap.proofs import Progress, Proof
from roadmap.states import RoadmapState
from tests import people
from tests.factories.roadmap import NOW, TODAY, a_roadmap, an_activity

pytestmark = pytest.mark.django_db

EVE, DUE = date(2026, 10, 24), date(2026, 10, 25)


@pytest.fixture
def facts():
    """What the system counts in these tests; the numbers may be changed."""
    before = dict(proofs._proofs)
    counted = {"once": Progress(1, 1), "growing": Progress(52, 52)}
    proofs.connect(
        {
            "once": Proof("приказ подписан", lambda _programme: counted["once"]),
            "growing": Proof("согласия", lambda _programme: counted["growing"], grows=True),
        }
    )
    yield counted
    proofs.connect(before)


@pytest.fixture
def curator():
    return people.curator()


@pytest.fixture
def roadmap(curator):
    return a_roadmap(by=curator, state=RoadmapState.APPROVED)


def at(day, hour=9):
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def fresh(activity):
    return Activity.objects.get(pk=activity.pk)


def closings():
    return [
        (entry.by_id, entry.details)
        for entry in JournalEntry.objects.filter(verb="close_by_fact").order_by("pk")
    ]


def test_it_closes_itself_and_the_journal_says_by_which_fact(roadmap, facts):
    activity = an_activity(roadmap, "до 25 октября", proof_code="once")

    close_proved(now=NOW)

    closed = fresh(activity)
    assert (closed.state, closed.done_on, closed.closing_fact) == ("done", TODAY, "once")
    assert closed.note == "Закрыто по фактам системы: приказ подписан, 1 из 1."
    assert closings() == [(None, {"fact": "once", "done": 1, "total": 1})]


def test_it_closes_once_however_often_beat_runs(roadmap, facts):
    an_activity(roadmap, "до 25 октября", proof_code="once")

    for _ in range(5):
        close_proved(now=NOW)

    assert len(closings()) == 1
    assert JournalEntry.objects.filter(verb="complete").count() == 1


@pytest.mark.parametrize(
    "counted", [Progress(36, 52), Progress(0, 0), Progress(0, 3, is_over=False)]
)
def test_what_is_not_proved_stays_open(roadmap, facts, counted):
    facts["once"] = counted
    activity = an_activity(roadmap, "до 25 октября", proof_code="once")

    close_proved(now=NOW)

    assert fresh(activity).is_planned


def test_a_campaign_that_is_over_proves_it_although_not_all_have_answered(roadmap, facts):
    facts["once"] = Progress(37, 52, is_over=True)
    activity = an_activity(roadmap, "до 25 октября", proof_code="once")

    close_proved(now=NOW)

    assert fresh(activity).note == "Закрыто по фактам системы: приказ подписан, 37 из 52."


def test_a_fact_that_grows_closes_on_the_last_day_and_not_before(roadmap, facts):
    activity = an_activity(roadmap, "с 10 по 25 октября", proof_code="growing")

    close_proved(now=at(EVE))
    open_on_the_eve = fresh(activity).is_planned
    close_proved(now=at(DUE))

    assert (open_on_the_eve, fresh(activity).done_on) == (True, DUE)


def test_without_a_day_a_growing_fact_is_left_to_a_person(roadmap, facts):
    activity = an_activity(roadmap, "по мере необходимости", proof_code="growing")

    close_proved(now=at(DUE + timedelta(days=200)))

    assert fresh(activity).is_planned


@pytest.mark.parametrize(
    "state", [RoadmapState.DRAFT, RoadmapState.SUBMITTED, RoadmapState.RETURNED]
)
def test_a_plan_that_is_not_in_force_closes_nothing(facts, state):
    activity = an_activity(
        a_roadmap(by=people.curator(), state=state), "до 25 октября", proof_code="once"
    )

    close_proved(now=NOW)

    assert fresh(activity).is_planned


def test_what_a_person_has_opened_again_does_not_close_itself_again(roadmap, facts, curator):
    activity = an_activity(roadmap, "до 25 октября", proof_code="once")
    close_proved(now=NOW)

    reopen_activity(fresh(activity), by=curator)
    close_proved(now=NOW)

    opened = fresh(activity)
    assert (opened.is_planned, opened.closes_itself, opened.closing_fact) == (True, False, "")


def test_choosing_the_fact_anew_lets_it_close_itself_again(roadmap, facts, curator):
    activity = an_activity(roadmap, "до 25 октября", proof_code="once")
    close_proved(now=NOW)
    reopen_activity(fresh(activity), by=curator)

    choose_proofs(roadmap, chosen={activity.pk: "once"}, by=curator)
    close_proved(now=NOW)

    assert fresh(activity).state == "done"


def test_what_a_person_closed_by_hand_may_close_itself_after_it_was_opened(roadmap, facts, curator):
    activity = an_activity(roadmap, "до 25 октября", proof_code="once")
    done = complete_activity(activity, by=curator, today=TODAY, now=NOW, note="Сами")

    reopen_activity(done, by=curator)

    assert fresh(activity).closes_itself


def test_one_that_comes_back_is_closed_step_by_step_with_new_facts_only(roadmap, facts):
    activity = an_activity(
        roadmap,
        "ежеквартально до 10 числа месяца, следующего за отчётным",
        proof_code="once",
        today=date(2026, 10, 1),
    )
    steps = []
    for day, counted in [
        (date(2026, 10, 5), Progress(1, 1)),
        (date(2026, 10, 6), Progress(1, 1)),
        (date(2027, 1, 4), Progress(1, 2)),
        (date(2027, 1, 9), Progress(2, 2)),
        (date(2027, 1, 9), Progress(2, 2)),
    ]:
        facts["once"] = counted
        close_proved(now=at(day))
        steps.append(fresh(activity).due_on)

    assert steps == [
        date(2027, 1, 10),
        date(2027, 1, 10),
        date(2027, 1, 10),
        date(2027, 4, 10),
        date(2027, 4, 10),
    ]


def test_a_step_can_be_taken_back(roadmap, facts, curator):
    activity = an_activity(roadmap, "ежегодно октябрь, март", proof_code="once")
    close_proved(now=NOW)
    stood_at = fresh(activity).due_on

    step_back(fresh(activity), by=curator)
    close_proved(now=NOW)

    back = fresh(activity)
    assert (stood_at, back.due_on) == (date(2027, 3, 31), date(2026, 10, 31))
    assert not back.closes_itself


def test_two_who_close_the_same_days_at_once_close_them_once(roadmap, curator):
    activity = an_activity(roadmap, "ежегодно октябрь, март")
    seen_by_both = fresh(activity), fresh(activity)
    settle(seen_by_both[0], by=curator, today=TODAY, note="")

    with pytest.raises(MovedMeanwhile):
        settle(seen_by_both[1], by=curator, today=TODAY, note="")

    assert fresh(activity).due_on == date(2027, 3, 31)


def test_trouble_in_one_programme_does_not_stop_the_others(roadmap, facts):
    first = an_activity(roadmap, "до 25 октября", proof_code="broken")
    other = a_roadmap(by=people.stranger(), state=RoadmapState.AGREED)
    second = an_activity(other, "до 25 октября", proof_code="once")

    def measure(_programme):
        raise ZeroDivisionError

    proofs._proofs["broken"] = Proof("сломано", measure)
    with pytest.raises(ZeroDivisionError):
        close_proved(now=NOW)

    assert (fresh(first).state, fresh(second).state) == ("planned", "done")


def test_a_look_at_one_school_leaves_the_others_alone(roadmap, facts):
    mine = an_activity(roadmap, "до 25 октября", proof_code="once")
    other = a_roadmap(by=people.stranger(), state=RoadmapState.APPROVED)
    theirs = an_activity(other, "до 25 октября", proof_code="once")

    close_proved(now=NOW, organization_id=roadmap.organization_id)

    assert (fresh(mine).state, fresh(theirs).state) == ("done", "planned")


def test_only_facts_that_are_counted_are_chosen_and_only_here(roadmap, facts, curator):
    mine = an_activity(roadmap)
    other = a_roadmap(by=people.stranger(), state=RoadmapState.APPROVED)
    theirs = an_activity(other)

    with pytest.raises(UnknownProof):
        choose_proofs(roadmap, chosen={mine.pk: "выдумка"}, by=curator)
    changed = choose_proofs(roadmap, chosen={mine.pk: "once", theirs.pk: "once"}, by=curator)

    assert (changed, fresh(mine).proof_code, fresh(theirs).proof_code) == (1, "once", "")
