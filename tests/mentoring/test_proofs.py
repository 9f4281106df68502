"""Each fact that proves an activity is counted from what the rooms keep."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentoring import proofs as facts
from mentoring.wiring import PROOFS
from pairs.states import MeetingKind, OrderState, PairState, QueueState
from roadmap import proofs
from roadmap.templates_shipped import shipped
from surveys.states import CampaignState
from tests import people
from tests.factories.pairs import (
    ActivePairFactory,
    MeetingFactory,
    PairOrderFactory,
    QueueCardFactory,
    a_mentee,
    a_mentor,
    programme,
)
from tests.factories.participants import DirectionFactory, MentoringFormFactory
from tests.factories.reports import AcceptedReportFactory, SubmittedReportFactory
from tests.factories.roadmap import NOW, ProgrammeFactory
from tests.factories.surveys import CampaignFactory, InvitationFactory, a_questionnaire, answered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW)


def counted(code, of=None):
    progress = PROOFS[code].measure(of or programme())
    return progress.done, progress.total


def test_consents_of_mentees_and_mentors_are_counted_apart():
    a_mentee()
    a_mentee(gives=False)
    a_mentor()

    assert (counted("consents"), counted("mentor_consents")) == ((1, 2), (1, 1))


def test_a_base_is_whole_when_everybody_can_be_matched():
    described, bare = a_mentee(), a_mentee()
    described.mentee.request = "Подтянуть математику"
    described.mentee.save()
    described.mentee.directions.add(DirectionFactory())
    mentor = a_mentor()
    mentor.mentor.directions.add(DirectionFactory(), DirectionFactory())
    mentor.mentor.forms.add(MentoringFormFactory())

    assert bare.mentee.request == "" or bare.mentee.directions.count() == 0
    assert (counted("mentee_base"), counted("mentor_base")) == ((1, 2), (1, 1))


def test_answers_are_counted_by_questionnaire_until_the_campaign_is_over():
    campaign = CampaignFactory(questionnaire=a_questionnaire(code="feedback"))
    answered(campaign)
    InvitationFactory(campaign=campaign)
    draft = CampaignFactory(
        questionnaire=a_questionnaire(code="mentor-application"), state=CampaignState.DRAFT
    )
    InvitationFactory(campaign=draft)

    under_way = PROOFS["feedback"].measure(programme())
    campaign.state = CampaignState.CLOSED
    campaign.save()
    over = PROOFS["feedback"].measure(programme())

    assert ((under_way.words, under_way.is_complete), over.is_complete) == (("1 из 2", False), True)
    assert counted("mentor_answers") == (0, 0)


def test_a_closed_campaign_that_nobody_answered_proves_nothing():
    campaign = CampaignFactory(
        questionnaire=a_questionnaire(code="feedback"), state=CampaignState.CLOSED
    )
    InvitationFactory(campaign=campaign)

    assert not PROOFS["feedback"].measure(programme()).is_complete


def test_orders_count_when_they_are_signed_and_discarded_ones_do_not():
    PairOrderFactory()
    PairOrderFactory(state=OrderState.DISCARDED)

    assert counted("order_signed") == (0, 1)


def test_pairs_are_counted_by_the_kind_of_meeting_they_held():
    first, second = ActivePairFactory(), ActivePairFactory()
    MeetingFactory(pair=first, kind=MeetingKind.FIRST)
    MeetingFactory(pair=first, kind=MeetingKind.TRIAL, topic="Пробная")
    MeetingFactory(pair=second, kind=MeetingKind.FIRST, cancelled_at=NOW, cancel_reason="Болел")

    kinds = ("first_meetings", "trial_meetings", "planning_meetings", "final_meetings")

    assert [counted(code) for code in kinds] == [(1, 2), (1, 2), (0, 2), (0, 2)]


def test_who_has_met_lately_is_asked_of_pairs_at_work_only():
    lately, long_ago, ended = ActivePairFactory(), ActivePairFactory(), ActivePairFactory()
    today = NOW.date()
    MeetingFactory(pair=lately, held_on=today - timedelta(days=10))
    MeetingFactory(pair=long_ago, held_on=today - timedelta(days=60))
    ended.state, ended.ended_on = PairState.COMPLETED, today
    ended.save()

    assert counted("monthly_meetings") == (1, 2)


def test_the_queue_is_settled_when_nobody_waits():
    QueueCardFactory()
    QueueCardFactory(state=QueueState.PAIRED, left_on=NOW.date())

    assert counted("queue_settled") == (1, 2)


def test_reports_count_for_the_quarters_that_are_over():
    SubmittedReportFactory(organization=people.the_school(), year=2026, quarter=3)

    assert (counted("quarterly_report"), counted("reports_accepted")) == ((1, 1), (0, 1))


def test_those_above_count_the_accepted_reports_of_all_schools():
    people.the_neighbour()
    AcceptedReportFactory(organization=people.the_school(), year=2026, quarter=3)
    above = ProgrammeFactory(organization=people.the_municipality())

    assert counted("reports_of_schools", above) == (1, 2)


def test_before_the_first_quarter_is_over_no_report_is_asked(time_machine):
    time_machine.move_to(date(2026, 9, 10))

    assert counted("quarterly_report") == (0, 0)


@pytest.mark.parametrize("code", PROOFS)
def test_no_fact_takes_more_queries_for_more_people(code):
    makers = (a_mentee, a_mentor, ActivePairFactory, QueueCardFactory)
    counted_for = programme()

    def queries_after(rounds):
        for maker in makers * rounds:
            maker()
        with CaptureQueriesContext(connection) as caught:
            PROOFS[code].measure(counted_for)
        return len(caught)

    few, many = queries_after(1), queries_after(3)

    assert few == many <= 5


@pytest.mark.parametrize("code", PROOFS)
def test_every_fact_leads_to_the_list_behind_it(code):
    assert PROOFS[code].measure(programme()).url.startswith("/")


def test_an_address_that_is_missing_here_is_left_out():
    assert facts.address("no-such-page") == ""


@pytest.mark.parametrize("template", shipped().values(), ids=lambda template: template.code)
def test_templates_are_tied_to_facts_of_their_own_level(template):
    for_above = template.kinds in (("municipality",), ("region",))
    tied = {
        activity["proof"]
        for stage in template.stages
        for activity in stage["activities"]
        if activity.get("proof")
    }

    assert tied
    assert tied <= {code for code, _label in proofs.choices(for_above=for_above)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Сбор согласий на обработку персональных данных от родителей", "consents"),
        ("Сбор согласий на обработку персональных данных наставников", "mentor_consents"),
        ("Формирование базы наставляемых", "mentee_base"),
        ("Формирование базы наставников для дальнейшей работы", "mentor_base"),
        ("Издание приказа о закреплении наставнических пар/групп", "order_signed"),
        (
            "Проведение первой, организационной, встречи наставника и наставляемого",
            "first_meetings",
        ),
        ("Проведение второй, пробной рабочей, встречи", "trial_meetings"),
        ("Сбор обратной связи от участников программы", "feedback"),
        ("Проведение конкурса рисунков", ""),
        ("", ""),
    ],
)
def test_a_guess_is_made_from_the_words_that_schools_use(text, code):
    assert proofs.guess(text, for_above=False) == code
