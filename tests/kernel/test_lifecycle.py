"""The one mover of states."""

import pytest
from django.utils import timezone

from kernel.lifecycle import MoveRefused
from kernel.models import JournalEntry
from reports.models import Report
from reports.states import REPORT_LIFE, ReportState
from tests.factories.accounts import SchoolFactory
from tests.people import curator

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return Report.objects.create(organization=SchoolFactory(), year=2026, quarter=3)


def test_a_move_changes_the_state_and_writes_one_line_of_the_journal(report):
    by = curator(report.organization)

    moved = REPORT_LIFE.move(report, "submit", by=by, submitted_at=timezone.now())

    report.refresh_from_db()
    line = JournalEntry.objects.get(verb="submit")
    assert (moved.state, report.state) == (ReportState.SUBMITTED, ReportState.SUBMITTED)
    assert (line.subject, line.by_id, line.tenant_id, line.details) == (
        f"reports.report:{report.pk}",
        by.user_id,
        report.organization_id,
        {"came_from": "draft"},
    )


def test_a_move_from_elsewhere_is_refused_and_nothing_is_written(report):
    with pytest.raises(MoveRefused):
        REPORT_LIFE.move(report, "accept", by=None)

    report.refresh_from_db()
    assert (report.state, JournalEntry.objects.count()) == (ReportState.DRAFT, 0)


def test_a_move_looks_at_the_database_and_not_at_the_copy_in_hand(report):
    stale = Report.objects.get(pk=report.pk)
    REPORT_LIFE.move(report, "submit", by=None, submitted_at=timezone.now())

    with pytest.raises(MoveRefused):
        REPORT_LIFE.move(stale, "submit", by=None, submitted_at=timezone.now())


def test_a_failure_of_the_journal_undoes_the_move(report, monkeypatch):
    def broken(*_args, **_details):
        raise RuntimeError

    monkeypatch.setattr("kernel.lifecycle.journal.record", broken)

    with pytest.raises(RuntimeError):
        REPORT_LIFE.move(report, "submit", by=None, submitted_at=timezone.now())

    report.refresh_from_db()
    assert report.state == ReportState.DRAFT
