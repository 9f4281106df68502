"""Facts of several rooms that prove activities of the roadmap; `mentoring.wiring` names them."""

from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from kernel.calendar import Quarter, today_in
from pairs.models import Pair
from pairs.states import PairState
from participants.models import MenteeProfile, Person
from participants.queries.gate import available_mentees
from reports.models import Report
from reports.states import ReportState
from roadmap.models import Programme
from roadmap.proofs import Progress
from surveys.models import Invitation


def consents_in(programme: Programme) -> Progress:
    """How many mentees have a valid consent to take part."""
    today = today_in(programme.organization.time_zone, timezone.now())
    mentees = MenteeProfile.objects.filter(
        person__in=Person.objects.kept().filter(organization=programme.organization_id),
        left_on=None,
    )
    given = len(available_mentees(programme, today))
    return Progress(given, mentees.count(), address("consents"))


def mentee_answers(programme: Programme) -> Progress:
    """How many of the asked mentees have answered their application."""
    asked = Invitation.objects.filter(
        campaign__programme=programme, campaign__questionnaire__code="mentee-application"
    )
    answered = asked.filter(answered_at__isnull=False)
    return Progress(answered.count(), asked.count(), address("questionnaires"))


def first_meetings(programme: Programme) -> Progress:
    """How many pairs that an order made active have met at least once."""
    paired = Pair.objects.filter(
        programme=programme, state__in=[PairState.ACTIVE, PairState.COMPLETED]
    )
    met = paired.filter(meetings__cancelled_at=None, meetings__isnull=False).distinct()
    return Progress(met.count(), paired.count(), address("pairs"))


def quarterly_reports(programme: Programme) -> Progress:
    """How many quarters of the school year that are over have a report that was sent."""
    today = today_in(programme.organization.time_zone, timezone.now())
    year = programme.school_year
    over = [
        quarter
        for quarter in year.quarters()
        if year.starts_on <= quarter.ends_on < today and quarter.ends_on <= year.ends_on
    ]
    sent = Report.objects.newest().filter(
        _within(over),
        organization=programme.organization_id,
        state__in=[ReportState.SUBMITTED, ReportState.ACCEPTED],
    )
    return Progress(sent.count() if over else 0, len(over), address("reports"))


def address(url_name: str) -> str:
    """Find an address by its name; nothing for a page that this installation lacks."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _within(quarters: list[Quarter]) -> Q:
    wanted = Q(pk=None)
    for quarter in quarters:
        wanted |= Q(year=quarter.year, quarter=quarter.number)
    return wanted
