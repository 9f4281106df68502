"""Building a report: as long work, in steps, done once, frozen when it is sent."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kernel import jobs
from kernel.calendar import Quarter
from kernel.models import Job
from kernel.states import JobState
from participants.models import MenteeProfile
from reports.actions import building, review
from reports.models import Report, ReportFigure
from reports.states import ReportState
from tests import people
from tests.factories.pairs import (
    ActivePairFactory,
    MeetingFactory,
    a_mentee,
    a_mentor,
    programme,
)
from tests.factories.reports import ReportFactory, SubmittedReportFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 20, 9, tzinfo=UTC)
QUARTER = Quarter(2026, 4)


def wanted(now=NOW, by=None):
    """Ask for the report of the fourth quarter of 2026."""
    school = people.the_school()
    programme(school)
    return building.want_report(
        organization=school, quarter=QUARTER, by=by or people.curator(), now=now
    )


def built(now=NOW):
    """A report that a worker has built."""
    report, job = wanted(now)
    jobs.run(job.pk, now=lambda: now)
    report.refresh_from_db()
    return report


def test_the_worker_builds_the_report_in_steps():
    a_mentee()
    report, job = wanted()
    seen = []
    run = jobs.Run(job, now=lambda: NOW)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING)
    run.step = lambda done, total, label="": seen.append((done, total))

    building.build_report(run)

    report.refresh_from_db()
    assert seen == [(0, 3), (1, 3), (3, 3)]
    assert report.built_at == NOW
    assert report.facts["figures"]["mentees"] == 1


def test_people_are_counted_and_not_pairs():
    mentor = a_mentor()
    for mentee in (a_mentee(), a_mentee()):
        ActivePairFactory(mentor=mentor, mentee=mentee)

    figures = built().facts["figures"]

    assert (figures["mentors"], figures["mentees_in_pairs"], figures["pairs_active"]) == (1, 2, 2)
    assert figures["groups"] == 1


def test_meetings_and_consents_of_the_quarter_are_counted():
    MeetingFactory(held_on=date(2026, 10, 10))
    MeetingFactory(held_on=date(2026, 10, 11), cancelled_at=NOW)
    a_mentee(gives=False)

    figures = built().facts["figures"]

    assert (figures["meetings"], figures["consents_missing"]) == (1, 1)


def test_every_figure_knows_the_records_behind_it():
    mentee = a_mentee()

    report = built()

    figures = {figure.code: figure for figure in report.figures.all()}
    assert figures["mentees"].behind == [mentee.pk]
    assert {code: figure.value for code, figure in figures.items()} == report.facts["figures"]


def test_what_changes_after_the_submission_does_not_change_the_report():
    a_mentee()
    report = built()
    sent = review.submit_report(report, by=people.director(), now=NOW)

    a_mentee()
    with pytest.raises(building.AlreadySubmitted):
        wanted(NOW + timedelta(days=1))
    with pytest.raises(building.AlreadySubmitted):
        building.store(sent, {}, {}, now=NOW)

    sent.refresh_from_db()
    assert (sent.facts["figures"]["mentees"], sent.sha256) == (1, report.sha256)


def test_a_draft_is_built_anew_in_its_place():
    first = built()
    a_mentee()

    again = built(NOW + timedelta(hours=1))

    assert again.pk == first.pk
    assert again.facts["figures"]["mentees"] == 1
    assert ReportFigure.objects.filter(report=again, code="mentees").count() == 1


def test_a_report_asked_for_twice_is_built_once():
    first, second = wanted(), wanted()

    assert first == second


def test_a_worker_killed_in_the_middle_is_replaced_and_the_report_is_built_once():
    a_mentee()
    report, job = wanted()
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, attempt=1, lease_until_at=NOW + timedelta(minutes=2)
    )

    jobs.run(job.pk, now=lambda: NOW)
    early = Report.objects.get(pk=report.pk).built_at
    for _worker in range(2):
        jobs.run(job.pk, now=lambda: NOW + timedelta(minutes=5))

    job.refresh_from_db()
    report.refresh_from_db()
    assert early is None
    assert (job.state, job.attempt) == (JobState.DONE, 2)
    assert report.built_at == NOW + timedelta(minutes=5)
    assert report.figures.filter(code="mentees").count() == 1


def test_a_quarter_that_has_not_begun_is_not_reported():
    programme()
    with pytest.raises(building.NothingToReport):
        building.want_report(
            organization=people.the_school(),
            quarter=Quarter(2027, 1),
            by=people.curator(),
            now=NOW,
        )


def test_a_school_without_a_programme_has_nothing_to_report():
    with pytest.raises(building.NothingToReport):
        building.want_report(
            organization=people.the_neighbour(), quarter=QUARTER, by=people.stranger(), now=NOW
        )


def test_someone_who_left_before_is_counted_no_more():
    left = a_mentee()
    MenteeProfile.objects.filter(person=left).update(left_on=date(2026, 10, 1))
    left.archived_at = NOW - timedelta(days=30)
    left.save(update_fields=["archived_at"])

    figures = built().facts["figures"]

    assert (figures["mentees"], figures["learners"]) == (0, 0)


def test_figures_take_the_same_number_of_queries_for_a_large_school(
    django_assert_max_num_queries,
):
    for _number in range(8):
        MeetingFactory(pair=ActivePairFactory())
    report, _job = wanted()

    with django_assert_max_num_queries(14):
        building.read_facts(report, now=NOW)


def test_a_returned_report_is_corrected_in_a_new_version():
    old = SubmittedReportFactory(quarter=4, state=ReportState.RETURNED)

    report, _job = wanted()

    old.refresh_from_db()
    assert (report.version, report.state, old.replaced_by) == (2, ReportState.DRAFT, report)


def test_the_curator_builds_from_the_page_and_sees_how_far_it_is(sign_in):
    programme()
    client = sign_in(people.curator())

    answer = client.post(reverse("build-report"), {"quarter": "2026-3"}, follow=True)

    assert answer.redirect_chain[0][0] == reverse("job", args=[Report.objects.get().job_id])
    assert answer.status_code == 200


def test_an_unbuilt_report_says_that_it_is_being_built(sign_in):
    report = ReportFactory(built_at=None, facts={}, sha256="")

    answer = sign_in(people.curator()).get(reverse("report", args=[report.pk]))

    assert "собирается" in answer.text.lower()
    assert timezone.now() > NOW or answer.status_code == 200
