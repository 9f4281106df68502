"""The home page of every role: one question each, answered from the rooms' own queries."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.states import Role
from kernel import approvals, heartbeat
from kernel.calendar import SchoolYear, today_in
from kernel.journal import until_next_deed
from kernel.pieces import Station, Task, Tone
from kernel.russian import date_words, day_words
from mentoring.consent_tasks import consent_tasks
from mentoring.first_steps import first_steps, has_colleague, has_consents, has_requisites
from notices.models import Notice
from notices.states import MailState
from pairs.models import Pair
from pairs.queries.cards import MentorCard, mentor_cards, my_pairs
from pairs.queries.pages import todo_of
from participants.models import Guardian, Person, PersonQuerySet
from participants.queries import consent_statuses
from participants.queries.assessments import mentees_to_measure, unmeasured
from participants.queries.observations import waiting_for
from participants.states import ConsentStatus, Purpose
from reports.models import Report
from reports.queries import SchoolLine, quarter_to_report, school_lines
from reports.states import ReportState
from roadmap.models import Activity, Programme, Roadmap
from roadmap.queries import due_in, programme_in, road_of
from roadmap.states import RoadmapState
from surveys.models import Campaign
from surveys.queries.answering import to_answer

SHOWN = 8
# What people enter within a week can be entered again.
OLD_BACKUP = timedelta(days=7)


@dataclass
class Home:
    """What one home page shows; a template takes only what its role has."""

    template: str
    question: "str | Promise"
    stations: list[Station] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    waiting: list[Any] = field(default_factory=list)
    cards: list[MentorCard] = field(default_factory=list)
    invitations: list[Any] = field(default_factory=list)
    people: list[Any] = field(default_factory=list)
    lines: list[SchoolLine] = field(default_factory=list)
    steps: list[Task] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def people_shown(self) -> set[int]:
        """The people whose data the page shows, for the journal."""
        listed = [one[0] if isinstance(one, tuple) else one for one in self.people]
        paired = [side for card in self.cards for side in (card.pair.mentor, card.pair.mentee)]
        return {person.pk for person in (*listed, *paired)}


Maker = Callable[[Membership, datetime, date], Home]


def home_of(membership: Membership, now: datetime) -> Home:
    """Make the home page of the role that the person acts through."""
    today = today_in(membership.organization.time_zone, now)
    return MAKERS[Role(membership.role)](membership, now, today)


def _programme(membership: Membership, today: date) -> Programme | None:
    return programme_in(membership.organization, SchoolYear.of(today).start)


def curator(membership: Membership, now: datetime, today: date) -> Home:
    """What must I do this week; counted anew after each deed of the school."""
    place = f"home-{membership.pk}-{today:%Y%m%d}-{get_language()}"
    make = partial(_curator, membership, now, today)
    return until_next_deed(place, make, tenant_id=membership.organization_id)


def _curator(membership: Membership, now: datetime, today: date) -> Home:
    programme = _programme(membership, today)
    home = Home("home/curator.html", gettext_lazy("What must be done this week"))
    if programme is None or not hasattr(programme, "roadmap"):
        home.steps = first_steps(membership, has_roadmap=False)
        return home
    if not programme.roadmap.is_in_force or not has_consents(membership):
        home.steps = first_steps(membership, has_roadmap=True)
    home.stations = road_of(programme, today)
    home.tasks = [
        *_roadmap_tasks(programme.roadmap),
        *_due_tasks(programme, membership, today),
        *todo_of(programme, today),
        *consent_tasks(membership, _taking_part(membership), today),
        *_influence_tasks(membership, today),
        *_survey_tasks(membership),
        *_report_tasks(membership, now, today),
    ]
    return home


def _roadmap_tasks(roadmap: Roadmap) -> list[Task]:
    url = reverse("roadmap-plan", args=[roadmap.pk])
    if roadmap.state == RoadmapState.DRAFT:
        text = _("Look the roadmap through and send it to the director")
        return [Task(text, url, _("Open the roadmap"), "", Tone.ACCENT, "route")]
    if roadmap.state == RoadmapState.RETURNED:
        text = _("The roadmap was returned: correct it and send it again")
        return [Task(text, url, _("Open the roadmap"), roadmap.comment[:120], Tone.BAD, "undo-2")]
    return []


def _due_tasks(programme: Programme | None, membership: Membership, today: date) -> list[Task]:
    if programme is None:
        return []
    due = due_in(programme, membership, today)
    late = [activity for activity in due if activity.is_overdue(today)][:SHOWN]
    soon = [activity for activity in due if not activity.is_overdue(today)][:SHOWN]
    return [
        *(
            _due_task(activity, Tone.BAD, "circle-alert", _("overdue since %(day)s"))
            for activity in late
        ),
        *(
            _due_task(activity, Tone.WARN, "calendar-clock", _("until %(day)s"))
            for activity in soon
        ),
    ]


def _due_task(activity: Activity, tone: Tone, icon: str, note: str) -> Task:
    return Task(
        activity.title,
        reverse("activity", args=[activity.pk]),
        _("Open"),
        note % {"day": day_words(activity.due_on) if activity.due_on else ""},
        tone,
        icon,
    )


def _influence_tasks(membership: Membership, today: date) -> list[Task]:
    """Whom nobody has measured while it can still be made up for."""
    mentees = mentees_to_measure(membership)
    missing = unmeasured(mentees, year=SchoolYear.of(today).start).count()
    if not missing:
        return []
    text = ngettext(
        "%(count)d mentee is not measured at the start",
        "%(count)d mentees are not measured at the start",
        missing,
    ) % {"count": missing}
    note = _("at the end there will be nothing to compare with")
    return [Task(text, reverse("influence"), _("See who"), note, Tone.WARN, "trending-up")]


def _taking_part(membership: Membership) -> PersonQuerySet:
    kept = Person.objects.filter(organization_id=membership.organization_id).kept()
    is_mentee = Q(mentee__left_on=None, mentee__isnull=False)
    is_mentor = Q(mentor__left_on=None, mentor__isnull=False)
    return kept.filter(is_mentee | is_mentor)


def _survey_tasks(membership: Membership) -> list[Task]:
    waiting = Campaign.objects.visible_to(membership).with_waiting_proposals()
    tasks = []
    for campaign in waiting[:SHOWN]:
        text = ngettext(
            "“%(title)s”: %(count)d new answer",
            "“%(title)s”: %(count)d new answers",
            campaign.new_count,
        ) % {"title": campaign.title, "count": campaign.new_count}
        url = reverse("campaign", args=[campaign.pk])
        tasks.append(Task(text, url, _("Open"), "", Tone.ACCENT, "clipboard-list"))
    return tasks


def _report_tasks(membership: Membership, now: datetime, today: date) -> list[Task]:
    quarter = quarter_to_report(membership.organization, now)
    report = (
        Report.objects.visible_to(membership)
        .newest()
        .filter(
            organization_id=membership.organization_id, year=quarter.year, quarter=quarter.number
        )
        .first()
    )
    if report is not None and report.state in (ReportState.SUBMITTED, ReportState.ACCEPTED):
        return []
    if report is not None and report.state == ReportState.RETURNED:
        text = _("The report for %(period)s was returned") % {"period": quarter.label}
        url = reverse("report", args=[report.pk])
        return [Task(text, url, _("Open"), report.comment[:120], Tone.BAD, "undo-2")]
    if report is not None and report.built_at:
        text = _("The report for %(period)s is built: the director sends it") % {
            "period": quarter.label
        }
        url = reverse("report", args=[report.pk])
        return [Task(text, url, _("Open"), "", Tone.CALM, "chart-column")]
    late = today > quarter.report_due_on
    note = _("overdue since %(day)s") if late else _("until %(day)s")
    return [
        Task(
            _("Report for %(period)s") % {"period": quarter.label},
            reverse("reports"),
            _("Build the report"),
            note % {"day": day_words(quarter.report_due_on)},
            Tone.BAD if late else Tone.WARN,
            "chart-column",
        )
    ]


def director(membership: Membership, now: datetime, today: date) -> Home:
    """What waits for my signature, and are we on time."""
    del now
    programme = _programme(membership, today)
    home = Home("home/director.html", gettext_lazy("What waits for your signature"))
    home.waiting = approvals.waiting_for(membership)
    if programme is not None:
        home.stations = road_of(programme, today)
        home.facts["pairs"] = Pair.objects.filter(programme=programme).active().count()
    else:
        home.facts["has_curator"] = has_colleague(membership, Role.CURATOR)
    home.tasks = [
        *_requisites_task(membership),
        *_due_tasks(programme, membership, today),
    ]
    return home


def _requisites_task(membership: Membership) -> list[Task]:
    if has_requisites(membership.organization):
        return []
    text = _("Fill in the requisites of the organization: they are printed on papers")
    url = reverse("edit-organization", args=[membership.organization_id])
    return [Task(text, url, _("Fill in"), "", Tone.WARN, "building-2")]


def specialist(membership: Membership, now: datetime, today: date) -> Home:
    """Whom am I asked about."""
    home = Home("home/specialist.html", gettext_lazy("Whom you are asked about"))
    home.tasks = [
        *_asked_tasks(membership, now),
        *_due_tasks(_programme(membership, today), membership, today),
    ]
    home.invitations = list(to_answer(membership.user, now))
    seen = Person.objects.visible_to(membership).kept()
    home.people = list(
        seen.filter(mentee__isnull=False, mentee__left_on=None)
        .exclude(pairs_as_mentee__in=Pair.objects.open())
        .order_by("sort_name", "pk")[:SHOWN]
    )
    return home


def _asked_tasks(membership: Membership, now: datetime) -> list[Task]:
    """About whose request the person is asked."""
    return [
        Task(
            _("Tell about the request of a mentee"),
            reverse("answer-observation", args=[asked.pk]),
            _("Answer"),
            _("until %(day)s") % {"day": day_words(asked.expires_at.date())},
            Tone.ACCENT,
            "message-circle",
        )
        for asked in waiting_for(membership, now)[:SHOWN]
    ]


def mentor(membership: Membership, now: datetime, today: date) -> Home:
    """How are my mentees, what is next."""
    home = Home("home/mentor.html", gettext_lazy("How your mentees are doing"))
    home.cards = mentor_cards(membership, today)
    home.invitations = list(to_answer(membership.user, now))
    return home


def mentee(membership: Membership, now: datetime, today: date) -> Home:
    """Who helps me, what is next."""
    home = Home("home/mentee.html", gettext_lazy("Who helps you and what is next"))
    home.cards = my_pairs(membership, today)
    home.invitations = list(to_answer(membership.user, now))
    return home


def guardian(membership: Membership, now: datetime, today: date) -> Home:
    """What is kept about my child, what did I sign."""
    home = Home("home/guardian.html", gettext_lazy("Your children in the programme"))
    links = (
        Guardian.objects.filter(
            guardian__user_id=membership.user_id,
            guardian__organization_id=membership.organization_id,
            confirmed_at__isnull=False,
        )
        .select_related("child")
        .order_by("child__sort_name", "pk")
    )
    children = [link.child for link in links]
    statuses = consent_statuses(children, Purpose.TAKING_PART, today=today)
    home.people = [(child, ConsentStatus(statuses[child.pk])) for child in children]
    home.cards = my_pairs(membership, today)
    home.invitations = list(to_answer(membership.user, now))
    return home


def above(membership: Membership, now: datetime, today: date) -> Home:
    """Which schools are late; is the region on its way."""
    is_region = membership.role == Role.REGION
    question = (
        gettext_lazy("How the region is doing")
        if is_region
        else gettext_lazy("Which schools are late")
    )
    home = Home("home/above.html", question)
    quarter = quarter_to_report(membership.organization, now)
    home.lines = school_lines(membership, quarter, today)
    roadmaps = Roadmap.objects.visible_to(membership).filter(
        programme__year=SchoolYear.of(today).start
    )
    states = {
        roadmap.programme.organization_id: roadmap
        for roadmap in roadmaps.select_related("programme")
    }
    home.waiting = approvals.waiting_for(membership)
    home.facts = {
        "quarter": quarter,
        "roadmaps": states,
        "school_count": len(home.lines),
        "come_count": sum(line.report is not None for line in home.lines),
        "late_count": sum(line.is_late for line in home.lines),
        "in_force_count": sum(roadmap.is_in_force for roadmap in states.values()),
    }
    return home


@dataclass(frozen=True)
class Backup:
    """What there is to lose: when a backup of this installation was last made and verified."""

    words: str
    is_old: bool


def last_backup(now: datetime) -> Backup:
    """Say how old the last backup is; without any, or after a week, that is a warning."""
    made_at = heartbeat.last_beat(heartbeat.BACKUP)
    if made_at is None:
        return Backup(_("There is no backup yet"), is_old=True)
    day = date_words(timezone.localtime(made_at).date())
    return Backup(
        _("The last backup is of %(day)s") % {"day": day}, is_old=now - made_at > OLD_BACKUP
    )


def admin(membership: Membership, now: datetime, today: date) -> Home:
    """Does the system work."""
    del membership, today
    home = Home("home/admin.html", gettext_lazy("How the system is doing"))
    owed = Notice.objects.to_mail(now)
    home.facts = {
        "owed_count": owed.count(),
        "given_up_count": Notice.objects.filter(mail_state=MailState.GAVE_UP).count(),
        "backup": last_backup(now),
    }
    return home


MAKERS: dict[Role, Maker] = {
    Role.CURATOR: curator,
    Role.DIRECTOR: director,
    Role.PSYCHOLOGIST: specialist,
    Role.CLASS_TEACHER: specialist,
    Role.MENTOR: mentor,
    Role.PARTNER: mentor,
    Role.MENTEE: mentee,
    Role.GUARDIAN: guardian,
    Role.MUNICIPALITY: above,
    Role.REGION: above,
    Role.ADMIN: admin,
}
