"""A walk over the demo as every role: no link leads where the reader may not go."""

from collections import Counter
from html.parser import HTMLParser
from http import HTTPStatus
from urllib.parse import urljoin

import pytest
from django.core.management import call_command
from django.urls import Resolver404, resolve

from accounts.models import Membership
from accounts.states import Role
from kernel.access import opening
from tests.people import client_of

# Pages of one kind that are opened for one role: a list has many links to pages of one kind.
SAME_KIND = 2
# Making a paper takes a second: it is asked whether it may be read, and not made.
PAPER = ".pdf"
# The health page answers for a worker, and there is none here.
NOT_ASKED = frozenset({"health"})
MOVED = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND)

pytestmark = pytest.mark.django_db


class Page(HTMLParser):
    """The links of a page, its ids, and what it says."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.texts = [], Counter(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag == "a" and facts.get("href"):
            self.links.append(facts["href"])
        if "id" in facts:
            self.ids[facts["id"]] += 1

    def handle_data(self, data):
        self.texts.append(data.strip())


@pytest.fixture
def demo(db):
    """A small demo region of two schools."""
    call_command("demo", schools=2, participants=20, verbosity=0)


def kind_of(address):
    """The name of the page at an address of ours; nothing for files and foreign addresses."""
    try:
        return resolve(address.split("?")[0]).url_name
    except Resolver404:
        return None


def walk(person):
    """Open what the links lead to, page by page; tell of each page what is wrong with it."""
    client, seen, opened, ahead = client_of(person), {"/"}, Counter(), [("", "/")]
    while ahead:
        origin, address = ahead.pop(0)
        kind = kind_of(address)
        opened[kind] += 1
        if opened[kind] > SAME_KIND or kind in NOT_ASKED:
            continue
        if address.endswith(PAPER):
            yield from () if opening(person, [address]) else [(origin, address, "refused")]
            continue
        answer = client.get(address)
        page = page_of(answer)
        yield from wrong_with(answer, page, origin, address)
        for target in targets_of(answer, page, address):
            if target not in seen:
                seen.add(target)
                ahead.append((address, target))


def targets_of(answer, page, address):
    """Where an answer sends on to: its redirect, or the links of its page that are ours."""
    if answer.status_code in MOVED:
        return [answer["Location"].split("#")[0]]
    found = [urljoin(address, link.split("#")[0]) for link in page.links]
    return [target for target in found if kind_of(target)]


def wrong_with(answer, page, origin, address):
    """What is wrong with an answer: it refuses, has an id twice, or a choice without a name."""
    if answer.status_code not in {HTTPStatus.OK, *MOVED}:
        yield origin, address, answer.status_code
    yield from ((address, "the same id twice", one) for one, n in page.ids.items() if n > 1)
    yield from ((address, "an unnamed choice", "") for text in page.texts if text == "-" * 9)


def page_of(answer):
    """The page of an answer; empty for files and refusals."""
    is_page = answer.status_code == HTTPStatus.OK and "text/html" in answer["Content-Type"]
    return Page(answer.content.decode() if is_page else "")


@pytest.mark.sqlite_only
def test_every_link_lets_in_the_one_who_sees_it_and_no_page_names_a_thing_twice(demo):
    logins = [f"demo-{role}" for role in ("curator", "director", "psychologist", "class-teacher")]
    logins += [f"demo-{role}" for role in ("mentor", "mentee", "parent")]
    logins += [f"demo-{role}" for role in ("municipality", "region", "admin")]
    people = Membership.objects.select_related("user", "organization").filter(
        user__username__in=logins
    )
    assert {person.role for person in people} >= {*Role} - {Role.PARTNER}

    wrong = {person.user.username: [*walk(person)] for person in people}

    assert {who: found for who, found in wrong.items() if found} == {}
