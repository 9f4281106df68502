"""Facts of several rooms that prove activities of the roadmap; `mentoring.wiring` names them."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.models import Organization
from kernel.calendar import Quarter, today_in
from pairs.models import Meeting, Pair, PairOrder, QueueCard
from pairs.states import MeetingKind, OrderState, PairState, QueueState
from participants.models import (
    Interview,
    Measurement,
    MenteeProfile,
    MentorProfile,
    Person,
    PersonQuerySet,
)
from participants.queries import count_without_consent
from participants.states import MeasuredAt, Purpose
from reports.models import Report
from reports.states import ReportState
from roadmap.models import Programme
from roadmap.proofs import Progress
from surveys.models import Campaign, Invitation
from surveys.states import CampaignState

Measure = Callable[[Programme], Progress]

MONTH = timedelta(days=31)
AT_WORK = (PairState.ACTIVE, PairState.COMPLETED)


def consents_in(programme: Programme) -> Progress:
    """How many mentees have a valid consent to take part."""
    people = _people(programme).filter(mentee__isnull=False, mentee__left_on=None)
    return _with_consent(programme, people, address("mentees", "consent=missing"))


def mentor_consents(programme: Programme) -> Progress:
    """How many mentors have a valid consent to take part."""
    people = _people(programme).filter(mentor__isnull=False, mentor__left_on=None)
    return _with_consent(programme, people, address("mentors", "consent=missing"))


def mentee_base(programme: Programme) -> Progress:
    """How many mentees are described well enough to be matched: a request and a direction."""
    mentees = MenteeProfile.objects.filter(person__in=_people(programme), left_on=None)
    directed = MenteeProfile.objects.filter(pk=OuterRef("pk"), directions__isnull=False)
    return _share(mentees, Exists(directed) & ~Q(request=""), address("mentees"))


def mentor_base(programme: Programme) -> Progress:
    """How many mentors are described well enough: what they help with and in which form."""
    mentors = MentorProfile.objects.filter(person__in=_people(programme), left_on=None)
    described = MentorProfile.objects.filter(
        pk=OuterRef("pk"), directions__isnull=False, forms__isnull=False
    )
    return _share(mentors, Exists(described), address("mentors"))


def measured_before(programme: Programme) -> Progress:
    """How many mentees were measured at the start."""
    mentees = MenteeProfile.objects.filter(person__in=_people(programme), left_on=None)
    known = Measurement.objects.filter(
        person=OuterRef("person"), year=programme.year, moment=MeasuredAt.BEFORE
    )
    return _share(mentees, Exists(known), address("influence"))


def interviews_held(programme: Programme) -> Progress:
    """With how many mentors somebody has talked and decided."""
    mentors = MentorProfile.objects.filter(person__in=_people(programme), left_on=None)
    talked = Interview.objects.decided().filter(person=OuterRef("person"))
    return _share(mentors, Exists(talked), address("interviews"))


def mentors_trained(programme: Programme) -> Progress:
    """How many mentors have finished their training."""
    mentors = MentorProfile.objects.filter(person__in=_people(programme), left_on=None)
    return _share(mentors, Q(trained_on__isnull=False), address("training"))


def answers_to(*codes: str) -> Measure:
    """How many of those who were asked some questionnaires have answered them.

    A questionnaire for one form of mentoring, or a copy that a school has changed, has the code
    with an ending of its own. A campaign that is closed is over, however many have answered.
    """
    meant = Q(questionnaire__code__in=codes)
    for code in codes:
        meant |= Q(questionnaire__code__startswith=f"{code}-")

    def measure(programme: Programme) -> Progress:
        campaigns = Campaign.objects.filter(meant, programme=programme).exclude(
            state=CampaignState.DRAFT
        )
        asked = Invitation.objects.filter(campaign__in=campaigns)
        said = asked.aggregate(
            total=Count("pk"),
            done=Count("pk", filter=Q(answered_on__isnull=False)),
            open=Count("pk", filter=~Q(campaign__state=CampaignState.CLOSED)),
        )
        is_over = bool(said["done"]) and not said["open"]
        return Progress(said["done"], said["total"], address("questionnaires"), is_over)

    return measure


def orders_signed(programme: Programme) -> Progress:
    """How many orders that fix pairs are signed, of those that are drawn up."""
    drawn_up = PairOrder.objects.filter(programme=programme).exclude(state=OrderState.DISCARDED)
    return _share(drawn_up, Q(state=OrderState.SIGNED), address("orders"))


def first_meetings(programme: Programme) -> Progress:
    """How many pairs that an order made active have met at least once."""
    return _have_met(programme, Meeting.objects.filter(cancelled_at=None))


def meetings_of(kind: MeetingKind) -> Measure:
    """How many pairs at work have held their meeting of one kind."""

    def measure(programme: Programme) -> Progress:
        return _have_met(programme, Meeting.objects.filter(cancelled_at=None, kind=kind))

    return measure


def monthly_meetings(programme: Programme) -> Progress:
    """How many pairs at work have met within the last month."""
    lately = Meeting.objects.filter(cancelled_at=None, held_on__gte=_today(programme) - MONTH)
    return _have_met(programme, lately, only_active=True)


def queue_settled(programme: Programme) -> Progress:
    """How many of those who waited without a pair wait no more."""
    waited = QueueCard.objects.filter(programme=programme)
    return _share(waited, ~Q(state=QueueState.WAITING), address("queue"))


def quarterly_reports(programme: Programme) -> Progress:
    """How many quarters of the school year that are over have a report that was sent."""
    return _reports(programme, ReportState.SUBMITTED, ReportState.ACCEPTED)


def reports_accepted(programme: Programme) -> Progress:
    """How many quarters of the school year that are over have a report that was accepted."""
    return _reports(programme, ReportState.ACCEPTED)


def reports_of_schools(programme: Programme) -> Progress:
    """How many quarterly reports of the organizations below are accepted: for those above."""
    over = _quarters_over(programme)
    schools = Organization.objects.within(programme.organization_id).educational()
    accepted = Report.objects.newest().filter(
        _within(over), organization__in=schools, state=ReportState.ACCEPTED
    )
    done = accepted.count() if over else 0
    return Progress(done, schools.count() * len(over), address("reports"))


def address(url_name: str, query: str = "") -> str:
    """Find an address by its name; nothing for a page that this installation lacks."""
    try:
        found = reverse(url_name)
    except NoReverseMatch:
        return ""
    return f"{found}?{query}" if query else found


def _today(programme: Programme) -> date:
    return today_in(programme.organization.time_zone, timezone.now())


def _people(programme: Programme) -> PersonQuerySet:
    return Person.objects.kept().filter(organization=programme.organization_id)


def _with_consent(programme: Programme, people: PersonQuerySet, url: str) -> Progress:
    total = people.count()
    missing = count_without_consent(people, Purpose.TAKING_PART, _today(programme))
    return Progress(total - missing, total, url)


def _share(records: QuerySet, is_done: Q | Exists, url: str) -> Progress:  # type: ignore[type-arg]
    said = records.order_by().aggregate(total=Count("pk"), done=Count("pk", filter=is_done))
    return Progress(said["done"], said["total"], url)


def _have_met(
    programme: Programme,
    meetings: QuerySet[Meeting],
    *,
    only_active: bool = False,
) -> Progress:
    states = [PairState.ACTIVE] if only_active else AT_WORK
    paired = Pair.objects.filter(programme=programme, state__in=states)
    return _share(paired, Exists(meetings.filter(pair=OuterRef("pk"))), address("pairs"))


def _reports(programme: Programme, *states: ReportState) -> Progress:
    over = _quarters_over(programme)
    found = Report.objects.newest().filter(
        _within(over), organization=programme.organization_id, state__in=states
    )
    return Progress(found.count() if over else 0, len(over), address("reports"))


def _quarters_over(programme: Programme) -> list[Quarter]:
    today, year = _today(programme), programme.school_year
    return [
        quarter
        for quarter in year.quarters()
        if year.starts_on <= quarter.ends_on < today and quarter.ends_on <= year.ends_on
    ]


def _within(quarters: list[Quarter]) -> Q:
    wanted = Q(pk=None)
    for quarter in quarters:
        wanted |= Q(year=quarter.year, quarter=quarter.number)
    return wanted
