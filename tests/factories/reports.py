"""Reports of a school: the least that is valid."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from kernel.documents.issue import fingerprint
from reports.models import Report, ReportFigure
from reports.states import ReportState
from tests import people

BUILT_AT = datetime(2026, 10, 3, 6, tzinfo=UTC)
SUBMITTED_AT = datetime(2026, 10, 5, 6, tzinfo=UTC)
FIGURES = {"mentees": 12, "mentors": 7, "pairs_dissolved": 0}
FACTS = {
    "as_of": "2026-09-30",
    "form": "Информация",
    "figures": FIGURES,
    "activities": [
        {
            "stage": "1. Подготовка",
            "number": "1.2",
            "title": "Назначить куратора",
            "deadline": "до 15 сентября",
            "due_on": "2026-09-15",
            "state": "done",
            "done_on": "2026-09-10",
            "note": "",
            "evidence_count": 1,
        }
    ],
}


class ReportFactory(DjangoModelFactory):
    """A built draft of the school for the third quarter of 2026."""

    class Meta:
        model = Report

    organization = factory.LazyFunction(people.the_school)
    year = 2026
    quarter = 3
    built_at = BUILT_AT
    facts = factory.LazyFunction(lambda: {**FACTS, "figures": dict(FIGURES)})
    sha256 = factory.LazyAttribute(lambda made: fingerprint(made.facts))


class SubmittedReportFactory(ReportFactory):
    """Sent to the municipality."""

    state = ReportState.SUBMITTED
    submitted_at = SUBMITTED_AT


class AcceptedReportFactory(SubmittedReportFactory):
    """Taken into the sums."""

    state = ReportState.ACCEPTED
    accepted_at = SUBMITTED_AT


class ReportFigureFactory(DjangoModelFactory):
    """How many mentees there are."""

    class Meta:
        model = ReportFigure

    report = factory.SubFactory(ReportFactory)
    code = "mentees"
    position = 0
    value = 0
