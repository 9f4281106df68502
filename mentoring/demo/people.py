"""Pupils, teachers, parents and workers of partners; mentees and mentors among them."""

from datetime import date
from typing import cast

from accounts.models import Organization, User
from accounts.states import Gender, OrganizationKind, Role
from kernel.russian import PersonName, search_key, sort_key
from mentoring.demo.names import UNUSUAL
from mentoring.demo.world import World
from participants.models import (
    Direction,
    Guardian,
    MenteeProfile,
    MentoringForm,
    MentorOffer,
    MentorProfile,
    Partner,
    Person,
    PlaceEvent,
    SavedFilter,
)
from participants.people_rules import grade_of
from participants.states import (
    LEARNERS,
    OfferState,
    PartnerKind,
    PeopleList,
    PersonKind,
    PlaceEventKind,
    Relation,
)

REQUESTS = (
    "Хочу подтянуть математику и перестать бояться контрольных.",
    "Не знаю, какую профессию выбрать, хочу посмотреть, как работают инженеры.",
    "Мне трудно выступать перед классом.",
    "Недавно перешла в эту школу, хочу найти друзей.",
    "Готовлюсь к олимпиаде по биологии, нужен совет старших.",
    "Хочу научиться планировать время.",
    "Хочу сделать свой проект про экологию реки.",
    "Нужна помощь с русским языком: пишу с ошибками.",
    "Первый год веду уроки, сложно удержать внимание класса.",
    "Хочу научиться программировать роботов.",
)
COMPETENCES = (
    "Объясняю математику простыми словами, готовлю к экзамену.",
    "Инженер-конструктор, покажу производство и помогу с выбором профессии.",
    "Веду школьный театр, помогаю не бояться сцены.",
    "Капитан волейбольной команды, умею поддержать новичков.",
    "Победитель олимпиад, помогу с подготовкой.",
    "Опытный учитель, двадцать лет классного руководства.",
    "Веду кружок робототехники.",
    "Староста, умею планировать дела и время.",
)
INTERESTS = ("книги", "шахматы", "волейбол", "рисование", "музыка", "природа", "техника", "театр")


def enter(world: World) -> None:
    """Fill the bases of every school; the main one gets the demo's own people."""
    for school in world.schools:
        share = world.participants_wanted // len(world.schools)
        count = max(24, share) if school.pk == world.main.pk else max(12, share)
        _enter_school(world, school, count)
    _demo_people(world)
    _double(world)
    _saved_filters(world)
    _moved_up(world)
    _partner(world)
    _young_specialists(world)


def _enter_school(world: World, school: Organization, count: int) -> None:
    learner = PersonKind.STUDENT if school.kind == OrganizationKind.COLLEGE else PersonKind.PUPIL
    is_kindergarten = school.kind == OrganizationKind.KINDERGARTEN
    mentor_count = max(4, count // 4)
    people = []
    for number in range(count):
        is_mentor = number < mentor_count
        kind = (
            PersonKind.EMPLOYEE if is_kindergarten or (is_mentor and number % 2 == 0) else learner
        )
        people.append(_person(world, school, kind, number, older=is_mentor))
    Person.objects.bulk_create(people)
    _profiles(world, people[:mentor_count], people[mentor_count:])
    _guardians(world, school, [one for one in people if one.kind == PersonKind.PUPIL])


def _person(
    world: World, school: Organization, kind: PersonKind, number: int, *, older: bool
) -> Person:
    dice = world.random
    name = (
        UNUSUAL[number - 6]
        if school.pk == world.main.pk and 6 <= number < 11
        else world.names.any()
    )
    grown = kind == PersonKind.EMPLOYEE
    age = dice.randint(24, 58) if grown else dice.randint(15, 17) if older else dice.randint(10, 16)
    birth = date(world.year.start - age, dice.randint(1, 12), dice.randint(1, 28))
    grade = max(1, min(11, age - 6))
    return Person(
        organization=school,
        kind=kind,
        last_name=name.last,
        first_name=name.first,
        patronymic=name.patronymic,
        gender=name.gender,
        born_on=birth,
        birth_year=birth.year,
        class_name="" if grown else _class(kind, grade, dice.choice("АБ")),
        post=dice.choice(
            ("учитель математики", "учитель биологии", "учитель истории", "учитель физики")
        )
        if grown
        else "",
        workplace=school.short_name if grown else "",
        experience_years=max(0, age - 23) if grown else None,
        phone=_phone(world),
        search=search_key(name.full),
        sort_name=sort_key(name.full),
        entered_at=world.now,
    )


def _phone(world: World) -> str:
    digits = f"{world.random.randint(0, 10**9):09d}"
    return f"+7 9{digits[:2]} {digits[2:5]}-{digits[5:7]}-{digits[7:]}"


def _class(kind: PersonKind, grade: int, letter: str) -> str:
    return f"ПР-{min(4, max(1, grade - 8))}1" if kind == PersonKind.STUDENT else f"{grade}{letter}"


def _profiles(world: World, mentors: list[Person], mentees: list[Person]) -> None:
    dice = world.random
    shipped = MentoringForm.objects.filter(organization=None).order_by("pk")
    forms = cast("list[MentoringForm]", list(shipped))
    offered = Direction.objects.filter(organization=None).order_by("position", "pk")
    directions = cast("list[Direction]", list(offered))
    started = world.year.starts_on
    made_mentees = MenteeProfile.objects.bulk_create(
        MenteeProfile(
            person=person,
            request=dice.choice(REQUESTS),
            interests=", ".join(dice.sample(INTERESTS, 2)),
            wished_form=dice.choice(forms) if forms and dice.random() < 0.3 else None,
            available_time=dice.choice(("после уроков", "вторник и четверг", "по субботам")),
            entered_on=started,
        )
        for person in mentees
    )
    made_mentors = MentorProfile.objects.bulk_create(
        MentorProfile(
            person=person,
            competences=dice.choice(COMPETENCES),
            achievements=dice.choice(("", "победитель районного конкурса", "автор проектов")),
            interests=", ".join(dice.sample(INTERESTS, 2)),
            age_from=dice.choice((None, None, 10, 12)),
            capacity=dice.choice((1, 2, 2, 3, 4)),
            available_time=dice.choice(("час в неделю", "два раза в месяц", "по договорённости")),
            trained_on=started if dice.random() < 0.7 else None,
            entered_on=started,
        )
        for person in mentors
    )
    if directions:
        _choose_directions(world, made_mentees, made_mentors, directions)


def _choose_directions(
    world: World,
    mentees: list[MenteeProfile],
    mentors: list[MentorProfile],
    directions: list[Direction],
) -> None:
    of_mentees, of_mentors = MenteeProfile.directions.through, MentorProfile.directions.through
    of_mentees.objects.bulk_create(
        of_mentees(menteeprofile_id=profile.pk, direction_id=direction.pk)
        for profile in mentees
        for direction in world.random.sample(directions, 2)
    )
    of_mentors.objects.bulk_create(
        of_mentors(mentorprofile_id=profile.pk, direction_id=direction.pk)
        for profile in mentors
        for direction in world.random.sample(directions, 4)
    )


def _guardians(world: World, school: Organization, children: list[Person]) -> None:
    parents = []
    for _ in children:
        gender = world.random.choice([Gender.FEMALE, Gender.MALE])
        name = world.names.any(gender)
        parents.append(_parent(world, school, name, gender))
    Person.objects.bulk_create(parents)
    Guardian.objects.bulk_create(
        Guardian(
            child=child,
            guardian=parent,
            relation=Relation.MOTHER if parent.gender == Gender.FEMALE else Relation.FATHER,
            confirmed_at=world.now,
        )
        for child, parent in zip(children, parents, strict=True)
    )


def _parent(world: World, school: Organization, name: PersonName, gender: Gender) -> Person:
    return Person(
        organization=school,
        kind=PersonKind.OUTSIDE,
        last_name=name.last,
        first_name=name.first,
        patronymic=name.patronymic,
        gender=gender,
        phone=_phone(world),
        search=search_key(name.full),
        sort_name=sort_key(name.full),
        entered_at=world.now,
    )


def _demo_people(world: World) -> None:
    """Give the demo sign-ins their cards: a mentor, a pupil of 7А and the pupil's parent."""
    school = world.main
    mentor = Person.objects.filter(
        organization=school, mentor__isnull=False, kind=PersonKind.EMPLOYEE
    ).order_by("pk")[0]
    mentee = Person.objects.filter(
        organization=school, mentee__isnull=False, kind=PersonKind.PUPIL
    ).order_by("pk")[0]
    mentee.class_name = "7А"
    parent = mentee.guardians.get().guardian
    for person, role, login in (
        (mentor, Role.MENTOR, "demo-mentor"),
        (mentee, Role.MENTEE, "demo-mentee"),
        (parent, Role.GUARDIAN, "demo-parent"),
    ):
        membership = world.member(
            school, role, login=login, name=person.name, email=role != Role.MENTEE
        )
        person.user = membership.user
        person.save(update_fields=["user", "class_name"])


def _double(world: World) -> None:
    """One pupil came twice, by hand and from a file: the curator makes one card of the two."""
    pupils = Person.objects.filter(organization=world.main, mentee__isnull=False, user=None)
    first = pupils.filter(kind=PersonKind.PUPIL).order_by("-pk")[0]
    Person.objects.create(
        organization=world.main,
        kind=PersonKind.PUPIL,
        last_name=first.last_name,
        first_name=first.first_name,
        patronymic=first.patronymic,
        gender=first.gender,
        birth_year=first.birth_year,
        class_name=first.class_name,
        phone=_phone(world),
        search=first.search,
        sort_name=first.sort_name,
        entered_at=world.now,
    )


def _saved_filters(world: World) -> None:
    """What the curator looks for every week, shared with the colleagues."""
    curator = User.objects.get(username="demo-curator")
    for of_list, name, query in (
        (PeopleList.MENTEES, "Без пары", "pair=no"),
        (PeopleList.MENTEES, "Нет согласия", "consent=missing"),
        (PeopleList.MENTORS, "Не обучены", "trained=no"),
    ):
        SavedFilter.objects.create(
            organization=world.main,
            owner=curator,
            of_list=of_list,
            name=name,
            query=query,
            is_shared=True,
            saved_at=world.now,
        )


def _moved_up(world: World) -> None:
    """The school has moved to the next class; one class is still to be moved."""
    pupils = Person.objects.filter(organization=world.main, kind__in=LEARNERS)
    PlaceEvent.objects.bulk_create(
        PlaceEvent(
            person=pupil,
            kind=PlaceEventKind.NEXT_CLASS,
            happened_on=world.year.starts_on,
            before=pupil.class_name.replace(str(grade), str(grade - 1), 1),
            after=pupil.class_name,
            school_year=world.year.start,
            recorded_at=world.now,
        )
        for pupil in pupils.exclude(class_name="8Б").order_by("pk")
        if (grade := grade_of(pupil.class_name)) > 1
    )


def _partner(world: World) -> None:
    """A factory offers mentors: one is accepted, one waits for the answer of the school."""
    name = world.names.any()
    contact = _outside(world, name, post="начальник отдела кадров")
    contact.save()
    partner = Partner.objects.create(
        organization=world.main,
        kind=PartnerKind.EMPLOYER,
        name="Завод «Приволжские приборы»",
        contact=contact,
        note="Соглашение о сотрудничестве, экскурсии и наставники для старших классов.",
        since_on=world.year.starts_on,
    )
    membership = world.member(world.main, Role.PARTNER, login="demo-partner", name=name)
    contact.user = membership.user
    contact.save(update_fields=["user"])
    accepted = _offer(world, partner, "Инженер-технолог, покажу цех и помогу с проектом.")
    person = _outside(world, accepted.name, post=accepted.post)
    person.save()
    MentorProfile.objects.create(
        person=person, competences=accepted.competences, entered_on=world.year.starts_on
    )
    accepted.state, accepted.decided_at, accepted.person = OfferState.ACCEPTED, world.now, person
    accepted.save()
    _offer(world, partner, "Программист станков, веду кружок робототехники на заводе.").save()


def _offer(world: World, partner: Partner, competences: str) -> MentorOffer:
    name = world.names.any()
    return MentorOffer(
        partner=partner,
        last_name=name.last,
        first_name=name.first,
        patronymic=name.patronymic,
        post="инженер",
        competences=competences,
        available_time="два раза в месяц",
        phone=_phone(world),
        offered_at=world.now,
        offered_by=partner.contact.user or User.objects.get(username="demo-partner"),
    )


def _outside(world: World, name: PersonName, *, post: str) -> Person:
    return Person(
        organization=world.main,
        kind=PersonKind.OUTSIDE,
        last_name=name.last,
        first_name=name.first,
        patronymic=name.patronymic,
        gender=name.gender,
        post=post,
        workplace="Завод «Приволжские приборы»",
        phone=_phone(world),
        search=search_key(name.full),
        sort_name=sort_key(name.full),
        entered_at=world.now,
    )


def _young_specialists(world: World) -> None:
    """Two teachers in their first years: nobody mentors them yet."""
    for post, years in (("учитель химии", 0), ("учитель начальных классов", 2)):
        teacher = _outside(world, world.names.any(), post=post)
        teacher.kind, teacher.workplace = PersonKind.EMPLOYEE, world.main.short_name
        teacher.birth_year, teacher.experience_years = world.year.start - 23 - years, years
        teacher.save()
