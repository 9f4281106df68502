"""Every address of the project, asked by every role, by a stranger and by nobody."""

import importlib
import pkgutil
from itertools import chain

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from kernel.checks import patterns
from tests.people import client_of
from tests.security import access
from tests.security.access import ANONYMOUS, PRINCIPALS, Access
from tests.security.world import CANARY, World

# Principals who see no child and no mentor of the school by name, on any page.
BLIND = ("region", "municipality", "admin", "stranger", ANONYMOUS)


def tables():
    """The tables of all rooms, by room."""
    return {
        found.name: importlib.import_module(f"{access.__name__}.{found.name}").ACCESS
        for found in pkgutil.iter_modules(access.__path__)
    }


def all_ways():
    """Every way to ask every address: (name, number, Access)."""
    for name, said in sorted(chain.from_iterable(table.items() for table in tables().values())):
        for number, way in enumerate([said] if isinstance(said, Access) else said):
            yield pytest.param(name, way, id=f"{name}-{way.method}-{number}")


def test_every_address_is_in_exactly_one_table():
    known = [name for table in tables().values() for name in table]
    walked = {pattern.name or pattern.lookup_str for pattern in patterns(get_resolver())}

    assert sorted(walked - set(known)) == [], "addresses that no table knows"
    assert sorted(set(known) - walked) == [], "tables name addresses that do not exist"
    assert len(known) == len(set(known)), "an address stands in two tables"


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "way"), list(all_ways()))
def test_everybody_gets_the_answer_of_the_table(name, way, settings):
    for key, value in way.settings.items():
        setattr(settings, key, value)
    world = World()
    url = reverse(name, args=way.url(world)) + way.query
    sent = dict(way.send(world))

    got = {principal: ask(world, principal, way, url, sent) for principal in PRINCIPALS}

    assert {who: answer.status_code for who, answer in got.items()} == dict(way.answers)
    assert [who for who in BLIND if CANARY in body(got[who])] == []


def ask(world, principal, way, url, sent):
    """Ask as one principal and leave no trace for the next."""
    client = (
        Client() if principal == ANONYMOUS else client_of(world.people[principal], fresh=way.fresh)
    )
    client.raise_request_exception = True
    with transaction.atomic():
        answer = getattr(client, way.method)(url, sent)
        answer.text_of_body = read(answer)
        transaction.set_rollback(True)
    return answer


def read(answer):
    """The body as text, whether it was streamed or not."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", errors="ignore")


def body(answer):
    """What the person reads."""
    return answer.text_of_body
