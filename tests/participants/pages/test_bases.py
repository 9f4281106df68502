"""The official bases: every column is filled from facts, on screen and in each kind of file."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from kernel import jobs
from kernel.models import Job
from kernel.spreadsheets import read
from kernel.states import JobState
from pairs.states import PairState
from participants import connections
from participants.documents.bases import MENTEE_COLUMNS, MENTOR_COLUMNS
from participants.models import MenteeProfile, MentorProfile
from participants.queries.bases import base_of
from tests.factories.pairs import ActivePairFactory, MeetingFactory, a_mentee, a_mentor, form
from tests.factories.participants import DirectionFactory, MentorFactory
from tests.people import client_of, curator, the_school

TODAY = date(2027, 6, 1)

pytestmark = pytest.mark.django_db


def text_of(answer):
    return answer.content.decode()


def a_finished_pair():
    """A pair that has met twice and come to an end; both cards say all that a card can say."""
    school = the_school()
    mentee = a_mentee(school, last_name="Берёзкина", class_name="7А")
    MenteeProfile.objects.filter(person=mentee).update(request="Хочу подтянуть алгебру")
    mentor = a_mentor(school, last_name="Дубов", phone="+7 900 111-22-33")
    MentorProfile.objects.filter(person=mentor).update(
        competences="Алгебра",
        achievements="Грамота",
        interests="шахматы",
        age_from=10,
        age_to=14,
        available_time="час в неделю",
    )
    pair = ActivePairFactory(
        mentee=mentee,
        mentor=mentor,
        form=form(),
        state=PairState.COMPLETED,
        ended_on=date(2027, 5, 25),
        end_reason="Контрольные без троек",
    )
    MeetingFactory(pair=pair)
    MeetingFactory(pair=pair, cancelled_at="2026-10-11T09:00Z")
    return pair


def cells(kind):
    return base_of(curator(), kind, today=TODAY).rows[0].cells


@pytest.fixture
def published(monkeypatch):
    """A higher room lends the address of what was published."""
    known = connections.lent()
    lent = connections.Connections(
        pairs_of_mentees=known.pairs_of_mentees,
        pairs_of_mentors=known.pairs_of_mentors,
        cases=lambda people: dict.fromkeys(people, "https://school.example.org/case"),
    )
    connections.connect(lent)
    yield
    connections.connect(known)


def test_all_thirteen_columns_of_mentees_come_from_facts(published):
    a_finished_pair()

    row = cells("mentee-base")

    assert len(row) == len(MENTEE_COLUMNS) == 13
    assert row[0] == 1
    assert row[1] == "Берёзкина Ксения Андреевна"
    assert "+7 900 111-22-33" in row[2]
    assert row[3:6] == (2014, "Хочу подтянуть алгебру", date(2026, 9, 1))
    assert row[6] == "Дубов Ксения Андреевна"
    assert row[7] == "учитель — ученик"
    assert row[8] == "Школа № 1, учитель математики"
    assert row[9:] == (
        date(2027, 5, 25),
        "Контрольные без троек. 1 встреча.",
        "https://school.example.org/case",
        "пройдена",
    )


def test_all_sixteen_columns_of_mentors_come_from_facts(published):
    a_finished_pair()

    row = cells("mentor-base")

    assert len(row) == len(MENTOR_COLUMNS) == 16
    assert row == (
        1,
        "Дубов Ксения Андреевна",
        "+7 900 111-22-33",
        "Школа № 1, учитель математики",
        "Алгебра",
        "Грамота",
        "шахматы",
        "от 10 до 14",
        "час в неделю",
        date(2026, 9, 1),
        "Берёзкина Ксения Андреевна",
        "учитель — ученик",
        "Школа № 1, 7А",
        "25.05.2027",
        "Контрольные без троек. 1 встреча.",
        "https://school.example.org/case",
    )


def test_what_nobody_knows_yet_stays_empty():
    a_mentee(the_school())

    assert cells("mentee-base")[6:] == ("", "", "", "", "", "", "")


def test_the_contacts_of_a_grown_up_student_are_their_own():
    a_mentee(the_school(), born_on=date(2005, 1, 1), phone="+7 900 555-55-55", gives=False)

    assert cells("mentee-base")[2] == "+7 900 555-55-55"


def test_directions_stand_in_for_words_that_nobody_wrote():
    mentor = MentorFactory(person__organization=the_school(), competences="")
    mentor.directions.add(DirectionFactory(name="математика"))

    assert cells("mentor-base")[4] == "математика"


def test_a_mentee_who_had_two_pairs_has_two_lines():
    pair = a_finished_pair()
    ActivePairFactory(mentee=pair.mentee, form=pair.form)

    rows = base_of(curator(), "mentee-base", today=TODAY).rows

    assert [(row.cells[0], row.cells[12]) for row in rows] == [(1, "пройдена"), (1, "")]


def test_the_base_is_looked_at_and_searched_on_screen():
    a_finished_pair()
    a_mentee(the_school(), last_name="Соснова")
    browser = client_of(curator())

    whole = text_of(browser.get(reverse("base", args=["mentee-base"])))
    found = text_of(browser.get(reverse("base", args=["mentee-base"]), {"q": "берез"}))

    assert all(str(title) in whole for title in MENTEE_COLUMNS)
    assert ["Соснова" in whole, "Соснова" in found] == [True, False]
    assert "Контрольные без троек" in found


def test_those_who_have_left_can_be_left_out():
    a_mentee(the_school(), last_name="Соснова")
    gone = a_mentee(the_school(), last_name="Кедрова")
    MenteeProfile.objects.filter(person=gone).update(left_on=TODAY)

    shown = text_of(
        client_of(curator()).get(reverse("base", args=["mentee-base"]), {"takes_part": "now"})
    )

    assert ["Соснова" in shown, "Кедрова" in shown] == [True, False]


@pytest.mark.parametrize("base", ["mentee-base", "mentor-base"])
@pytest.mark.parametrize("file", ["docx", "pdf"])
def test_word_and_pdf_are_made_by_a_job(base, file):
    a_finished_pair()

    answer = client_of(curator()).post(
        reverse("export-base", args=[base]), {"reason": "отчёт", "kind": file}
    )
    job = Job.objects.get()
    jobs.run(job.pk)
    job.refresh_from_db()

    assert answer.url == reverse("job", args=[job.pk])
    assert job.state == JobState.DONE
    content = job.file.read()
    if file == "pdf":
        assert content.startswith(b"%PDF")
    else:
        head = [cell.text for cell in Document(BytesIO(content)).tables[0].rows[0].cells]
        assert head == list(MENTEE_COLUMNS if base == "mentee-base" else MENTOR_COLUMNS)


def test_excel_comes_at_once():
    a_finished_pair()

    answer = client_of(curator()).post(
        reverse("export-base", args=["mentor-base"]), {"reason": "отчёт", "kind": "xlsx"}
    )

    assert list(read(answer.content, "x.xlsx")[0].rows[2]) == list(MENTOR_COLUMNS)


def test_a_long_base_costs_as_many_queries_as_a_short_one(django_assert_max_num_queries):
    browser = client_of(curator())
    a_finished_pair()
    browser.get(reverse("base", args=["mentee-base"]))
    for _ in range(8):
        ActivePairFactory()

    with django_assert_max_num_queries(20):
        browser.get(reverse("base", args=["mentee-base"]))
