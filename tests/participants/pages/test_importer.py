"""The importer in a browser: upload, preview, decide, load, take the wrong rows back."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kernel import jobs
from kernel.models import Job
from participants.actions.import_keeping import forget_files
from participants.models import PeopleImport, Person
from participants.states import ImportState, PersonKind
from tests.factories.participants import ConsentFactory, PersonFactory
from tests.participants.sheets import PUPILS, thirty, workbook
from tests.people import client_of, curator, the_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    return client_of(curator())


def upload(browser, content, name="7А.xlsx", profile="pupils"):
    return browser.post(
        reverse("import-people"),
        {"profile": profile, "file": SimpleUploadedFile(name, content)},
    )


def text_of(answer):
    return answer.content.decode()


def test_thirty_people_walk_from_the_file_into_the_base(browser):
    answer = upload(browser, workbook(thirty()))
    preview = text_of(browser.get(answer.url))
    brought = PeopleImport.objects.get()

    browser.post(reverse("load-import", args=[brought.pk]))
    jobs.run(Job.objects.get(kind="participants.load_people").pk)
    done = text_of(browser.get(answer.url))

    assert "Загрузить 30 строк" in preview
    assert "Новых карточек: 30" in done
    assert Person.objects.filter(kind=PersonKind.PUPIL).count() == 30


def test_the_preview_says_what_is_wrong_and_where(browser):
    answer = upload(browser, workbook([*PUPILS, ("Ёлкин Пётр", "7А", "31.02.2013", "", "")]))

    page = text_of(browser.get(answer.url))

    assert "C4, Дата рождения «31.02.2013»: Даты 31.02.2013 не существует." in page


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "x.xlsx", "пуст"),
        (b"PK\x03\x04 broken", "x.xlsx", "Файл повреждён"),
        (b"\xff\xd8\xff photo", "x.xlsx", "изображение|картинка|снимок|таблица"),
        (workbook([("мёд", 1)], ("Товар", "Цена")), "x.xlsx", "Не нашли строку заголовков"),
        (b"text", "x.exe", "не принимаются|не подходят|Допустимы|типа"),
    ],
)
def test_a_bad_file_gets_its_sentence_and_leaves_nothing(browser, content, name, sentence):
    answer = upload(browser, content, name)

    assert answer.status_code == 422
    assert any(part in text_of(answer) for part in sentence.split("|"))
    assert PeopleImport.objects.count() == 0


def test_a_file_of_fifty_megabytes_is_refused_unread(browser, settings):
    settings.UPLOAD_LIMIT_BYTES = 1000

    answer = upload(browser, b"PK\x03\x04" + b"0" * 2000)

    assert (answer.status_code, "Файл больше" in text_of(answer)) == (422, True)


def test_a_doubled_column_is_asked_about(browser):
    answer = upload(browser, workbook([("Ёлкин Егор", "7А", "7Б")], ("ФИО", "Класс", "Группа")))

    page = text_of(browser.get(answer.url))

    assert "Столбец «Класс или группа» встречается дважды" in page
    browser.post(
        reverse("import-columns", args=[PeopleImport.objects.get().pk]),
        {"column-0": "full_name", "column-1": "class_name", "column-2": ""},
    )
    assert PeopleImport.objects.get().state == ImportState.CHECKED


def test_a_missing_column_is_named(browser):
    answer = upload(browser, workbook([("Ёлкин Егор", "2013")], ("ФИО", "Год рождения")))

    assert "Нет столбца «Класс или группа»" in text_of(browser.get(answer.url))


def test_undecided_rows_keep_what_was_chosen(browser):
    upload(browser, workbook(thirty()[:1]))
    brought = PeopleImport.objects.get()
    browser.post(reverse("load-import", args=[brought.pk]))
    jobs.run(Job.objects.get().pk)
    name = thirty()[0][0]
    answer = upload(browser, workbook([(name, "9А", "", "", ""), (f"{name}на", "9А", "", "", "")]))

    refused = browser.post(answer.url + "load/", {"decision-2": ""})

    assert refused.status_code == 422
    assert "Сначала решите, что делать с сомнительными строками: 2" in text_of(refused)


def load_all(browser, **typed):
    brought = PeopleImport.objects.get()
    browser.post(reverse("load-import", args=[brought.pk]), typed)
    jobs.run(Job.objects.get(kind="participants.load_people").pk)
    return brought


def test_a_loaded_file_is_taken_back_after_a_warning(browser):
    upload(browser, workbook(thirty()))
    brought = load_all(browser)
    page = text_of(browser.get(reverse("import", args=[brought.pk])))
    warning = text_of(browser.get(reverse("undo-import", args=[brought.pk])))

    answer = browser.post(reverse("undo-import", args=[brought.pk]), follow=True)

    assert "Отменить загрузку" in page
    assert "Будут удалены карточки, созданные файлом: 30" in warning
    assert "Удалено карточек: 30" in text_of(answer)
    assert Person.objects.count() == 0


def test_what_stands_in_the_way_of_the_undo_is_named(browser):
    upload(browser, workbook(PUPILS))
    brought = load_all(browser)
    ConsentFactory(person=Person.objects.get(last_name="Ёлкин"))

    warning = text_of(browser.get(reverse("undo-import", args=[brought.pk])))
    answer = browser.post(reverse("undo-import", args=[brought.pk]))

    assert "Ёлкин Егор Львович: после загрузки появилось: согласие." in warning
    assert answer.status_code == 422
    assert Person.objects.filter(last_name="Ёлкин").exists()


def test_those_not_in_the_file_are_shown_and_the_ticked_ones_archived(browser):
    gone, stays = PersonFactory.create_batch(2, organization=the_school(), class_name="7А")
    upload(browser, workbook(PUPILS))
    brought = PeopleImport.objects.get()
    page = text_of(browser.get(reverse("import", args=[brought.pk]) + "?rows=missing"))

    browser.post(reverse("archive-missing", args=[brought.pk]), {"person": [gone.pk]})

    gone.refresh_from_db(), stays.refresh_from_db()
    assert (gone.name.full in page, stays.name.full in page) == (True, True)
    assert (gone.archived_at is not None, stays.archived_at) == (True, None)


def test_nobody_else_than_those_shown_can_be_archived_here(browser):
    other = PersonFactory(organization=the_school(), class_name="7Б")
    upload(browser, workbook(PUPILS))

    browser.post(
        reverse("archive-missing", args=[PeopleImport.objects.get().pk]), {"person": [other.pk]}
    )

    other.refresh_from_db()
    assert other.archived_at is None


def test_a_file_that_looks_like_the_wrong_one_stops_until_a_person_says_it_is_right(browser):
    PersonFactory.create_batch(6, organization=the_school(), class_name="8Б")
    answer = upload(browser, workbook(thirty()))
    brought = PeopleImport.objects.get()

    page = text_of(browser.get(answer.url))
    refused = browser.post(reverse("load-import", args=[brought.pk]))
    load_all(browser, is_right="1")

    assert "Это список другой школы?" in page
    assert refused.status_code == 422
    assert Person.objects.filter(class_name="8Б").count() == 36


def test_the_page_says_when_the_file_is_deleted_and_that_it_was(browser, settings):
    answer = upload(browser, workbook(PUPILS))
    brought = PeopleImport.objects.get()

    before = text_of(browser.get(answer.url))
    forget_files(now=brought.uploaded_at + timedelta(days=settings.IMPORT_KEEP_DAYS + 1))
    after = browser.get(answer.url)
    wrong = browser.get(reverse("import-wrong-rows", args=[brought.pk]))

    assert "будут удалены" in before
    assert "Файлы с людьми хранятся ограниченное время" in text_of(after)
    assert wrong.status_code == 404


def test_wrong_rows_are_handed_back(browser):
    upload(browser, workbook([("Ёлкин Пётр", "7А", "31.02.2013", "", "")]))

    answer = browser.get(reverse("import-wrong-rows", args=[PeopleImport.objects.get().pk]))

    assert answer.content[:2] == b"PK"
