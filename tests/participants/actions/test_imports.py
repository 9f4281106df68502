"""A file of people: checked, decided, loaded as a whole; the same file changes nothing."""

from datetime import UTC, date, datetime

import pytest

from accounts.states import Gender
from kernel import jobs
from kernel.models import Job, JournalEntry
from kernel.spreadsheets import SpreadsheetRefused, read
from kernel.states import JobState
from participants.actions import imports as acts
from participants.columns import HeadingsNotFound
from participants.documents.bases import MENTEE_COLUMNS, MENTOR_COLUMNS
from participants.documents.import_sheets import sample, wrong_rows
from participants.import_check import NEW, SKIP
from participants.models import Guardian, PeopleImport, Person, RememberedColumn
from participants.queries.imports import file_rows
from participants.states import ImportProfile, ImportState, PersonKind, RowClass
from tests.factories.participants import PersonFactory
from tests.participants.sheets import HEADS, PUPILS, thirty, workbook
from tests.people import curator, the_school

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)

pytestmark = pytest.mark.django_db


def bring(content, *, profile=ImportProfile.PUPILS, name="7А.xlsx", by=None):
    by = by or curator()
    return acts.bring_file(
        the_school(), profile=profile, name=name, content=content, by=by, now=NOW, today=TODAY
    )


def load(brought, decisions=None):
    """Ask for the loading and do the job as a worker does."""
    by = brought.uploaded_by.memberships.get()
    wanted = acts.want_load(brought, decisions=decisions or {}, by=by, now=NOW, today=TODAY)
    jobs.run(wanted.job_id)
    return Job.objects.get(pk=wanted.job_id)


def classes(brought):
    return [row["class"] for row in brought.rows]


def problems(brought):
    return [problem for row in brought.rows for problem in row["problems"]]


def test_thirty_people_are_checked_and_loaded():
    brought = bring(workbook(thirty()))

    job = load(brought)

    assert job.state == JobState.DONE
    assert job.result == {"made": 30, "updated": 0}
    assert Person.objects.filter(class_name="8Б", kind=PersonKind.PUPIL).count() == 30
    assert Person.objects.exclude(search="").count() == 30


def test_the_check_writes_nothing_but_the_preview():
    brought = bring(workbook(PUPILS))

    assert (brought.state, classes(brought)) == (ImportState.CHECKED, [RowClass.NEW] * 2)
    assert Person.objects.count() == 0


def test_the_same_file_again_changes_nothing():
    load(bring(workbook(PUPILS)))

    again = bring(workbook(PUPILS))

    assert classes(again) == [RowClass.SAME] * 2
    with pytest.raises(acts.NothingToLoad):
        acts.want_load(again, decisions={}, by=curator(), now=NOW, today=TODAY)


def test_what_stands_in_the_row_is_understood():
    load(bring(workbook(PUPILS)))

    person = Person.objects.get(last_name="Зябликова")
    assert (person.class_name, person.born_on, person.gender) == (
        "7А",
        date(2013, 4, 12),
        Gender.FEMALE,
    )
    link = person.guardians.get()
    assert (link.guardian.name.full, link.guardian.phone) == (
        "Зябликов Андрей Ильич",
        "+7 900 000-11-22",
    )
    assert link.confirmed_at is None


def test_headings_below_a_title_and_columns_in_another_order_are_found():
    rows = [("7А", "Зябликова", "Софья", "2013"), (None, None, None, None)]
    content = workbook(
        rows, ("Класс", "Фамилия", "Имя", "Год рождения"), notes=("Школа № 1", "Список класса")
    )

    brought = bring(content)

    assert brought.heading_row == 2
    assert classes(brought) == [RowClass.NEW]


def test_a_move_to_another_class_is_shown_as_a_change():
    load(bring(workbook(PUPILS)))
    name, _class, born, parent, phone = PUPILS[0]

    brought = bring(workbook([(name, "8А", born, parent, phone)]))
    load(brought)

    assert brought.rows[0]["changes"] == [{"field": "Класс или группа", "was": "7А", "now": "8А"}]
    assert Person.objects.get(last_name="Зябликова").class_name == "8А"


def test_an_empty_cell_erases_nothing():
    load(bring(workbook(PUPILS)))
    name, class_name, born, _parent, _phone = PUPILS[0]

    brought = bring(workbook([(name, class_name, born, "", "")]))

    assert classes(brought) == [RowClass.SAME]


@pytest.mark.parametrize(("decision", "made"), [(NEW, 2), (SKIP, 1), ("the same", 1)], ids=str)
def test_a_namesake_is_decided_by_a_person(decision, made):
    known = PersonFactory(
        organization=the_school(),
        last_name="Зябликова",
        first_name="Софья",
        patronymic="Андреевна",
        born_on=None,
        birth_year=2013,
        class_name="6Б",
    )
    brought = bring(
        workbook([("Зябликова Софья Андреевна", "7А", "12.04.2013", "", ""), PUPILS[1]])
    )
    assert classes(brought) == [RowClass.DOUBTFUL, RowClass.NEW]
    with pytest.raises(acts.Undecided, match="2"):
        acts.want_load(brought, decisions={}, by=curator(), now=NOW, today=TODAY)

    load(brought, {"2": str(known.pk) if decision == "the same" else decision})

    assert Person.objects.filter(last_name="Зябликова").count() == made


@pytest.mark.parametrize(
    ("row", "field", "sentence"),
    [
        (("Ёлкин Егор", "7А", "31.02.2013", "", ""), "Дата рождения", "не существует"),
        (("=cmd|' A0", "7А", "", "", ""), "Фамилия", "Недопустимый символ"),
        (("Ceргeев Егор", "7А", "", "", ""), "Фамилия", "русские и латинские"),
        (("Ёлкин", "7А", "", "", ""), "Фамилия", "Нужны фамилия и имя"),
        (("Ёлкин Егор", "", "01.02.2013", "", ""), "Класс или группа", "Укажите класс"),
        (("Ёлкин Егор", "7А", "01.02.1990", "", ""), "Дата рождения", "от 6 до 20 лет"),
        (("Ёлкин Егор", "7А", "", "мама", ""), "Представитель", "фамилию и имя представителя"),
        (("Ёлкин Егор", "7А", "", "Ёлкина Вера", "123"), "Представитель", "+7 900 000-00-00"),
    ],
)
def test_a_wrong_cell_gets_its_sentence(row, field, sentence):
    brought = bring(workbook([row]))

    assert classes(brought) == [RowClass.WRONG]
    assert field in {problem["field"] for problem in problems(brought)}
    assert sentence in " ".join(problem["text"] for problem in problems(brought))


def test_a_problem_names_its_cell():
    brought = bring(workbook([*PUPILS, ("Ёлкин Пётр", "7А", "31.02.2013", "", "")]))

    assert [problem["cell"] for problem in problems(brought)] == ["C4"]


def test_a_row_that_repeats_another_is_wrong():
    brought = bring(workbook([PUPILS[0], PUPILS[0]]))

    assert classes(brought) == [RowClass.NEW, RowClass.WRONG]
    assert problems(brought)[0]["text"] == "Эта строка повторяет строку 2."


def test_wrong_rows_stay_out_and_come_back_with_a_comment():
    brought = bring(workbook([PUPILS[0], ("Ёлкин Пётр", "7А", "31.02.2013", "", "")]))

    load(brought)
    sheet = read(wrong_rows(brought.headings, file_rows(brought), brought.rows), "x.xlsx")[0]

    assert Person.objects.filter(kind=PersonKind.PUPIL).count() == 1
    assert sheet.rows[0] == ["Строка файла", *HEADS, "Что исправить"]
    assert sheet.rows[1][:2] == [3, "Ёлкин Пётр"]
    assert "C3, Дата рождения: Даты 31.02.2013 не существует" in sheet.rows[1][-1]


def test_a_base_that_changed_since_the_check_refuses_the_load():
    brought = bring(workbook(PUPILS))
    PersonFactory(
        organization=the_school(),
        last_name="Зябликова",
        first_name="Софья",
        patronymic="Андреевна",
        born_on=date(2013, 4, 12),
        class_name="7А",
    )

    job = load(brought)

    assert (job.state, "база изменилась" in job.error) == (JobState.FAILED, True)
    assert Person.objects.filter(kind=PersonKind.PUPIL).count() == 1


def test_a_job_that_runs_again_loads_once():
    brought = bring(workbook(PUPILS))
    load(brought)
    brought.refresh_from_db()

    done = acts.load_people(brought, by=None, now=NOW, today=TODAY, step=lambda *_told: None)

    assert done == {"made": 2, "updated": 0}
    assert Person.objects.filter(kind=PersonKind.PUPIL).count() == 2
    assert JournalEntry.objects.filter(verb="load_people").count() == 1


def test_a_strange_heading_is_named_once_and_remembered():
    content = workbook([("Ёлкин Егор", "7А")], ("ФИО", "Отряд"))
    content_with_two = workbook([("Ёлкин Егор", "7А", "2013")], ("ФИО", "Отряд", "Год рождения"))
    with pytest.raises(HeadingsNotFound):
        bring(content)
    brought = bring(content_with_two)
    assert brought.state == ImportState.UPLOADED

    named = acts.name_columns(
        brought,
        columns={0: "full_name", 1: "class_name", 2: "birth_year"},
        by=curator(),
        now=NOW,
        today=TODAY,
    )

    assert classes(named) == [RowClass.NEW]
    assert RememberedColumn.objects.get(heading="отряд").field == "class_name"
    assert bring(content_with_two).state == ImportState.CHECKED


def test_the_official_bases_are_read():
    mentee = [""] * len(MENTEE_COLUMNS)
    mentee[1:6] = [
        "Ёлкин Егор Львович",
        "Ёлкина Вера +7 900 000-11-33",
        "2013",
        "Алгебра",
        "01.09.2026",
    ]
    mentor = [""] * len(MENTOR_COLUMNS)
    mentor[1:9] = [
        "Вересова Ольга Ильинична", "8 900 000 11 44, veresova@example.org", "Завод «Луч»",
        "Чертит", "Грамота", "лыжи", "от 12 до 16", "час в неделю",
    ]  # fmt: skip

    first = load(bring(workbook([mentee], MENTEE_COLUMNS), profile=ImportProfile.MENTEE_BASE))
    second = load(bring(workbook([mentor], MENTOR_COLUMNS), profile=ImportProfile.MENTOR_BASE))

    assert (first.error, second.error) == ("", "")
    pupil = Person.objects.get(last_name="Ёлкин")
    assert (pupil.mentee.request, pupil.mentee.entered_on) == ("Алгебра", date(2026, 9, 1))
    assert Guardian.objects.get(child=pupil).guardian.phone == "+7 900 000-11-33"
    person = Person.objects.get(last_name="Вересова")
    assert (person.kind, person.workplace, person.email) == (
        PersonKind.OUTSIDE,
        "Завод «Луч»",
        "veresova@example.org",
    )
    assert (person.mentor.age_from, person.mentor.age_to) == (12, 16)
    again = bring(workbook([mentor], MENTOR_COLUMNS), profile=ImportProfile.MENTOR_BASE)
    assert classes(again) == [RowClass.SAME]


@pytest.mark.parametrize("profile", ImportProfile)
def test_a_sample_can_be_read_back(profile):
    rows = read(sample(profile), "x.xlsx")[0].rows

    assert rows[0]


@pytest.mark.parametrize(
    ("content", "name", "error"),
    [
        (b"PK\x03\x04 broken", "x.xlsx", SpreadsheetRefused),
        (b"\x89PNG\r\n", "x.xlsx", SpreadsheetRefused),
        (workbook([("а", "б")], ("Товар", "Цена")), "x.xlsx", HeadingsNotFound),
        ("Товар;Цена\nмёд;1\n".encode("cp1251"), "x.csv", HeadingsNotFound),
    ],
)
def test_a_file_that_is_no_list_of_people_is_refused_whole(content, name, error):
    with pytest.raises(error):
        bring(content, name=name)

    assert PeopleImport.objects.count() == 0


def test_a_csv_of_windows_is_read():
    text = "Фамилия;Имя;Класс\nЁлкин;Егор;7А\n"

    brought = bring(text.encode("cp1251"), name="x.csv")

    assert classes(brought) == [RowClass.NEW]


def test_a_long_file_is_checked_by_a_job():
    rows = [
        (f"Ёлкин{'аб'[n % 2]} Егор{'вгдежзиклм'[n // 2 % 10]}", "7А", 2005 + n % 12)
        for n in range(310)
    ]
    brought = bring(workbook(rows, ("ФИО", "Класс", "Год рождения")))
    assert brought.state == ImportState.UPLOADED

    jobs.run(brought.job_id)

    assert PeopleImport.objects.get(pk=brought.pk).state == ImportState.CHECKED
