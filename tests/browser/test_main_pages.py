"""The main pages of the demo in Chromium: accessible, narrow enough, light enough, quiet."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.models import Membership
from participants.models import Person
from tests.people import client_of

HOME = {
    "demo-curator": (
        "home", "roadmap", "open-programme", "mentees", "mentors", "consents", "questionnaires",
        "plan-campaign", "matching", "pairs", "orders", "queue", "reports", "notices", "members",
    ),
    "demo-director": ("home", "approvals"),
    "demo-psychologist": ("home",),
    "demo-class-teacher": ("home",),
    "demo-mentor": ("home", "my-questionnaires"),
    "demo-mentee": ("home", "my-questionnaires"),
    "demo-parent": ("home", "my-children"),
    "demo-municipality": ("home", "reports", "roadmaps"),
    "demo-region": ("home", "reports", "organizations"),
    "demo-admin": ("home", "sent-mail"),
}  # fmt: skip
PAGES = [(login, name) for login, names in HOME.items() for name in names]
FIRST_VIEW_BYTES = 150_000


@pytest.fixture
def demo(transactional_db):
    """A small demo region of two schools."""
    call_command("demo", schools=2, participants=60, verbosity=0)


def acting(login):
    """The demo person of a login name."""
    return Membership.objects.select_related("user", "organization").get(user__username=login)


@pytest.mark.parametrize("login", HOME)
def test_pages_of_a_role_are_accessible_fit_a_phone_and_say_nothing_to_the_console(
    demo, live_server, page_at, violations, login
):
    client = client_of(acting(login))
    found = []
    for width, colours in ((360, "light"), (1280, "dark")):
        page = page_at(width, colours, client=client, server=live_server.url)
        for name in HOME[login]:
            answer = page.goto(live_server.url + reverse(name))
            too_wide = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            faults = violations(page)
            if answer.status != 200 or too_wide > 0 or faults:
                found.append((name, width, colours, answer.status, too_wide, faults))
        found += page.complaints

    assert found == []


def test_a_card_is_accessible_in_both_colours(demo, live_server, page_at, violations):
    membership = acting("demo-curator")
    person = Person.objects.filter(mentee__isnull=False).order_by("pk")[0]
    client = client_of(membership)

    found = []
    for colours in ("light", "dark"):
        page = page_at(1280, colours, client=client, server=live_server.url)
        page.goto(live_server.url + reverse("person", args=[person.pk]))
        found += violations(page)

    assert found == []


def test_the_first_view_of_the_sign_in_page_is_light(demo, live_server, page_at):
    page = page_at(360)
    weights = []
    page.on("response", lambda answer: weights.append(len(answer.body())))

    page.goto(live_server.url + reverse("account_login"), wait_until="networkidle")

    assert 0 < sum(weights) < 2 * FIRST_VIEW_BYTES


def test_no_page_calls_a_foreign_host(demo, live_server, page_at):
    page = page_at(1280, client=client_of(acting("demo-curator")), server=live_server.url)
    hosts = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))

    for name in HOME["demo-curator"]:
        page.goto(live_server.url + reverse(name))

    assert hosts == {live_server.url.split("/")[2]}
