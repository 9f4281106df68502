"""A secret address that a calendar program reads: one's own, renewable, of this moment."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from accounts.models import Membership
from kernel.models import JournalEntry
from roadmap.models import Activity, CalendarFeed
from roadmap.states import RoadmapState
from tests import people
from tests.factories.participants import PersonFactory
from tests.factories.roadmap import a_roadmap, an_activity

pytestmark = pytest.mark.django_db

TODAY = date(2026, 10, 20)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(datetime(2026, 10, 20, 9, tzinfo=UTC))


@pytest.fixture
def curator():
    return people.curator()


@pytest.fixture
def roadmap(curator):
    return a_roadmap(by=curator, state=RoadmapState.APPROVED)


def address_of(membership):
    """Ask for an address as a person does, and read it from the page."""
    client = people.client_of(membership)
    client.post(reverse("renew-calendar-feed"))
    address = client.get(reverse("calendar-feed")).context["address"]
    return "/" + address.partition("://")[2].partition("/")[2]


def read(address, **headers):
    return Client().get(address, headers=headers)


def titles(answer):
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")]


def test_looking_at_the_page_makes_no_address(curator):
    page = people.client_of(curator).get(reverse("calendar-feed"))

    assert (page.status_code, page.context["address"]) == (200, "")
    assert not CalendarFeed.objects.exists()


def test_a_calendar_reads_the_deadlines_without_signing_in(curator, roadmap):
    an_activity(roadmap, "до 25 октября", title="Собрать согласия")
    an_activity(roadmap, title="Без срока")

    answer = read(address_of(curator))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert titles(answer) == ["Собрать согласия"]
    assert not answer.cookies


def test_the_secret_is_long_and_not_in_the_database(curator):
    token = address_of(curator).rpartition("/")[2].removesuffix(".ics")

    feed = CalendarFeed.objects.get()
    assert len(token) == 32
    assert token not in (feed.nonce, feed.token_digest)


def test_another_address_kills_the_one_before(curator, roadmap):
    an_activity(roadmap, "до 25 октября")
    first = address_of(curator)

    second = address_of(curator)

    assert (read(first).status_code, read(second).status_code) == (404, 200)
    assert [entry.verb for entry in JournalEntry.objects.filter(verb__endswith="_feed")] == [
        "open_feed",
        "renew_feed",
    ]


def test_switched_off_it_is_gone(curator):
    address = address_of(curator)

    people.client_of(curator).post(reverse("close-calendar-feed"))

    assert read(address).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        lambda role: Membership.objects.filter(pk=role.pk).update(
            until_on=TODAY - timedelta(days=1)
        ),
        lambda role: type(role.user).objects.filter(pk=role.user_id).update(is_active=False),
    ],
    ids=["the role has ended", "the person may not sign in"],
)
def test_with_the_right_to_see_the_address_ends_at_once(curator, change):
    address = address_of(curator)

    change(curator)

    assert read(address).status_code == 404


@pytest.mark.parametrize("token", ["x", "a" * 32, "../../etc/passwd", "ё" * 40])
def test_a_guessed_address_is_not_found(token):
    assert read(f"/roadmap/calendar/{token}.ics").status_code == 404


def test_others_get_only_what_they_have_to_do_with(curator, roadmap):
    psychologist = people.psychologist()
    an_activity(roadmap, "до 25 октября", title="Моё", responsible=[psychologist])
    an_activity(roadmap, "до 25 октября", title="Чужое", responsible=[curator])

    whole, own = read(address_of(curator)), read(address_of(psychologist))
    of_the_curator = read(f"{address_of(curator)}?mine=1")

    assert (titles(whole), titles(own)) == (["Моё", "Чужое"], ["Моё"])
    assert titles(of_the_curator) == ["Чужое"]


def test_the_name_of_a_pupil_in_a_title_is_not_told(curator, roadmap):
    PersonFactory(
        organization=curator.organization, last_name="Сидоров", first_name="Пётр", kind="pupil"
    )
    activity = an_activity(roadmap, "до 25 октября", title="Беседа с Петром Сидоровым")

    feed = read(address_of(curator)).content.decode()
    single = people.client_of(curator).get(reverse("activity-ics", args=[activity.pk]))

    assert "Сидоров" not in feed.replace("\r\n ", "")
    assert "Сидоров" not in single.content.decode().replace("\r\n ", "")


def test_an_unchanged_calendar_is_not_sent_again(curator, roadmap):
    activity = an_activity(roadmap, "до 25 октября")
    address = address_of(curator)
    first = read(address)

    again = read(address, if_none_match=first["ETag"])
    Activity.objects.filter(pk=activity.pk).update(due_on=TODAY)
    changed = read(address, if_none_match=first["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)


def test_after_a_new_secret_of_the_installation_the_address_works_but_is_not_shown(
    curator, settings
):
    address = address_of(curator)

    settings.SECRET_KEY = "another secret of the installation, long enough to be one"

    assert read(address).status_code == 200
    assert people.client_of(curator).get(reverse("calendar-feed")).context["address"] == ""


def test_a_single_activity_is_taken_as_a_file(curator, roadmap):
    activity = an_activity(roadmap, "до 25 октября", title="Собрать согласия")

    answer = people.client_of(curator).get(reverse("activity-ics", args=[activity.pk]))

    assert titles(answer) == ["Собрать согласия"]
    assert answer["Content-Disposition"].startswith("attachment")


def test_what_has_no_day_is_no_event(curator, roadmap):
    activity = an_activity(roadmap)

    answer = people.client_of(curator).get(reverse("activity-ics", args=[activity.pk]))

    assert answer.status_code == 404


def test_the_number_of_queries_does_not_grow(curator, roadmap, django_assert_num_queries):
    address = address_of(curator)
    for count in (1, 9):
        for _ in range(count):
            an_activity(roadmap, "до 25 октября", responsible=[curator])
        with django_assert_num_queries(5):
            read(address)
