"""GET does not write, views of people are journalled, refusals are answered."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.models import Organization
from kernel import journal
from kernel.middleware import (
    RefusalsAreAnswered,
    WriteOnSafeMethodError,
    journal_views_of_people,
    refuse_null_bytes,
    safe_methods_do_not_write,
)
from kernel.models import JournalEntry
from kernel.refusals import Refusal
from tests.factories.accounts import SchoolFactory
from tests.people import curator


def rename(request):
    Organization.objects.update(short_name="changed")
    return HttpResponse()


@pytest.mark.django_db
def test_a_get_that_writes_is_an_error():
    SchoolFactory()

    with pytest.raises(WriteOnSafeMethodError):
        safe_methods_do_not_write(rename)(RequestFactory().get("/"))


@pytest.mark.django_db
def test_a_post_may_write():
    SchoolFactory()

    safe_methods_do_not_write(rename)(RequestFactory().post("/"))

    assert set(Organization.objects.values_list("short_name", flat=True)) == {"changed"}


@pytest.mark.django_db
def test_a_page_that_showed_people_leaves_one_line_of_the_journal():
    request = RequestFactory().get("/people/")
    request.membership = curator()

    def show(request):
        journal.saw(request, [7, 3])
        return HttpResponse("names")

    journal_views_of_people(show)(request)

    line = JournalEntry.objects.get()
    assert (line.verb, line.subject, line.people) == ("view", "/people/", ",3,7,")
    assert (line.by_id, line.tenant_id) == (
        request.membership.user_id,
        request.membership.organization_id,
    )


@pytest.mark.django_db
def test_a_page_that_was_refused_is_not_a_view():
    def forbid(request):
        journal.saw(request, [7])
        return HttpResponse(status=403)

    journal_views_of_people(forbid)(RequestFactory().get("/people/"))

    assert not JournalEntry.objects.exists()


def test_a_null_byte_in_the_address_is_answered_with_400():
    answer = refuse_null_bytes(lambda request: HttpResponse())(
        RequestFactory().get("/people/?q=a%00b")
    )

    assert (answer.status_code, "недопустимый символ" in answer.content.decode()) == (400, True)


def test_an_unexpected_exception_is_left_to_django():
    answers = RefusalsAreAnswered(lambda request: HttpResponse())

    assert answers.process_exception(RequestFactory().get("/"), ValueError("x")) is None


@pytest.mark.django_db
def test_a_refusal_becomes_a_page_of_409_with_its_sentence(client, monkeypatch):
    def refuse(*_args, **_facts):
        raise Refusal("Приказ уже подписан.")

    refuse.access = "test"
    monkeypatch.setattr("mentoring.views.page", refuse)
    client.force_login(curator().user)

    answer = client.get("/")

    assert answer.status_code == 409
    assert "Приказ уже подписан." in answer.content.decode()
