"""What the home page tells a person to do."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.states import Role
from kernel import heartbeat
from mentoring.first_steps import first_steps
from mentoring.home import home_of
from mentoring.navigation import NAVIGATION, address
from roadmap.states import RoadmapState
from tests import people
from tests.factories.roadmap import NOW, a_roadmap
from tests.people import client_of

pytestmark = pytest.mark.django_db

BY_ROLE = {
    Role.CURATOR: people.curator,
    Role.DIRECTOR: people.director,
    Role.PSYCHOLOGIST: people.psychologist,
    Role.CLASS_TEACHER: people.class_teacher,
    Role.MENTOR: people.mentor,
    Role.MENTEE: people.mentee,
    Role.GUARDIAN: people.guardian,
    Role.PARTNER: people.partner,
    Role.MUNICIPALITY: people.municipal,
    Role.REGION: people.regional,
    Role.ADMIN: people.admin,
}


def notes(tasks):
    return [str(task.note) for task in tasks]


@pytest.mark.parametrize("role", list(Role))
def test_every_place_that_a_role_is_offered_lets_it_in(role):
    browser = client_of(BY_ROLE[role]())
    offered = [address(entry.url_name) for entry in NAVIGATION[role]]

    refused = {
        url: answer.status_code
        for url in filter(None, offered)
        if (answer := browser.get(url)).status_code not in (200, 302)
    }

    assert refused == {}


def test_an_empty_school_is_told_where_to_begin():
    steps = first_steps(people.curator(), has_roadmap=False)

    assert notes(steps) == ["начните с этого", "", "", "", ""]
    assert steps[0].url == reverse("open-programme")


def test_what_is_done_is_ticked_and_the_next_step_is_pointed_at():
    people.director()

    steps = first_steps(people.curator(), has_roadmap=True)

    assert notes(steps) == ["сделано", "сделано", "", "начните с этого", ""]


def test_the_director_is_asked_for_the_requisites_and_nobody_else_is():
    browser = client_of(people.director())

    asked = browser.get(reverse("home")).content.decode()
    school = people.the_school()
    school.head_last_name, school.address = "Ольхина", "ул. Школьная, 1"
    school.save()
    given = browser.get(reverse("home")).content.decode()

    assert "Заполните реквизиты" in asked
    assert "Заполните реквизиты" not in given


def test_the_steps_stand_on_the_home_page_of_a_school_without_a_roadmap():
    page = client_of(people.curator()).get(reverse("home"))

    assert "Пять шагов" in page.content.decode()


def test_a_region_without_schools_is_told_to_enter_them():
    browser = client_of(people.regional())

    page = browser.get(reverse("home")).content.decode()

    assert "Школ пока нет" in page
    assert reverse("add-organization") in page


def test_a_director_without_a_curator_is_told_to_invite_one():
    browser = client_of(people.director())

    alone = browser.get(reverse("home")).content.decode()
    people.curator()
    together = browser.get(reverse("home")).content.decode()

    assert "?role=curator" in alone
    assert "?role=curator" not in together


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (RoadmapState.DRAFT, ["Просмотрите дорожную карту и отправьте её директору"]),
        (RoadmapState.RETURNED, ["Дорожную карту вернули: исправьте и отправьте снова"]),
        (RoadmapState.SUBMITTED, []),
    ],
)
def test_the_curator_is_told_when_the_roadmap_waits_for_them(state, told):
    curator = people.curator()
    roadmap = a_roadmap(by=curator, state=state)

    url = reverse("roadmap-plan", args=[roadmap.pk])
    tasks = [str(task.text) for task in home_of(curator, NOW).tasks if task.url == url]

    assert tasks == told


@pytest.mark.parametrize(
    ("age", "said", "warns"),
    [
        (None, "Резервных копий ещё нет", True),
        (timedelta(days=8), "Последняя резервная копия", True),
        (timedelta(hours=3), "Последняя резервная копия", False),
    ],
)
def test_an_administrator_is_warned_when_there_is_no_fresh_backup(age, said, warns):
    if age is not None:
        heartbeat.beat(heartbeat.BACKUP, now=timezone.now() - age)

    page = client_of(people.admin()).get(reverse("home")).content.decode()

    assert said in page
    assert ("manage.py backup" in page) is warns
