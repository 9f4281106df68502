"""An empty installation begins with one person, and only once."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Membership, Organization, User
from accounts.states import OrganizationKind, Role
from kernel.models import JournalEntry

pytestmark = pytest.mark.django_db

WHO = {
    "centre": "Наставнический центр Заречья",
    "login": "ivanova",
    "last_name": "Иванова",
    "first_name": "Анна",
}


def test_the_first_person_can_sign_in_and_see_the_own_centre(client, capsys):
    call_command("begin", **WHO)

    login, password = capsys.readouterr().out.split(": ")
    centre = Organization.objects.get()
    user = User.objects.get()
    assert (centre.kind, str(centre)) == (OrganizationKind.REGION, WHO["centre"])
    assert (user.username, login) == ("ivanova", "ivanova")
    assert user.check_password(password.strip())
    assert set(Membership.objects.values_list("role", flat=True)) == {Role.REGION, Role.ADMIN}
    assert JournalEntry.objects.filter(verb="grant_role").count() == 2


def test_a_second_beginning_is_refused_with_a_sentence_and_changes_nothing():
    call_command("begin", **WHO)

    with pytest.raises(CommandError):
        call_command("begin", **{**WHO, "login": "intruder"})

    assert [user.username for user in User.objects.all()] == ["ivanova"]
