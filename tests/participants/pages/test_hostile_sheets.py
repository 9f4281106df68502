"""Thirty and more hostile or broken files at the importer: a sentence or harmless text, never harm.

Each is refused whole, or its rows are wrong with a sentence, or it is read as plain text.
"""

import zipfile
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from participants.models import PeopleImport, Person
from participants.states import RowClass
from tests.kernel.test_spreadsheets import OLD_EXCEL, book, cell, ods, repacked
from tests.participants.sheets import workbook
from tests.people import client_of, curator

pytestmark = pytest.mark.django_db

HEADS = ("ФИО", "Класс", "Дата рождения")
GOOD = ("Ёлкин Егор", "7А", "01.02.2013")
LIST = workbook([GOOD], HEADS)
LOCKED = OLD_EXCEL[:600] + "EncryptedPackage".encode("utf-16-le")
XXE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def in_sheet(change):
    """The good list with its sheet changed by `change(xml)`."""
    return repacked(LIST, lambda name, xml: change(xml) if "sheet1" in name else xml)


def with_part(name):
    stream = BytesIO(LIST)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, "<x/>")
    return stream.getvalue()


def many_parts():
    stream = BytesIO(LIST)
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(300):
            archive.writestr(f"{number}.txt", "")
    return stream.getvalue()


def declared(doctype):
    return in_sheet(lambda xml: xml.replace(b"<worksheet", doctype + b"<worksheet", 1))


def unsaved_formula():
    made = openpyxl.Workbook()
    made.active.append(HEADS)
    made.active.append(["=A1", "7А", "01.02.2013"])
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def excel_error():
    """A cell that shows #N/A."""

    def spoil(xml):
        head, _sep, rest = xml.rpartition(b'<c r="B2"')
        return head + b'<c r="B2" t="e"><v>#N/A</v></c><c r="Z2"' + rest

    return in_sheet(spoil)


REFUSED = {
    "empty file": (b"", "x.xlsx", "файл пуст"),
    "program named .xlsx": (b"MZ\x90\x00 program", "x.xlsx", "не соответствует расширению"),
    "page of a site named .xls": (b"<html><table></table></html>", "x.xls", "не соответствует"),
    "photo named .xlsx": (b"\xff\xd8\xff photo", "x.xlsx", "изображение"),
    "picture named .csv": (b"\x89PNG\r\n\x1a\n", "x.csv", "изображение"),
    "old Excel named .xlsx": (OLD_EXCEL, "x.xlsx", "не соответствует расширению"),
    "program": (b"MZ", "x.exe", "не принимается"),
    "workbook with macros by name": (LIST, "x.xlsm", "не принимается"),
    "two suffixes": (LIST, "x.xlsx.php", "не принимается"),
    "no suffix": (LIST, "список", "не принимается"),
    "password": (LOCKED, "x.xlsx", "защищён паролем"),
    "cut in half": (LIST[: len(LIST) // 2], "x.xlsx", "повреждён"),
    "zip of something else": (many_parts()[:40] + b"junk", "x.xlsx", "повреждён"),
    "cut old Excel": (OLD_EXCEL[:700], "x.xls", "повреждён"),
    "three hundred parts": (many_parts(), "x.xlsx", "повреждён или не является книгой"),
    "bomb": (in_sheet(lambda xml: xml + b" " * 60_000_000), "x.xlsx", "слишком велик после"),
    "external entity": (declared(XXE), "x.xlsx", "недопустимые данные"),
    "billion laughs": (declared(LAUGHS), "x.xlsx", "недопустимые данные"),
    "macros inside": (with_part("xl/vbaProject.bin"), "x.xlsx", "макросы"),
    "links to other books": (with_part("xl/externalLinks/e1.xml"), "x.xlsx", "внешние связи"),
    "object inside": (with_part("xl/embeddings/oleObject1.bin"), "x.xlsx", "внешние связи"),
    "cell at the end of the world": (book(A1="ФИО", XFD1048576="x"), "x.xlsx", "слишком велик"),
    "too many columns": (book(A1="ФИО", BZ1="x"), "x.xlsx", "слишком велик"),
    "a million repeated rows": (
        ods(cell("x"), ' table:number-rows-repeated="1048576"'), "x.ods", "слишком велик",
    ),
    "formula without a value": (unsaved_formula(), "x.xlsx", "формула без значения"),
    "Excel error": (excel_error(), "x.xlsx", "#N/A"),
    "zero bytes in .csv": (b"\xd0\xa4\xd0\x98\xd0\x9e;\x00", "x.csv", "не текстовая таблица"),
    "open quotation mark": ('ФИО;Класс\n"Ёлкин;7А'.encode(), "x.csv", "кавычка"),
    "a cell of 200 kB": (f"ФИО;Класс\n{'я' * 200_000};7А".encode(), "x.csv", "длинное значение"),
    "only blank lines": (b";;;\n\n;;\n", "x.csv", "ни одной строки"),
    "list of goods": (workbook([("мёд", 1)], ("Товар", "Цена")), "x.xlsx", "Не нашли строку"),
}  # fmt: skip

WRONG = {
    "a formula as a name": ("=HYPERLINK(1)", "7А", "", "Недопустимый символ"),
    "a tag as a name": ("<script>alert(1)</script> Егор", "7А", "", "Недопустимый символ"),
    "latin letters that look Russian": ("Ceргeев Егор", "7А", "", "русские и латинские"),
    "a day that does not exist": ("Ёлкин Егор", "7А", "31.02.2013", "не существует"),
    "a day to come": ("Ёлкин Егор", "7А", "01.02.2031", "в будущем"),
    "a pupil of ninety": ("Ёлкин Егор", "7А", "01.02.1930", "от 6 до 20 лет"),
    "a name of 4,000 letters": ("Ё" + "л" * 4000 + " Егор", "7А", "", "символ"),
    "a class of 300 letters": ("Ёлкин Егор", "7" * 300, "", "символ"),
}


@pytest.fixture
def browser():
    return client_of(curator())


def upload(browser, content, name):
    file = SimpleUploadedFile(name, content)
    return browser.post(reverse("import-people"), {"profile": "pupils", "file": file})


@pytest.mark.parametrize("case", REFUSED)
def test_the_file_is_refused_with_a_sentence_and_leaves_nothing(browser, case):
    content, name, sentence = REFUSED[case]

    answer = upload(browser, content, name)

    assert (answer.status_code, PeopleImport.objects.count(), Person.objects.count()) == (422, 0, 0)
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("case", WRONG)
def test_the_row_is_wrong_and_says_why(browser, case):
    *row, sentence = WRONG[case]

    upload(browser, workbook([row], HEADS), "x.xlsx")

    (said,) = PeopleImport.objects.get().rows
    assert said["class"] == RowClass.WRONG
    assert sentence in " ".join(problem["text"] for problem in said["problems"])


def test_hostile_text_of_a_wrong_row_is_shown_as_text(browser):
    answer = upload(browser, workbook([("<b>Егор</b> Ёлкин", "7А", "")], HEADS), "x.xlsx")

    page = browser.get(answer.url).content.decode()

    assert "&lt;b&gt;Егор&lt;/b&gt;" in page
    assert "<b>Егор" not in page
