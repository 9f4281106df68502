"""Pages of errors: what they say, and what they do not lose."""

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.people import client_of, curator

TYPED = {"last_name": "Ольхова", "first_name": "Анна", "phone": "", "language": "ru"}
OWN = {"origin": "http://testserver"}


def checked(member):
    """A browser whose forms are checked against forgery, as real ones are."""
    client = Client(enforce_csrf_checks=True)
    client.cookies = client_of(member).cookies
    return client


@pytest.mark.django_db
def test_a_form_opened_before_one_signed_in_anew_can_be_sent_again():
    member = curator()
    client = checked(member)

    refused = client.post(reverse("my-profile"), TYPED, headers=OWN)
    kept = refused.context["kept"]
    token = client.get(reverse("my-profile")).context["csrf_token"]
    client.post(kept.path, {**dict(kept.fields), "csrfmiddlewaretoken": str(token)}, headers=OWN)

    assert refused.status_code == 403
    assert User.objects.get(pk=member.user_id).last_name == "Ольхова"


@pytest.mark.django_db
@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_a_form_of_a_foreign_page_is_refused_and_not_offered_again(origin):
    refused = checked(curator()).post(reverse("my-profile"), TYPED, headers={"origin": origin})

    assert refused.status_code == 403
    assert "Ольхова" not in refused.content.decode()


def test_a_database_that_is_away_is_said_with_503(client, monkeypatch):
    def away(*_args, **_facts):
        raise OperationalError("connection refused")

    monkeypatch.setattr("accounts.middleware.acting_membership", away)
    client.raise_request_exception = False

    answer = client.get(reverse("account_login"))

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "connection refused" not in answer.content.decode()


def test_anything_else_that_breaks_is_said_with_500(client, monkeypatch):
    def broken(*_args, **_facts):
        raise ZeroDivisionError

    monkeypatch.setattr("accounts.middleware.acting_membership", broken)
    client.raise_request_exception = False

    assert client.get(reverse("account_login")).status_code == 500
