"""The main pages of the demo in Chromium: accessible, narrow enough, light enough, quiet."""

import gzip
from http import HTTPStatus

import pytest
from django.core.management import call_command
from django.urls import Resolver404, resolve, reverse

from accounts.models import Membership
from tests.people import client_of

# A page is its name, or the page it is opened from and its name: the first such link is taken.
PAGES = {
    "demo-curator": (
        "home", "roadmap", ("roadmap", "stage"), ("roadmap", "activity"), "open-programme",
        "roadmap-templates", "mentees", ("mentees", "person"), "mentors", "add-person",
        "import-people", "consents", "consent-texts", "questionnaires",
        ("questionnaires", "campaign"), ("questionnaires", "questionnaire"), "plan-campaign",
        "matching", "pairs", ("pairs", "pair"), "queue", ("queue", "queue-card"), "orders",
        ("orders", "order"), "draw-up-order", "reports", ("reports", "report"), "class-cards",
        "members", ("members", "member"), "invite", "organization", "notices",
        "notice-settings", "my-profile", "my-sessions", "journal",
    ),
    "demo-director": (
        "home", "approvals", "roadmap", "pairs", ("orders", "order"), ("reports", "report"),
        "members", "organization", "journal", "export-journal",
    ),
    "demo-psychologist": ("home", "mentees", ("mentees", "person"), "questionnaires", "queue"),
    "demo-class-teacher": ("home", "mentees", "class-cards"),
    "demo-mentor": (
        "home", ("home", "pair"), ("home", "record-meeting"), "my-questionnaires",
        ("my-questionnaires", "answer"), "my-data",
    ),
    "demo-mentee": (
        "home", "my-pair", "my-questionnaires", ("my-questionnaires", "answer"), "my-data",
    ),
    "demo-partner": ("home", "my-partner", "offer-mentor"),
    "demo-parent": ("home", "my-children", "my-data"),
    "demo-municipality": (
        "home", "approvals", "organizations", ("organizations", "organization-below"), "roadmaps",
        ("roadmaps", "roadmap-plan"), "reports", ("reports", "report"),
    ),
    "demo-region": ("home", "organizations", "add-organization", "roadmaps", "reports"),
    "demo-admin": ("home", "members", "sent-mail", "sign-in-letters", "journal"),
    "": ("account_login", "account_reset_password"),
}  # fmt: skip
GROUPS = [
    ("demo-curator",),
    ("demo-director", "demo-psychologist", "demo-class-teacher"),
    ("demo-mentor", "demo-mentee", "demo-parent"),
    ("demo-municipality", "demo-region", "demo-admin", ""),
]
PHONE, DESKTOP = 360, 1280
MOST_BYTES, LEAST_BYTES = 150_000, 50_000
PACKED_ALREADY = ("font/", "image/png", "application/pdf")
LIGHT_PAGES = ("home", "mentees", ("mentees", "person"), "matching", ("reports", "report"))


@pytest.fixture
def demo(transactional_db):
    """A small demo region of two schools."""
    call_command("demo", schools=2, participants=60, verbosity=0)


def signed_in(login):
    """A browser that acts as a demo person; nobody in particular without a login name."""
    if not login:
        return None
    acting = Membership.objects.select_related("user", "organization").get(user__username=login)
    return client_of(acting)


def open_page(page, server, wanted):
    """Go to a page by its name, or by the first link of that name on another page."""
    start, name = wanted if isinstance(wanted, tuple) else (wanted, "")
    answer = page.goto(server + reverse(start))
    if not name:
        return answer
    links = page.locator("main a[href^='/']").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    return page.goto(server + next(link for link in links if name_of(link) == name))


def name_of(link):
    """The name of the page that a link opens."""
    try:
        return resolve(link.split("?")[0]).url_name
    except Resolver404:
        return ""


def first_view(page, address):
    """Count what a server that compresses sends to somebody who comes for the first time."""
    sizes = []

    def count(answer):
        body = answer.body()
        packed = answer.headers.get("content-type", "").startswith(PACKED_ALREADY)
        sizes.append(len(body) if packed else len(gzip.compress(body)))

    page.on("response", count)
    page.goto(address, wait_until="networkidle")
    return sum(sizes)


@pytest.mark.parametrize("logins", GROUPS, ids=lambda logins: logins[0].removeprefix("demo-"))
def test_pages_are_accessible_in_both_colours_fit_a_phone_and_keep_to_themselves(
    demo, live_server, page_at, violations, logins
):
    found, hosts = [], set()
    for login in logins:
        page = page_at(PHONE, client=signed_in(login), server=live_server.url)
        page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
        page.route("**/*.pdf", lambda route: route.fulfill(body="", content_type="text/html"))
        for wanted in PAGES[login]:
            page.set_viewport_size({"width": PHONE, "height": 900})
            page.emulate_media(color_scheme="light")
            status = open_page(page, live_server.url, wanted).status
            too_wide = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            faults = {"light": violations(page)}
            page.set_viewport_size({"width": DESKTOP, "height": 900})
            page.emulate_media(color_scheme="dark")
            faults["dark"] = violations(page)
            if status != HTTPStatus.OK or too_wide > 0 or any(faults.values()):
                found.append((login, wanted, status, too_wide, faults))
        found += page.complaints

    assert found == []
    assert hosts == {live_server.url.split("/")[2]}


def test_the_first_view_of_the_main_pages_is_light(demo, live_server, page_at):
    client = signed_in("demo-curator")
    finder = page_at(PHONE, client=client, server=live_server.url)
    addresses = [open_page(finder, live_server.url, wanted).url for wanted in LIGHT_PAGES]

    weights = {"sign-in": first_view(page_at(PHONE), live_server.url + reverse("account_login"))}
    for address in addresses:
        page = page_at(PHONE, client=client, server=live_server.url)
        weights[address] = first_view(page, address)

    assert {address: bytes_ for address, bytes_ in weights.items() if bytes_ > MOST_BYTES} == {}
    assert min(weights.values()) > LEAST_BYTES
