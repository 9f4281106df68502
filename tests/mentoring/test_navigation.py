"""The navigation: what each role is offered, and what a page may cost for it."""

import pytest
from django.urls import reverse

from accounts.states import Role
from mentoring.navigation import NAVIGATION, lies_under, navigation
from tests.people import curator, mentor


def test_every_role_has_its_navigation():
    assert set(NAVIGATION) == set(Role)


def test_every_place_of_the_navigation_exists():
    offered = {entry.url_name for entries in NAVIGATION.values() for entry in entries}

    assert {name for name in offered if not reverse(name)} == set()


def test_nobody_is_offered_the_same_place_twice():
    doubled = {
        role: names
        for role, entries in NAVIGATION.items()
        if len(names := [entry.url_name for entry in entries]) != len(set(names))
    }

    assert doubled == {}


@pytest.mark.parametrize(
    ("path", "url", "lies"),
    [
        ("/", "/", True),
        ("/pairs/", "/", False),
        ("/pairs/7/", "/pairs/", True),
        ("/people/", "/pairs/", False),
    ],
)
def test_home_has_no_pages_under_it(path, url, lies):
    assert lies_under(path, url) is lies


@pytest.mark.django_db
def test_exactly_one_place_is_current():
    places = navigation(curator(), reverse("home"))

    assert [place.url for place in places if place.is_current] == [reverse("home")]


def test_somebody_without_a_role_is_offered_nothing():
    assert navigation(None, "/") == []


@pytest.mark.django_db
def test_the_page_remembers_the_colours_one_chose(sign_in):
    client = sign_in(mentor())
    client.cookies["theme"] = "dark"

    assert b'data-theme="dark"' in client.get(reverse("gallery")).content


@pytest.mark.django_db
def test_a_cookie_with_other_words_changes_nothing(sign_in):
    client = sign_in(mentor())
    client.cookies["theme"] = "evil"

    assert b"data-theme=" not in client.get(reverse("gallery")).content.split(b">")[1]


@pytest.mark.django_db
@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
def test_error_pages_are_drawn_without_the_database(status, rf, django_assert_num_queries):
    from django.template.loader import render_to_string

    with django_assert_num_queries(0):
        drawn = render_to_string(f"{status}.html", {}, request=None)

    assert f'<p class="error-page-code">{status}</p>' in drawn
    assert "Наставничество" in drawn
