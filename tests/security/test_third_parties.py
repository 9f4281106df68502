"""No route by which others read what third parties said: pages, lists, search, files, calendars."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from kernel.checks import patterns
from notices.models import Notice
from participants.actions.observations import link_token, write_extract
from tests.factories.observations import answered, asked_about
from tests.factories.pairs import ActivePairFactory, programme
from tests.factories.participants import (
    GuardianFactory,
    MenteeFactory,
    MentorFactory,
    ParentFactory,
)
from tests.people import client_of
from tests.security.access import ROLES
from tests.security.world import World

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
SAID, NOTE = "Шиповникова-слышала-круг-один", "Шиповникова-слышала-круг-два"
EXTRACT = "Выжимка-для-наставника"
OUTSIDE = tuple(set(ROLES) - {"curator", "director", "psychologist"})


@pytest.fixture
def world():
    """A mentee with an account, a parent and a working pair, of whom much was said."""
    made = World()
    mentee = MenteeFactory(
        person__organization=made.school,
        person__class_name="7А",
        person__user=made.mentee.user,
    ).person
    parent = ParentFactory(organization=made.school, user=made.guardian.user)
    GuardianFactory(child=mentee, guardian=parent)
    mentor = MentorFactory(person__organization=made.school, person__user=made.mentor.user).person
    made.pair = ActivePairFactory(programme=programme(made.school), mentee=mentee, mentor=mentor)
    made.asked = answered(
        asked_about(mentee, by=made.curator, now=NOW), said=SAID, closed_note=NOTE, now=NOW
    )
    write_extract(mentee, text=EXTRACT, by=made.curator, now=NOW)
    return made


def addresses(world):
    """Every address without arguments, and those of the mentee, the pair and the question."""
    names = {pattern.name for pattern in patterns(get_resolver()) if pattern.name}
    for name in sorted(names):
        for number in ([], [world.pair.mentee_id], [world.pair.pk], [world.asked.pk]):
            try:
                yield reverse(name, args=number)
            except NoReverseMatch:
                continue
    for part in ("mentees", "mentors", "people"):
        yield reverse("export-people", args=[part])
        yield f"{reverse(part)}?q=Шиповникова"
    yield reverse("observation-link", args=[link_token(world.asked.nonce)])


def read_by(client, world):
    """All that a browser gets at all those addresses."""
    got = []
    for url in dict.fromkeys(addresses(world)):
        answer = client.get(url)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        got.append(body.decode(errors="ignore"))
    return "\n".join(got)


@pytest.mark.parametrize("role", OUTSIDE)
def test_outside_the_first_circle_nobody_reads_what_was_said(world, role):
    text = read_by(client_of(world.people[role]), world)

    assert SAID not in text
    assert NOTE not in text


def test_without_a_session_nobody_reads_what_was_said(world):
    text = read_by(Client(), world)

    assert (SAID in text, NOTE in text) == (False, False)


@pytest.mark.parametrize("role", ["curator", "director", "psychologist"])
def test_the_first_circle_reads_its_part_and_no_closed_note_by_looking(world, role):
    text = read_by(client_of(world.people[role]), world)

    assert SAID in text
    assert NOTE not in text


def test_the_psychologist_reads_the_note_after_typing_a_reason(world):
    client = client_of(world.psychologist)
    address = reverse("open-closed-note", args=[world.asked.pk])

    silent = client.post(address, {"reason": ""})
    opened = client.post(address, {"reason": "Готовлюсь к беседе"})

    assert (silent.status_code, NOTE in silent.content.decode()) == (422, False)
    assert NOTE in opened.content.decode()


def test_the_curator_does_not_open_the_note_with_any_reason(world):
    answer = client_of(world.curator).post(
        reverse("open-closed-note", args=[world.asked.pk]), {"reason": "Нужно"}
    )

    assert answer.status_code == 403


def test_the_mentor_reads_the_extract_and_the_mentee_and_the_parent_do_not(world):
    address = reverse("pair", args=[world.pair.pk])

    read = {
        role: EXTRACT in client_of(world.people[role]).get(address).content.decode()
        for role in ("mentor", "mentee", "guardian")
    }

    assert read == {"mentor": True, "mentee": False, "guardian": False}


def test_neither_mail_nor_notices_carry_what_was_said(world):
    sent = " ".join(str(letter.message()) for letter in mail.outbox)
    told = " ".join(f"{one.subject} {one.text}" for one in Notice.objects.all())

    assert (SAID in sent + told, NOTE in sent + told) == (False, False)
