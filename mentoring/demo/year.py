"""The school year in progress: plans, papers, answers, pairs, meetings and reports."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from accounts.models import Membership, Organization
from accounts.states import OrganizationKind, Role
from kernel import jobs
from kernel.calendar import Quarter, previous_working_day, today_in
from kernel.models import Job
from mentoring.demo.world import World
from pairs import assignment
from pairs.actions import meetings, orders, proposals
from pairs.models import Pair, PairOrder
from pairs.order_facts import needed_forms
from participants.actions import presets as of_participants
from participants.models import Consent, ConsentText, Guardian, MenteeProfile, Person
from participants.states import Channel, ConsentState, Purpose
from reports.actions import building, review
from reports.models import Report
from roadmap.actions import activities, assigning, comments, drafts, programmes, roadmaps
from roadmap.models import Activity, Programme, Roadmap
from roadmap.templates_shipped import shipped
from surveys.actions import answering, campaigns
from surveys.actions import presets as of_surveys
from surveys.models import Campaign, Questionnaire
from surveys.states import Privacy, QuestionKind

HEADS = {
    OrganizationKind.COLLEGE: "college",
    OrganizationKind.KINDERGARTEN: "teachers",
}
TOPICS = (
    "Познакомились, договорились о правилах и времени встреч",
    "Решали вместе первую задачу, обоим понравилось",
    "Составили план на полугодие",
    "Разобрали трудную тему и повторили пройденное",
    "Готовили выступление, репетировали",
    "Были на экскурсии, обсудили увиденное",
    "Проверили, что получилось из плана",
)


def moment(world: World, day: date, hour: int = 12) -> datetime:
    """An hour of a day in the main school's time zone."""
    return datetime.combine(day, time(hour), tzinfo=ZoneInfo(world.main.time_zone))


def day_of(world: World, month: int, day: int) -> date:
    """A day of this school year, never later than yesterday."""
    year = world.year.start if month >= 9 else world.year.start + 1
    return min(date(year, month, day), world.today - timedelta(days=1))


def load_presets(world: World) -> None:
    """Load what is shipped."""
    del world
    of_participants.load_presets()
    of_surveys.load_presets()


def consents(world: World) -> None:
    """Give most consents on paper, leave some out, have a few refused."""
    text = ConsentText.objects.get(organization=None, purpose=Purpose.TAKING_PART, version=1)
    given_on = day_of(world, 9, 25)
    rows = []
    for school in world.schools:
        recorded = world.by(school, Role.CURATOR).user_id
        parents = {
            link.child_id: link
            for link in Guardian.objects.filter(child__organization=school).order_by("pk")
        }
        people = Person.objects.filter(
            organization=school, kind__in=["pupil", "student", "employee"]
        )
        for person in people.order_by("pk"):
            rows += _papers(world, person, parents.get(person.pk), text, given_on, recorded)
    Consent.objects.bulk_create(rows, batch_size=500)


def _papers(
    world: World,
    person: Person,
    link: Guardian | None,
    text: ConsentText,
    given_on: date,
    recorded_by: int,
) -> list[Consent]:
    luck = world.random.random()
    if luck > 0.9 and person.user_id is None:
        return []
    refused = luck < 0.02 and person.user_id is None
    make = partial(
        Consent,
        person=person,
        purpose=Purpose.TAKING_PART,
        text=text,
        channel=Channel.PAPER,
        state=ConsentState.REFUSED if refused else ConsentState.GIVEN,
        answered_on=given_on,
        recorded_at=moment(world, given_on),
        recorded_by_id=recorded_by,
    )
    age = person.age(world.today) or 18
    papers = [make(signer_id=link.guardian_id, relation=link.relation)] if link and age < 18 else []
    if age >= 14 and (luck < 0.85 or person.user_id is not None):
        papers.append(make(signer=person))
    return papers


def plans(world: World) -> None:
    """Open every school's programme; most roadmaps are approved, some agreed, some still drafts."""
    opened_on = day_of(world, 9, 10)
    for number, school in enumerate(world.schools):
        curator, director = world.by(school, Role.CURATOR), world.by(school, Role.DIRECTOR)
        template = shipped()[HEADS.get(OrganizationKind(school.kind), "school")]
        now = moment(world, opened_on, 10)
        draft = drafts.take_template(template, year=world.year.start, by=curator, now=now)
        plan = programmes.open_programme(draft, by=curator, now=now, today=opened_on)
        _review(world, number, plan, curator, director)
        if number == 0:
            _assign(world, plan, curator)
        _live_through(world, plan, curator, late=number == 0 or number % 3 == 1)


def _review(
    world: World, number: int, plan: Roadmap, curator: Membership, director: Membership
) -> None:
    if number % 6 == 5:
        return
    sent = roadmaps.submit_roadmap(plan, by=curator, now=moment(world, day_of(world, 9, 11)))
    if number % 6 == 4:
        return
    approved = roadmaps.approve_roadmap(sent, by=director, now=moment(world, day_of(world, 9, 14)))
    parent = director.organization.parent
    if number % 3 != 2 and parent is not None:
        municipal = world.by(parent, Role.MUNICIPALITY)
        roadmaps.agree_roadmap(approved, by=municipal, now=moment(world, day_of(world, 9, 18)))


def _assign(world: World, plan: Roadmap, curator: Membership) -> None:
    psychologist = world.by(world.main, Role.PSYCHOLOGIST)
    now = moment(world, day_of(world, 9, 12))
    for number, activity in enumerate(_activities(plan)):
        assigning.assign_activity(
            activity,
            people=[curator, psychologist] if number % 7 == 3 else [curator],
            helpers=[psychologist] if number % 5 == 2 else [],
            bodies="педагогический совет" if number % 9 == 2 else "",
            by=curator,
            now=now,
        )


def _activities(plan: Roadmap) -> Iterator[Activity]:
    yield from Activity.objects.filter(stage__roadmap=plan).order_by("stage__position", "position")


def _live_through(world: World, plan: Roadmap, curator: Membership, *, late: bool) -> None:
    """Do in time what is due by today, except a little that is overdue where the school is late."""
    fresh = Roadmap.objects.get(pk=plan.pk)
    if not fresh.is_in_force:
        return
    due = [one for one in _activities(fresh) if one.due_on and one.due_on < world.today]
    left = 2 if late else 0
    for activity in due[: len(due) - left]:
        done_on = max(previous_working_day(activity.due_on or world.today), day_of(world, 9, 15))
        activities.complete_activity(
            activity,
            by=curator,
            today=min(done_on, world.today),
            now=moment(world, min(done_on, world.today), 15),
            note="Выполнено по плану.",
        )


def everyday(world: World) -> None:
    """What a running year looks like: a talk about what is late, and somebody who is away."""
    curator, director = world.by(world.main, Role.CURATOR), world.by(world.main, Role.DIRECTOR)
    psychologist = world.by(world.main, Role.PSYCHOLOGIST)
    planned = Activity.objects.filter(stage__roadmap__programme__organization=world.main)
    for activity in planned.overdue(world.today).order_by("due_on", "pk")[:1]:
        for author, text, hour in (
            (director, "Что мешает? Срок прошёл.", 9),
            (curator, "Жду данные от двух классов, закончим к пятнице.", 10),
        ):
            now = moment(world, world.today - timedelta(days=1), hour)
            comments.add_comment(activity, text=text, by=author, now=now)
    assigning.set_leave(
        psychologist,
        deputy=curator,
        since_on=world.today - timedelta(days=2),
        until_on=world.today + timedelta(days=5),
        by=curator,
        now=moment(world, world.today - timedelta(days=3)),
    )


def questionnaires(world: World) -> None:
    """Ask mentees and mentors of the main school; two thirds have answered."""
    curator = world.by(world.main, Role.CURATOR)
    programme = Programme.objects.get(organization=world.main, year=world.year.start)
    for code, title, people in (
        ("mentee-application", "Анкета наставляемого", _taking_part(world, "mentee")),
        ("mentor-application", "Анкета наставника", _taking_part(world, "mentor")),
        ("feedback", "Обратная связь: как идут встречи", _taking_part(world, "mentee")),
    ):
        questionnaire = Questionnaire.objects.published().get(code=code, organization=None)
        asked_on = day_of(world, 11, 10) if code == "feedback" else day_of(world, 9, 16)
        campaign = campaigns.plan_and_open(
            programme=programme,
            questionnaire=questionnaire,
            title=title,
            people=people,
            privacy=Privacy.NAMED,
            opens_at=moment(world, asked_on, 9),
            closes_at=moment(world, world.today + timedelta(days=20)),
            activity=None,
            reminders=(3, 2),
            by=curator,
            now=moment(world, asked_on, 9),
        )
        if code != "feedback":
            _answer(world, campaign, asked_on)
    _ask_anonymously(world, curator, programme)


def _ask_anonymously(world: World, curator: Membership, programme: Programme) -> None:
    """An anonymous campaign that is over: its box is open and its results can be read."""
    asked_on = day_of(world, 10, 12)
    campaign = campaigns.plan_and_open(
        programme=programme,
        questionnaire=Questionnaire.objects.filter(code="pulse", organization=None).latest(
            "version"
        ),
        title="Как тебе встречи? Анонимно",
        people=_taking_part(world, "mentee"),
        privacy=Privacy.ANONYMOUS,
        opens_at=moment(world, asked_on, 9),
        closes_at=None,
        activity=None,
        by=curator,
        now=moment(world, asked_on, 9),
    )
    _answer(world, campaign, asked_on)
    campaigns.close_campaign(
        campaign, by=curator, now=moment(world, asked_on + timedelta(days=6), 18)
    )


def _taking_part(world: World, part: str) -> list[Person]:
    people = Person.objects.filter(organization=world.main, **{f"{part}__isnull": False})
    return list(people.order_by("pk"))


def _answer(world: World, campaign: Campaign, asked_on: date) -> None:
    dice = world.random
    questions = list(campaign.questionnaire.questions.order_by("position"))
    profiles = {profile.person_id: profile.request for profile in MenteeProfile.objects.all()}
    waiting = campaign.invitations.select_related("person", "campaign").order_by("pk")
    for invitation in waiting:
        if dice.random() > 0.66:
            continue
        given: dict[str, object] = {}
        for question in questions:
            if question.kind in (QuestionKind.SHORT, QuestionKind.LONG):
                known = profiles.get(invitation.person_id, "")
                words = {"request": known, "name": str(invitation.person.name.full)}
                given[question.code] = words.get(question.code, "")
            elif question.kind == QuestionKind.NUMBER:
                given[question.code] = dice.randint(1, 3) if question.code == "capacity" else ""
            elif question.kind == QuestionKind.SCALE:
                given[question.code] = dice.randint(4, 10)
            elif question.kind == QuestionKind.YES_NO:
                given[question.code] = dice.choice(["yes", "no"])
        now = moment(world, asked_on + timedelta(days=dice.randint(0, 5)), 11)
        answering.submit_answers(invitation, given, by=None, now=now)


def pairs(world: World) -> None:
    """Match, order, meet: the main school has active pairs and new proposals."""
    for number, school in enumerate(world.schools):
        if number % 4 == 3:
            continue
        _match(world, school)
        _sign(world, school, leave=4 if number == 0 else 0)
    _meet(world)


def _match(world: World, school: Organization) -> None:
    programme = Programme.objects.get(organization=school, year=world.year.start)
    curator = world.by(school, Role.CURATOR)
    matched_at = moment(world, day_of(world, 10, 20))
    job = Job.objects.create(
        kind="pairs.matching",
        title="Подбор пар",
        params={"programme": programme.pk},
        tenant_id=school.pk,
        started_by=curator.user,
        role=curator.role,
        wanted_at=matched_at,
    )
    run = jobs.Run(job, lambda: matched_at)
    _hold(job, matched_at)
    proposals.run_matching(run, solve=assignment.solve)
    Job.objects.filter(pk=job.pk).update(state="done", finished_at=matched_at, lease_until_at=None)


def _hold(job: Job, now: datetime) -> None:
    Job.objects.filter(pk=job.pk).update(state="running", attempt=1, lease_until_at=now)
    job.refresh_from_db()


def _sign(world: World, school: Organization, *, leave: int) -> None:
    programme = Programme.objects.get(organization=school, year=world.year.start)
    curator, director = world.by(school, Role.CURATOR), world.by(school, Role.DIRECTOR)
    open_pairs = Pair.objects.filter(programme=programme).open().select_related("mentor", "mentee")
    # Those who sign in to the demo are to find their pair at work.
    proposed = sorted(
        open_pairs,
        key=lambda pair: (not (pair.mentor.user_id or pair.mentee.user_id), pair.pk),
    )
    chosen = proposed[: len(proposed) - leave]
    if not chosen:
        return
    signed_on = day_of(world, 10, 23)
    now = moment(world, signed_on)
    order = orders.draw_up_order(
        programme,
        pairs=[pair.pk for pair in chosen],
        word="приказ",
        until_on=date(world.year.start + 1, 5, 31),
        curator=curator,
        control=None,
        by=curator,
        now=now,
    )
    forms = {needed: needed.form for needed in needed_forms(order)}
    orders.confirm_names(order, forms=forms, by=curator, now=now)
    sent = orders.submit_order(order, by=curator, now=now, today=signed_on)
    orders.sign_order(PairOrder.objects.get(pk=sent.pk), by=director, now=now, today=signed_on)


def _meet(world: World) -> None:
    curator = world.by(world.main, Role.CURATOR)
    active = Pair.objects.filter(programme__organization=world.main).active().order_by("pk")
    for number, pair in enumerate(active):
        if number % 6 == 5 or pair.active_since_on is None:
            continue
        day = pair.active_since_on + timedelta(days=4)
        for topic in TOPICS[: 2 + number % 5]:
            if day >= world.today:
                break
            meetings.record_meeting(
                pair,
                held_on=day,
                lasted_minutes=world.random.choice((30, 40, 45, 60)),
                topic=topic,
                next_on=None,
                by=curator,
                now=moment(world, day, 16),
                today=day,
            )
            day += timedelta(days=world.random.choice((6, 7, 8)))


def reports(world: World) -> None:
    """The last quarter: most have sent their report; the main school's waits for its director."""
    quarter = Quarter.of(world.today).later(-1)
    for number, school in enumerate(world.schools):
        if number % 5 == 4:
            continue
        curator, director = world.by(school, Role.CURATOR), world.by(school, Role.DIRECTOR)
        if quarter.starts_on > today_in(school.time_zone, world.now):
            continue
        report = _built(world, school, quarter, curator)
        if number == 0:
            continue
        sent_at = moment(world, min(quarter.report_due_on, world.today), 11)
        sent = review.submit_report(report, by=director, now=sent_at)
        parent = school.parent
        if parent is None or number % 3 == 0:
            continue
        municipal = world.by(parent, Role.MUNICIPALITY)
        if number == 1:
            review.return_report(
                sent,
                by=municipal,
                now=sent_at,
                comment="Уточните число встреч: в журнале их больше.",
            )
        else:
            review.accept_report(sent, by=municipal, now=sent_at)


def _built(world: World, school: Organization, quarter: Quarter, by: Membership) -> Report:
    report = Report.objects.create(
        organization=school, year=quarter.year, quarter=quarter.number, made_by=by.user
    )
    said, behind = building.read_facts(report, now=world.now)
    building.store(report, said, behind, now=world.now)
    return Report.objects.select_related("organization__parent").get(pk=report.pk)
