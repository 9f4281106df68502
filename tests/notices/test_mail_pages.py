"""What became of letters, and the letters themselves where there is no mail server."""

import os
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import letters
from accounts.actions import letters as outbox
from accounts.actions.invitations import invite
from accounts.models import Letter
from accounts.states import LetterKind
from kernel.models import JournalEntry
from kernel.russian import PersonName
from notices import actions
from notices.tasks import forget_letters
from tests import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_server(settings, tmp_path):
    """Letters go into files, as on one computer."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path


def a_reset(user=None):
    return outbox.owe_letter(
        LetterKind.PASSWORD_RESET,
        to="olga@example.org",
        user=user or people.curator().user,
        by=None,
        now=timezone.now(),
    )


def an_invitation():
    return invite(
        PersonName("Лаптева", "Ольга", "Юрьевна"),
        organization=people.the_school(),
        role="mentor",
        by=people.curator(),
        now=timezone.now(),
        email="lapteva@example.org",
    )


def a_notice():
    actions.owe(
        kind="test",
        to=people.director(user__email="director@example.org").user,
        organization=people.the_school(),
        subject="Пора подписать",
        key="1",
        now=timezone.now(),
    )


def send_all():
    outbox.sweep(now=timezone.now(), deliver=letters.deliver)
    actions.sweep(now=timezone.now(), deliver=actions.by_mail)


def refusing(_letter):
    """A mail server that is away."""
    raise OSError("away")


def test_every_letter_can_be_read_where_there_is_no_mail_server(no_server, sign_in):
    a_reset()
    an_invitation()
    a_notice()
    send_all()
    admin = sign_in(people.admin())

    listed = admin.get(reverse("kept-letters")).context["letters"]
    read = [
        admin.get(reverse("kept-letter", args=[letter.name])).content.decode() for letter in listed
    ]

    assert sorted(letter.to for letter in listed) == [
        "director@example.org", "lapteva@example.org", "olga@example.org",
    ]  # fmt: skip
    assert len(read) == 3
    assert sum("testserver/i/" in body or "localhost:8000/i/" in body for body in read) == 1
    assert sum("/password/new/" in body for body in read) == 1
    assert sum("Пора подписать" in body for body in read) == 1


def test_who_reads_a_letter_is_written_into_the_journal(no_server, sign_in):
    a_reset()
    send_all()
    admin = sign_in(people.admin())
    (letter,) = admin.get(reverse("kept-letters")).context["letters"]

    admin.get(reverse("kept-letter", args=[letter.name]))

    assert JournalEntry.objects.get(verb="view").subject == f"/notices/mail/texts/{letter.name}/"


@pytest.mark.parametrize("name", ["..", "secret-key", "20261124-101010-1.log", "a.log"])
def test_no_other_file_can_be_read(name, no_server, sign_in):
    answer = sign_in(people.admin()).get(f"/notices/mail/texts/{name}/")

    assert answer.status_code == 404


def test_with_a_mail_server_nobody_reads_letters(sign_in):
    admin = sign_in(people.admin())

    assert admin.get(reverse("kept-letters")).status_code == 404
    assert "Тексты писем" not in admin.get(reverse("sent-mail")).content.decode()


@pytest.mark.parametrize(
    ("question", "count"),
    [({}, 2), ({"state": "waiting"}, 1), ({"state": "sent"}, 1), ({"state": "gave_up"}, 0),
     ({"kind": "invitation"}, 1), ({"state": "evil"}, 2)],
)  # fmt: skip
def test_the_letters_about_sign_in_are_listed_with_their_state(question, count, sign_in):
    a_reset()
    send_all()
    an_invitation()

    page = sign_in(people.admin()).get(reverse("sign-in-letters"), question)

    assert len(page.context["listing"].rows) == count


def test_a_letter_that_was_given_up_is_tried_again(sign_in):
    letter = a_reset()
    for day in range(12):
        outbox.sweep(now=timezone.now() + timedelta(days=day), deliver=refusing)
    assert Letter.objects.get().gave_up_at is not None

    sign_in(people.admin()).post(reverse("retry-letter", args=[letter.pk]))

    fresh = Letter.objects.get()
    assert (fresh.gave_up_at, fresh.attempt_count) == (None, 0)


def test_a_letter_that_waits_is_not_tried_again(sign_in):
    answer = sign_in(people.admin()).post(reverse("retry-letter", args=[a_reset().pk]))

    assert answer.status_code == 409


def test_a_list_of_many_letters_takes_as_many_queries_as_of_one(
    sign_in, django_assert_max_num_queries
):
    admin = sign_in(people.admin())
    for number in range(20):
        a_reset(people.curator(user__username=f"user-{number}").user)

    with django_assert_max_num_queries(8):
        admin.get(reverse("sign-in-letters"))


def test_letters_kept_as_files_are_forgotten_after_a_time(no_server, tmp_path, settings):
    old, new = tmp_path / "20260801-080000-1.log", tmp_path / "20261101-080000-1.log"
    for file in (old, new, tmp_path / "notes.txt"):
        file.write_text("Subject: x")
    long_ago = (timezone.now() - timedelta(days=settings.KEEP_LETTERS_DAYS + 1)).timestamp()
    os.utime(old, (long_ago, long_ago))

    forget_letters()

    assert sorted(file.name for file in tmp_path.iterdir()) == [new.name, "notes.txt"]
