"""Stages 2 to 4 in the demo: what third parties said, interviews, training."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial

from accounts.models import Membership, Organization
from accounts.states import Role
from mentoring.demo.world import World
from mentoring.demo.year import day_of, moment
from participants.actions import interviews, learning, observations
from participants.actions import training as acts
from participants.actions.assessments import measure
from participants.consents import Verdict
from participants.models import Consent, ConsentText, Course, Enrolment, Person, TrainingGroup
from participants.states import (
    Channel,
    ConsentState,
    ConsentStatus,
    InterviewDecision,
    MeasuredAt,
    Purpose,
    SourceKind,
)


def groups(world: World) -> None:
    """The main school has talked with mentors, trained some and trains the others now."""
    _interviews(world)
    _third_parties(world)
    _measurements(world)
    mentors = list(
        Person.objects.filter(organization=world.main, mentor__isnull=False)
        .order_by("mentor__trained_on", "pk")
        .select_related("mentor")
    )
    trained = [person for person in mentors if person.mentor.trained_on]
    others = [person for person in mentors if not person.mentor.trained_on]
    _finished(world, trained[:12])
    _under_way(world, [*others, *[one for one in trained if one.user_id]][:12])


def _open(
    world: World, school: Organization, code: str, title: str, begins_on: date
) -> TrainingGroup:
    curator = world.by(school, Role.CURATOR)
    return acts.open_group(
        course=Course.objects.get(organization=None, code=code),
        title=title,
        begins_on=begins_on,
        starts_at=None,
        place="актовый зал",
        trainer="педагог-психолог школы",
        by=curator,
        now=moment(world, begins_on - timedelta(days=7), 10),
    )


def _finished(world: World, people: list[Person]) -> None:
    curator = world.by(world.main, Role.CURATOR)
    began_on = day_of(world, 10, 5)
    group = _open(world, world.main, "two-days", "Осенний интенсив", began_on)
    now = moment(world, began_on + timedelta(days=1), 17)
    acts.enrol_mentors(group, people=people, by=curator, now=now)
    learners = list(Enrolment.objects.filter(group=group).order_by("pk"))
    for lesson in group.lessons.order_by("position"):
        came = [one.pk for place, one in enumerate(learners) if place % 6 != lesson.position]
        learning.mark_lesson(lesson, present=came, by=curator, now=now)
    for place, enrolment in enumerate(learners):
        percent = (86, 100, 71, 57)[place % 4]
        learning.enter_test(enrolment, percent=percent, by=curator, now=now)
    if learners:
        learning.issue_certificates(group, by=curator, now=now, today=began_on + timedelta(days=1))


def _under_way(world: World, people: list[Person]) -> None:
    curator = world.by(world.main, Role.CURATOR)
    began_on = world.today - timedelta(days=7)
    group = _open(world, world.main, "four-weeks", "Школа наставника, вторая группа", began_on)
    now = moment(world, began_on, 17)
    acts.enrol_mentors(group, people=people, by=curator, now=now)
    learners = Enrolment.objects.filter(group=group).order_by("pk")
    first = group.lessons.order_by("position").first()
    if first is not None:
        came = [one.pk for place, one in enumerate(learners) if place % 4]
        learning.mark_lesson(first, present=came, by=curator, now=now)
    acts.add_material(
        group,
        title="Памятка: первая встреча пары",
        link="https://example.org/first-meeting",
        by=curator,
        now=now,
    )


def _interviews(world: World) -> None:
    """Most mentors are admitted; one is in reserve, one was refused, two are invited."""
    curator, psychologist = (
        world.by(world.main, role) for role in (Role.CURATOR, Role.PSYCHOLOGIST)
    )
    mentors = list(
        Person.objects.filter(organization=world.main, mentor__isnull=False).order_by("-pk")
    )
    held_on = day_of(world, 9, 29)
    plan = partial(
        interviews.plan_interviews,
        starts_at=time(14),
        minutes=20,
        place="кабинет психолога",
        interviewer=curator,
        second=psychologist,
        by=curator,
    )
    now = moment(world, held_on - timedelta(days=5))
    ends = {0: InterviewDecision.REFUSED, 1: InterviewDecision.RESERVE}
    held = plan(people=mentors[:1] + mentors[3:], held_on=held_on, now=now)
    for place, interview in enumerate(held):
        decision = ends.get(place, InterviewDecision.READY)
        refused = decision == InterviewDecision.REFUSED
        interviews.decide_interview(
            interview,
            sheet=interviews.Sheet(
                marks=tuple("partly" if refused else "yes" for _point in interview.criteria),
                notes="Говорит спокойно, хочет начать с одного подопечного.",
                decision=decision,
                private_reason="Пока нет времени: ведёт выпускной класс." if refused else "",
            ),
            by=curator,
            now=moment(world, held_on, 16),
            today=held_on,
        )
    plan(people=mentors[1:3], held_on=world.today + timedelta(days=2), now=world.now)


def _third_parties(world: World) -> None:
    """The class teacher of 7А has told of one mentee and is asked about another."""
    curator = world.by(world.main, Role.CURATOR)
    teacher = world.by(world.main, Role.CLASS_TEACHER)
    mentees = Person.objects.filter(organization=world.main, mentee__isnull=False).order_by("pk")
    told_on = day_of(world, 10, 8)
    given = Verdict(ConsentStatus.GIVEN)
    text = ConsentText.objects.get(organization=None, purpose=Purpose.THIRD_PARTY, version=1)
    for place, person in enumerate(mentees[:2]):
        now = moment(world, told_on) if place == 0 else world.now
        _allow(person, text, told_on, now)
        asked = observations.ask_third_party(
            person,
            source=SourceKind.CLASS_TEACHER,
            source_name=teacher.user.name.full,
            user=teacher.user,
            consent=given,
            by=curator,
            now=now,
        )
        if place == 0:
            observations.answer_observation(
                asked,
                said="Хорошо чертит и собирает модели, стесняется отвечать у доски.",
                closed_note="После перехода в новый класс держится в стороне, ждёт разговора.",
                consent=given,
                by=teacher,
                now=now,
            )
            observations.write_extract(
                person,
                text="Начните с общего дела: черчение и модели получаются хорошо.",
                by=curator,
                now=now,
            )


def _allow(person: Person, text: ConsentText, on: date, now: datetime) -> None:
    """Everybody who has to sign has given the consent to information from third parties."""
    link = person.guardians.first()
    signers = [(person, ""), *([(link.guardian, link.relation)] if link else [])]
    Consent.objects.bulk_create(
        Consent(
            person=person,
            purpose=Purpose.THIRD_PARTY,
            signer=signer,
            relation=relation,
            text=text,
            channel=Channel.PAPER,
            state=ConsentState.GIVEN,
            answered_on=on,
            recorded_at=now,
        )
        for signer, relation in signers
    )


def _measurements(world: World) -> None:
    """Most mentees of the main school are measured at the start."""
    curator, psychologist = (
        world.by(world.main, role) for role in (Role.CURATOR, Role.PSYCHOLOGIST)
    )
    mentees = Person.objects.filter(organization=world.main, mentee__isnull=False).order_by("pk")
    measured_on = day_of(world, 10, 2)
    for place, person in enumerate(mentees):
        if place % 5 == 4:
            continue
        shift = place % 3
        said = {"involvement": 4 + shift, "maths": 3 + shift // 2, "russian": 4, "future": 5}
        _measure(person, said, by=curator, on=measured_on)
        _measure(person, {"mood": 5 + shift, "anxiety": 7 - shift}, by=psychologist, on=measured_on)


def _measure(person: Person, said: dict[str, int], *, by: Membership, on: date) -> None:
    values = {code: Decimal(value) for code, value in said.items()}
    measure(person, moment=MeasuredAt.BEFORE, values=values, by=by, today=on)
