"""Proposing pairs: by the job, by hand; changing and taking back."""

from datetime import date

import pytest

from kernel import jobs
from kernel.lifecycle import MoveRefused
from kernel.models import JournalEntry
from pairs.actions.proposals import (
    AlreadyPaired,
    change_pair,
    propose_pair,
    reject_pair,
    want_matching,
)
from pairs.models import MatchingRun, Pair, QueueCard
from pairs.reasons import PairRefused, sentences
from pairs.states import PairState
from participants.models import MentorProfile
from participants.queries import ConsentMissing
from tests.factories.pairs import (
    NOW,
    TODAY,
    ActivePairFactory,
    PairFactory,
    a_mentee,
    a_mentor,
    form,
    order_with,
    programme,
)
from tests.people import curator

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _directory(db):
    form()


def propose(mentee, mentor, **facts):
    return propose_pair(
        programme(), mentee=mentee, mentor=mentor, by=curator(), now=NOW, today=TODAY, **facts
    )


def matched(by=None):
    job = want_matching(programme(), by=by or curator(), now=NOW)
    jobs.run(job.pk, now=lambda: NOW)
    job.refresh_from_db()
    return job


def test_matching_proposes_those_with_consent_and_queues_the_rest():
    mentor = a_mentor(capacity=1)
    paired = a_mentee()
    without_paper = a_mentee(gives=False)

    job = matched()

    assert (job.state, job.result) == ("done", {"proposed": 1, "without": 1})
    assert list(Pair.objects.values_list("mentee", "mentor", "state")) == [
        (paired.pk, mentor.pk, PairState.PROPOSED)
    ]
    card = QueueCard.objects.get()
    assert (card.mentee, card.reason["code"]) == (without_paper, "no_consent_of_mentee")


def test_a_proposal_says_in_words_why():
    a_mentor()
    a_mentee()

    matched()

    assert "алгебр" in " ".join(str(said) for said in sentences(Pair.objects.get().reasons))


def test_a_job_that_runs_twice_proposes_once():
    a_mentor()
    a_mentee()
    job = matched()

    job.state, job.finished_at = "wanted", None
    job.save()
    jobs.run(job.pk, now=lambda: NOW)

    assert (Pair.objects.count(), MatchingRun.objects.count()) == (1, 1)


def test_matching_leaves_pairs_that_exist_alone():
    pair = ActivePairFactory()

    job = matched()

    assert job.result == {"proposed": 0, "without": 0}
    assert list(Pair.objects.all()) == [pair]


def test_a_pair_by_hand_keeps_who_and_why():
    by = curator()

    pair = propose_pair(
        programme(), mentee=a_mentee(), mentor=a_mentor(trained=False), by=by, now=NOW,
        today=TODAY, reason="Уже знакомы по кружку",
    )  # fmt: skip

    assert (pair.is_by_hand, pair.hand_reason, pair.proposed_by) == (
        True, "Уже знакомы по кружку", by.user,
    )  # fmt: skip
    told = [str(said) for said in sentences(pair.reasons) if said.is_warning]
    assert told == [
        "Наставник ещё не прошёл обучение",
        "С наставником ещё не было собеседования",
    ]
    entry = JournalEntry.objects.get(verb="propose")
    assert (entry.by_id, entry.details["reason"]) == (by.user_id, "Уже знакомы по кружку")


def test_without_consent_the_refusal_names_the_paper_and_who_gives_it():
    mentee = a_mentee(gives=False)

    with pytest.raises(ConsentMissing) as refusal:
        propose(mentee, a_mentor())

    assert mentee.name.full in str(refusal.value)
    assert Pair.objects.count() == 0


def test_a_mentor_without_consent_is_refused_too():
    with pytest.raises(ConsentMissing):
        propose(a_mentee(), a_mentor(gives=False))


def test_a_mentor_without_free_places_is_refused():
    mentor = a_mentor(capacity=1)
    propose(a_mentee(), mentor)

    with pytest.raises(PairRefused):
        propose(a_mentee(), mentor)


def test_capacity_nought_takes_nobody():
    with pytest.raises(PairRefused):
        propose(a_mentee(), a_mentor(capacity=0))


def test_a_mentee_with_an_open_pair_gets_no_second_one():
    mentee = a_mentee()
    propose(mentee, a_mentor())

    with pytest.raises(AlreadyPaired):
        propose(mentee, a_mentor())


def test_changing_a_pair_keeps_the_old_one_in_the_history():
    pair = propose(a_mentee(), a_mentor(capacity=1))
    other = a_mentor()
    by = curator()

    changed = change_pair(pair, mentor=other, reason="Попросила семья", by=by, now=NOW, today=TODAY)

    pair.refresh_from_db()
    assert (pair.state, pair.end_reason, pair.ended_on) == (
        PairState.REJECTED, "Попросила семья", TODAY,
    )  # fmt: skip
    assert (changed.mentor, changed.replaces, changed.hand_reason, changed.proposed_by) == (
        other, pair, "Попросила семья", by.user,
    )  # fmt: skip


def test_a_change_that_is_refused_changes_nothing():
    pair = propose(a_mentee(), a_mentor())

    with pytest.raises(PairRefused):
        change_pair(
            pair, mentor=a_mentor(capacity=0), reason="так", by=curator(), now=NOW, today=TODAY
        )

    assert Pair.objects.get().state == PairState.PROPOSED


def test_a_pair_in_an_order_is_neither_changed_nor_taken_back():
    pair = PairFactory()
    order_with(pair)

    with pytest.raises(PairRefused):
        change_pair(pair, mentor=a_mentor(), reason="так", by=curator(), now=NOW, today=TODAY)
    with pytest.raises(PairRefused):
        reject_pair(pair, reason="так", by=curator(), today=TODAY)


def test_an_active_pair_is_not_taken_back():
    with pytest.raises(MoveRefused):
        reject_pair(ActivePairFactory(), reason="так", by=curator(), today=TODAY)


def test_taking_back_frees_the_place_and_queues_the_mentee():
    mentor = a_mentor(capacity=1)
    pair = propose(a_mentee(), mentor)

    reject_pair(pair, reason="Не подошло время", by=curator(), today=TODAY)

    assert QueueCard.objects.get().reason["code"] == "rejected"
    assert propose(a_mentee(), mentor).state == PairState.PROPOSED


def test_two_who_have_parted_are_not_brought_together_again():
    pair = ActivePairFactory(form=form())
    Pair.objects.filter(pk=pair.pk).update(state=PairState.DISSOLVED, ended_on=date(2026, 10, 10))

    with pytest.raises(PairRefused):
        propose(pair.mentee, pair.mentor)


def test_a_mentor_who_left_is_not_available():
    mentor = a_mentor()
    MentorProfile.objects.filter(person=mentor).update(left_on=TODAY)

    with pytest.raises(AlreadyPaired):
        propose(a_mentee(), mentor)
