"""Dangerous deeds ask for the password again, and lose nothing of what was typed."""

import pytest
from django.urls import reverse

from accounts.models import Membership
from tests.people import PASSWORD, client_of, curator, director, mentor

pytestmark = pytest.mark.django_db


def test_a_stale_sign_in_is_answered_403_with_a_form_and_nothing_is_done():
    member = mentor()

    answer = client_of(curator(), fresh=False).post(
        reverse("end-role", args=[member.pk]), {"reason": "уехал"}
    )

    assert answer.status_code == 403
    assert "Подтвердите пароль" in answer.content.decode()
    assert Membership.objects.get(pk=member.pk).ended_at is None


def test_after_the_password_the_deed_is_done_with_what_was_typed():
    member = mentor()
    client = client_of(curator(), fresh=False)
    page = client.post(reverse("end-role", args=[member.pk]), {"reason": "уехал"})

    client.post(page.context["resume_url"], {"password": PASSWORD})

    assert Membership.objects.get(pk=member.pk).ended_at is not None


def test_a_wrong_password_does_nothing():
    member = mentor()
    client = client_of(curator(), fresh=False)
    page = client.post(reverse("end-role", args=[member.pk]), {"reason": "уехал"})

    answer = client.post(page.context["resume_url"], {"password": "wrong"})

    assert answer.status_code == 422
    assert Membership.objects.get(pk=member.pk).ended_at is None


def test_who_may_not_is_refused_before_being_asked_for_a_password():
    answer = client_of(director(), fresh=False).post(reverse("end-role", args=[mentor().pk]))

    assert answer.status_code == 403
    assert "Подтвердите пароль" not in answer.content.decode()
