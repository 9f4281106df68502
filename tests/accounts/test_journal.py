"""The journal: who reads which lines, in which words, and how it is taken out."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.actions.memberships import end_role
from accounts.journal import journal_of, lines_of
from kernel import jobs, journal
from kernel.models import Job, JournalEntry
from participants.actions.consents import ask_consent
from tests import people
from tests.factories.participants import ConsentTextFactory, GuardianFactory, PersonFactory

pytestmark = pytest.mark.django_db


def deed(subject, by, verb="change_person", **details):
    return journal.record(verb, subject, by=by, **details)


def look(person, by, path="/people/1/"):
    return JournalEntry.objects.create(
        verb="view",
        subject=path,
        people=f",{person.pk},",
        tenant_id=by.organization_id,
        by_id=by.user_id,
        role=by.role,
    )


def a_person(last_name="Ольхова", organization=None):
    return PersonFactory(
        organization=organization or people.the_school(), last_name=last_name, first_name="Вера",
        patronymic="Ильинична",
    )  # fmt: skip


def shown(member, sign_in, **question):
    return sign_in(member).get(reverse("journal"), question).context["lines"]


def test_a_line_tells_in_words_who_did_what_with_which_record():
    curator = people.curator()
    person = a_person()
    deed(person, curator)

    (line,) = lines_of(list(journal_of(curator)), curator)

    assert (line.who, str(line.what), line.record, line.url) == (
        curator.user.name.full,
        "Карточка исправлена",
        "Человек: Ольхова Вера Ильинична",
        reverse("person", args=[person.pk]),
    )


def test_the_director_reads_who_looked_at_whom_and_the_curator_does_not(sign_in):
    curator, director = people.curator(), people.director()
    person = a_person()
    look(person, curator)

    (line,) = shown(director, sign_in)

    assert (str(line.what), line.people) == (
        "Просмотр персональных данных",
        ("Ольхова Вера Ильинична",),
    )
    assert shown(curator, sign_in) == []


def test_nobody_reads_the_journal_of_another_school(sign_in):
    stranger = people.stranger()
    deed(a_person(organization=stranger.organization), stranger)

    assert shown(people.director(), sign_in) == []


def test_the_administrator_reads_numbers_and_no_names(sign_in):
    curator = people.curator(user__last_name="Кураторова")
    person = a_person()
    deed(person, curator, reason="Ольхова просила")
    look(person, curator)

    page = sign_in(people.admin()).get(reverse("journal"))

    body = page.content.decode()
    assert [line.record for line in page.context["lines"]] == [
        "Страница /people/1/",
        f"Человек: № {person.pk}",
    ]
    assert "Ольхова" not in body
    assert "Кураторова" not in body


@pytest.mark.parametrize(
    ("question", "verbs"),
    [
        ({"what": "view"}, ["view"]),
        ({"what": "participants"}, ["change_person"]),
        ({"whose": "ольхова вера"}, ["view"]),
        ({"whose": "Берёзин"}, ["change_person"]),
        ({"since": "2026-10-02"}, ["view"]),
        ({"until": "2026-10-01"}, ["change_person"]),
        ({"since": "вчера"}, ["view", "change_person"]),
        ({"q": "КУРАТОРОВА"}, ["view"]),
        ({"what": "secret__x"}, ["view", "change_person"]),
    ],
)
def test_the_filters_live_in_the_address(question, verbs, sign_in):
    director = people.director(user__last_name="Директоров")
    # The midnight of the school's own clock, three hours before that of the server.
    with time_machine.travel(datetime(2026, 10, 1, 20, 59, tzinfo=UTC), tick=False):
        deed(a_person("Берёзин"), director)
    with time_machine.travel(datetime(2026, 10, 1, 21, 1, tzinfo=UTC), tick=False):
        look(a_person(), people.curator(user__last_name="Кураторова"))

    assert [line.entry.verb for line in shown(director, sign_in, **question)] == verbs


def test_a_page_takes_as_many_queries_for_many_lines_as_for_one(
    sign_in, django_assert_max_num_queries
):
    director = people.director()
    client = sign_in(director)
    for number in range(30):
        person = a_person(f"Рябина{number}")
        deed(person, director)
        look(person, director)

    with django_assert_max_num_queries(9):
        client.get(reverse("journal"))


def test_what_was_refused_is_written_for_the_director(sign_in):
    curator = people.curator()
    far = a_person(organization=people.the_neighbour())

    sign_in(curator).get(reverse("person", args=[far.pk]))

    (line,) = shown(people.director(), sign_in)
    assert (line.entry.verb, line.entry.details["status"]) == ("denied", 404)


def test_a_personal_link_does_not_stand_in_the_journal(client):
    link = GuardianFactory(child=a_person(), guardian__organization=people.the_school())
    _asked, token = ask_consent(
        link.child,
        purpose="taking_part",
        signer=link.guardian,
        text=ConsentTextFactory(),
        by=people.curator(),
        now=timezone.now(),
    )

    client.get(reverse("consent-link", args=[token]))

    entry = JournalEntry.objects.get(verb="view")
    assert (entry.subject, entry.tenant_id) == ("/people/link/…/", link.child.organization_id)


def test_the_table_holds_what_the_page_shows_and_its_reason_is_written(sign_in):
    director = people.director()
    deed(a_person(), director, reason="=1+1")
    look(a_person("Берёзин"), director)

    answer = sign_in(director).post(
        reverse("export-journal") + "?what=participants", {"reason": "проверка"}
    )
    jobs.run(Job.objects.get().pk)

    job = Job.objects.get()
    sheet = load_workbook(BytesIO(job.file.read())).active
    assert answer["Location"] == reverse("job", args=[job.pk])
    assert [cell.value for cell in sheet[4]][1:6] == [
        director.user.name.full, "директор", "Карточка исправлена", "=1+1",
        "Человек: Ольхова Вера Ильинична",
    ]  # fmt: skip
    assert sheet[4][4].data_type == "s"
    assert sheet.max_row == 4
    assert JournalEntry.objects.get(verb="export_journal").details["reason"] == "проверка"


def test_the_table_is_not_made_for_somebody_whose_role_is_over(sign_in):
    director = people.director()
    people.director()
    sign_in(director).post(reverse("export-journal"), {"reason": "проверка"})
    now = timezone.now()
    end_role(director, by=people.municipal(), now=now, today=now.date(), reason="уволен")

    jobs.run(Job.objects.get().pk)

    job = Job.objects.get()
    assert (job.state, bool(job.file), "больше не действует" in job.error) == (
        "failed",
        False,
        True,
    )


def test_the_database_itself_refuses_to_change_a_line():
    line = deed(a_person(), people.director())

    with pytest.raises(DatabaseError), transaction.atomic():
        JournalEntry.objects.filter(pk=line.pk).update(verb="other")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite refuses changes only")
def test_postgresql_refuses_to_remove_a_line():
    line = deed(a_person(), people.director())

    with pytest.raises(DatabaseError), transaction.atomic():
        JournalEntry.objects.filter(pk=line.pk).delete()


def test_a_password_is_asked_for_before_the_journal_is_taken_out():
    answer = people.client_of(people.director(), fresh=False).get(reverse("export-journal"))

    assert answer.status_code == 302
