"""The way of a report: sent by the director, accepted or returned by the municipality."""

import itertools

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.states import OrganizationKind
from kernel.lifecycle import MoveRefused
from kernel.models import JournalEntry
from notices.models import Notice
from reports.actions import review
from reports.models import Report
from reports.queries import school_lines
from reports.states import REPORT_LIFE, ReportState
from tests import people
from tests.factories.reports import (
    AcceptedReportFactory,
    ReportFactory,
    ReportFigureFactory,
    SubmittedReportFactory,
)

pytestmark = pytest.mark.django_db


def test_only_these_moves_are_allowed():
    found = {
        (str(state), move)
        for state, move in itertools.product(ReportState, ("submit", "accept", "return"))
        if REPORT_LIFE.allows(Report(state=state), move)
    }

    assert found == {("draft", "submit"), ("submitted", "accept"), ("submitted", "return")}


def test_the_director_sends_and_the_municipality_is_told(sign_in):
    above = people.municipal()
    report = ReportFactory()

    sign_in(people.director()).post(reverse("submit-report", args=[report.pk]))

    report.refresh_from_db()
    assert report.state == ReportState.SUBMITTED
    assert Notice.objects.get(kind="report-submitted").recipient == above.user
    assert JournalEntry.objects.filter(verb__contains="submit").exists()


def test_the_curator_prepares_and_does_not_send(sign_in):
    report = ReportFactory()
    client = sign_in(people.curator())

    shown = client.get(reverse("report", args=[report.pk]))
    sent = client.post(reverse("submit-report", args=[report.pk]))

    assert reverse("submit-report", args=[report.pk]) not in shown.text
    assert sent.status_code == 403


def test_a_report_that_was_not_built_is_not_sent():
    report = ReportFactory(built_at=None)

    with pytest.raises(review.NotBuilt):
        review.submit_report(report, by=people.director(), now=timezone.now())


def test_a_report_is_sent_once():
    report = SubmittedReportFactory()

    with pytest.raises(MoveRefused):
        review.submit_report(report, by=people.director(), now=timezone.now())


def test_the_municipality_accepts_and_the_school_is_told(sign_in):
    told = {people.curator().user_id, people.director().user_id}
    report = SubmittedReportFactory()

    sign_in(people.municipal()).post(reverse("accept-report", args=[report.pk]))

    report.refresh_from_db()
    assert report.state == ReportState.ACCEPTED
    assert (
        set(Notice.objects.filter(kind="report-accepted").values_list("recipient_id", flat=True))
        == told
    )


def test_the_municipality_returns_with_a_comment_that_the_school_reads(sign_in):
    curator = people.curator()
    report = SubmittedReportFactory()

    sign_in(people.municipal()).post(
        reverse("return-report", args=[report.pk]), {"comment": "Проверьте число наставников."}
    )
    shown = sign_in(curator).get(reverse("report", args=[report.pk]))

    assert Notice.objects.get(kind="report-returned").text == "Проверьте число наставников."
    assert "Проверьте число наставников." in shown.text
    assert reverse("build-report") in shown.text


def test_a_report_is_not_returned_without_a_word(sign_in):
    report = SubmittedReportFactory()

    answer = sign_in(people.municipal()).post(
        reverse("return-report", args=[report.pk]), {"comment": " "}
    )

    report.refresh_from_db()
    assert (answer.status_code, report.state) == (422, ReportState.SUBMITTED)


def test_a_returned_report_stays_returned_until_the_correction_is_sent():
    above = people.municipal()
    old = SubmittedReportFactory(state=ReportState.RETURNED)
    new = ReportFactory(version=2)
    Report.objects.filter(pk=old.pk).update(replaced_by=new)

    lines = school_lines(above, new.period, new.period.report_due_on)

    assert [line.report for line in lines if line.report] == [old]


def test_those_above_see_which_schools_are_late(sign_in):
    people.the_neighbour()
    AcceptedReportFactory()

    page = sign_in(people.municipal()).get(reverse("reports"), {"quarter": "2026-3"})

    assert (page.context["come_count"], page.context["late_count"]) == (1, 1)


@pytest.mark.parametrize("above", [people.municipal, people.regional])
def test_those_above_see_figures_and_never_people(sign_in, above):
    figure = ReportFigureFactory(report=SubmittedReportFactory())
    client = sign_in(above())

    page = client.get(reverse("report", args=[figure.report_id]))
    opened = client.get(reverse("report-figure", args=[figure.report_id, "mentees"]))

    assert page.status_code == 200
    assert opened.status_code == 403


def test_a_municipality_sees_no_reports_of_another():
    from_elsewhere = people.MunicipalityFactory(kind=OrganizationKind.MUNICIPALITY)
    report = SubmittedReportFactory()

    stranger = people.municipal(from_elsewhere)

    assert report not in Report.objects.visible_to(stranger)


def test_many_schools_ask_the_database_no_more(sign_in, django_assert_max_num_queries):
    client = sign_in(people.municipal())
    for _number in range(10):
        SubmittedReportFactory(organization=people.SchoolFactory(parent=people.the_municipality()))
    client.get(reverse("reports"), {"quarter": "2026-3"})

    with django_assert_max_num_queries(14):
        client.get(reverse("reports"), {"quarter": "2026-3"})
