"""Permissions are declared once and asked for by name."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from accounts.models import Organization
from kernel.access import (
    RULES,
    Rule,
    both,
    declare,
    either,
    may,
    opening,
    opens,
    requires,
    role_is,
)
from tests.factories.participants import PersonFactory
from tests.people import curator, director, stranger


def yes(_membership, _subject):
    return True


def no(_membership, _subject):
    return False


@pytest.fixture
def rule(monkeypatch):
    def add(**facts):
        monkeypatch.setitem(RULES, "test.verb", Rule(**facts))

    return add


def test_a_name_declared_twice_is_refused(monkeypatch):
    monkeypatch.setitem(RULES, "test.verb", Rule(yes))

    with pytest.raises(ValueError, match="declared twice"):
        declare({"test.verb": Rule(no)})


def test_an_undeclared_name_raises_instead_of_meaning_no():
    with pytest.raises(KeyError):
        may(None, "test.misspelt")


@pytest.mark.parametrize(
    ("who", "when", "answer"), [(yes, yes, True), (yes, no, False), (no, yes, False)]
)
def test_both_who_and_when_must_hold(rule, who, when, answer):
    rule(who=who, when=when)

    assert may(None, "test.verb") is answer


def test_predicates_combine():
    assert (either(no, yes)(None, None), both(yes, no)(None, None)) == (True, False)


@pytest.mark.django_db
def test_a_role_is_asked_of_the_acting_membership():
    assert [role_is("director")(who, None) for who in (director(), curator(), None)] == [
        True,
        False,
        False,
    ]


@pytest.mark.django_db
def test_a_record_out_of_sight_is_404_and_a_forbidden_verb_is_403(rule):
    rule(who=no)
    view = requires("test.verb", Organization)(lambda request, organization: HttpResponse())
    request = RequestFactory().get("/")
    request.membership = curator()
    elsewhere = stranger()

    with pytest.raises(Http404):
        view(request, pk=elsewhere.organization_id)
    with pytest.raises(PermissionDenied):
        view(request, pk=request.membership.organization_id)


@pytest.mark.django_db
def test_a_number_that_no_database_holds_is_404(rule):
    rule(who=yes)
    view = requires("test.verb", Organization)(lambda request, organization: HttpResponse())
    request = RequestFactory().get("/")
    request.membership = curator()

    with pytest.raises(Http404):
        view(request, pk=10**30)


def test_somebody_without_a_role_is_refused(rule):
    rule(who=yes)
    request = RequestFactory().get("/")
    request.membership = None

    with pytest.raises(PermissionDenied):
        requires("test.verb")(lambda request: HttpResponse())(request)


@pytest.mark.django_db
def test_a_link_is_offered_to_those_whom_its_page_lets_in():
    to_members, to_organizations = reverse("members"), reverse("organizations") + "?kind=school"
    reader = curator()

    assert (opens(reader, to_members), opens(reader, to_organizations)) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["#list", "/no-such-page/", "https://example.org/"])
def test_what_is_no_page_of_ours_may_be_linked(url):
    assert opens(curator(), url)


@pytest.mark.django_db
def test_of_many_addresses_those_are_chosen_whose_records_the_reader_may_see(
    django_assert_num_queries,
):
    reader, foreign = director(), PersonFactory(organization=stranger().organization)
    own = [PersonFactory(organization=reader.organization) for _ in range(3)]
    cards = [reverse("person", args=[person.pk]) for person in own]
    changes = [reverse("change-person", args=[person.pk]) for person in own]
    beyond = reverse("person", args=[foreign.pk])

    with django_assert_num_queries(1):
        found = opening(reader, [*cards, *changes, beyond, reverse("members")])

    assert found == {*cards, reverse("members")}


@pytest.mark.django_db
def test_an_address_that_somebody_made_up_opens_nothing():
    assert opening(director(), [f"/people/{10**30}/"]) == frozenset()
