"""Tables that people send are read or refused with a sentence; tables that we write are safe."""

import contextlib
import struct
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.spreadsheets import Sheet, SpreadsheetRefused, read, write
from kernel.spreadsheets.writing import CELL_LENGTH, CUT

OLD_EXCEL = Path(__file__).with_name("old_excel.xls").read_bytes()
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/"'
    ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)
DAMAGED = "Файл повреждён. Сохраните его заново в Excel."


def written(*rows, columns=("Имя", "Ещё"), **more):
    return openpyxl.load_workbook(
        BytesIO(write([Sheet("Лист", columns, rows, **more)]))
    ).worksheets[0]


def refusal(content, name="file.xlsx", **limits):
    with pytest.raises(SpreadsheetRefused) as refused:
        read(content, name, **limits)
    return str(refused.value)


def book(**cells):
    made = openpyxl.Workbook()
    for place, value in cells.items():
        made.active[place] = value
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def repacked(content, change):
    """The same archive with its parts changed by `change(name, data)`."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            after.writestr(name, change(name, before.read(name)))
    return stream.getvalue()


class TestWriting:
    @pytest.mark.parametrize(
        "text",
        ["=1+1", "+7 900", "-1", "@x", "\tx", "＝x", '=HYPERLINK("http://x")', "просто текст"],
    )
    def test_text_never_becomes_a_formula(self, text):
        cell = written([text])["A2"]

        assert (cell.data_type, cell.value) == ("s", text)

    def test_what_excel_might_run_is_quoted_too(self):
        assert written(["=1+1"])["A2"].quotePrefix

    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            (5, 5),
            (2.5, 2.5),
            (Decimal("1.5"), 1.5),
            (None, None),
            (True, "да"),
            (False, "нет"),
            (float("nan"), "nan"),
            (float("inf"), "inf"),
            (10**400, str(10**400)),
            (Decimal("NaN"), "NaN"),
            (date(1800, 1, 2), "02.01.1800"),
            ("a\x00\x0b\ud800\uffffб", "aб"),
            (date(2026, 1, 2), datetime.fromisoformat("2026-01-02")),
            (datetime(2026, 1, 2, 3, 4, tzinfo=UTC), datetime.fromisoformat("2026-01-02T06:04")),
        ],
    )
    def test_values(self, value, shown):
        assert written([value])["A2"].value == shown

    def test_a_text_that_is_too_long_says_that_it_was_cut(self):
        value = written(["Я" * 40_000])["A2"].value

        assert len(value) == CELL_LENGTH
        assert value.endswith(CUT)

    def test_no_rows_is_said(self):
        assert written()["A2"].value == "нет данных"

    def test_the_head_stays_in_sight_and_filters(self):
        sheet = written(["Анна", 1], ["Иван", 2], notes=["Отчёт"], widths=[40])

        assert sheet["A1"].value == "Отчёт"
        assert sheet["A2"].font.bold
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A3", "A2:B4")
        assert sheet.column_dimensions["A"].width == 40

    def test_titles_are_what_excel_takes(self):
        content = write(
            [Sheet("Школа: [№ 7]/*?" + "я" * 40, ["x"], [])] * 2 + [Sheet("'", ["x"], [])]
        )
        titles = openpyxl.load_workbook(BytesIO(content)).sheetnames

        assert len(set(titles)) == 3
        assert all(len(title) <= 31 for title in titles)

    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.text(max_size=30), min_size=1, max_size=3))
    def test_any_text_makes_a_file_that_opens(self, texts):
        written(texts, columns=["x"] * len(texts))


class TestReading:
    def test_xlsx(self):
        content = book(B3="Ёлкин", C3=5, D3=2.5, E3=date(2010, 5, 1), F3="  ", A5=True)
        sheet = read(content, "Список.XLSX")[0]

        assert sheet.rows == [[], [], [None, "Ёлкин", 5, 2.5, date(2010, 5, 1)], [], [True]]

    def test_what_we_write_we_read(self):
        rows = [["=1+1", 7, date(2026, 1, 2)], ["Ёлкин", None, None]]
        sheet = read(write([Sheet("Люди", ["a", "b", "c"], rows)]), "a.xlsx")[0]

        assert (sheet.title, sheet.rows) == (
            "Люди",
            [["a", "b", "c"], ["=1+1", 7, date(2026, 1, 2)], ["Ёлкин"]],
        )

    def test_the_old_format(self):
        assert read(OLD_EXCEL, "a.xls")[0].rows == [["Фамилия"], ["Ёлкин", 5, date(2010, 5, 1)]]

    def test_libreoffice(self):
        assert read(ods(cell("Ёлкин") + cell("Иван")), "a.ods")[0].rows == [["Ёлкин", "Иван"]]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
    @pytest.mark.parametrize("mark", [";", ",", "\t"])
    def test_csv(self, encoding, mark):
        text = f'Фамилия{mark}Имя\nЁлкин{mark}"И{mark}ван\n2"\n\n'

        assert read(text.encode(encoding), "Класс.csv")[0].rows == [
            ["Фамилия", "Имя"],
            ["Ёлкин", f"И{mark}ван\n2"],
        ]

    def test_hidden_sheets_and_merged_cells_are_told(self):
        made = openpyxl.Workbook()
        made.active["A1"] = "шапка"
        made.active.merge_cells("A1:C2")
        hidden = made.create_sheet("Скрыт")
        hidden["A1"], hidden.sheet_state = 1, "hidden"
        stream = BytesIO()
        made.save(stream)
        first, second = read(stream.getvalue(), "a.xlsx")

        assert (first.merged, first.is_hidden, second.is_hidden) == (("A1:C2",), False, True)

    def test_styled_empty_cells_far_away_do_no_harm(self):
        made = openpyxl.Workbook()
        made.active["A1"] = "есть"
        made.active["BZ9000"].font = openpyxl.styles.Font(bold=True)
        stream = BytesIO()
        made.save(stream)

        assert read(stream.getvalue(), "a.xlsx")[0].rows == [["есть"]]


def cell(text, repeated=""):
    return f'<table:table-cell office:value-type="string"{repeated}><text:p>{text}</text:p></table:table-cell>'


def ods(cells, repeated=""):
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    xml = (
        f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="Лист">'
        f"<table:table-row{repeated}>{cells}</table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", xml)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return stream.getvalue()


class TestRefusing:
    @pytest.mark.parametrize(
        ("content", "name", "sentence"),
        [
            (b"", "a.xlsx", "Файл пуст."),
            (b"x" * (20 * 1024 * 1024 + 1), "a.xlsx", "Файл больше 20 МБ."),
            (b"PK\x03\x04junk", "a.xlsx", DAMAGED),
            (book(A1=1)[:-500], "a.xlsx", DAMAGED),
            (
                b"\xff\xd8\xff\xe0photo",
                "a.xlsx",
                "Это изображение, а не таблица. Загрузите саму таблицу в виде .xlsx или .csv.",
            ),
            (
                b"MZ program",
                "a.xlsx",
                "Содержимое файла не соответствует расширению .xlsx. Сохраните его как «Книга Excel (.xlsx)».",
            ),
            (
                OLD_EXCEL,
                "a.xlsx",
                "Содержимое файла не соответствует расширению .xlsx. Сохраните его как «Книга Excel (.xlsx)».",
            ),
            (b"x", "a.xlsm", "Такой тип файла не принимается. Допустимы: .xlsx, .xls, .ods, .csv."),
            (
                b"x",
                "без расширения",
                "Такой тип файла не принимается. Допустимы: .xlsx, .xls, .ods, .csv.",
            ),
            (
                OLD_EXCEL[:600] + "EncryptedPackage".encode("utf-16-le"),
                "a.xlsx",
                "Файл защищён паролем. Снимите защиту и загрузите снова.",
            ),
            (OLD_EXCEL[:700], "a.xls", DAMAGED),
            (
                b"a\x00b",
                "a.csv",
                "Это не текстовая таблица. Сохраните её заново как .csv или .xlsx.",
            ),
            (
                'имя;класс\nИван;"5'.encode(),
                "a.csv",
                "Строка 2: не закрыта кавычка или слишком длинное значение.",
            ),
            (b";;;\n\n", "a.csv", "В файле нет ни одной строки с данными."),
            (book(), "a.xlsx", "В файле нет ни одной строки с данными."),
        ],
        ids=lambda value: value[:20] if isinstance(value, str) else "",
    )
    def test_what_is_no_table(self, content, name, sentence):
        assert refusal(content, name) == sentence

    @pytest.mark.parametrize("place", ["XFD1048576", "A5001", "BI1"])
    def test_a_far_cell(self, place):
        assert refusal(book(A1=1, **{place: "далеко"})) == (
            "Лист слишком велик: допустимо 5000 строк и 60 столбцов."
        )

    def test_a_far_cell_without_an_address(self):
        def move(name, data):
            return (
                data.replace(b'<c r="A1"', b"<c").replace(b'<row r="1"', b'<row r="1048576"')
                if "sheet1" in name
                else data
            )

        assert refusal(repacked(book(A1="x"), move)).startswith("Лист слишком велик")

    @pytest.mark.parametrize(
        "repeated",
        [
            (' table:number-columns-repeated="16384"', ""),
            ("", ' table:number-rows-repeated="1048576"'),
        ],
    )
    def test_repeated_cells_of_libreoffice(self, repeated):
        columns, rows = repeated

        assert refusal(ods(cell("x", columns), rows), "a.ods")

    def test_own_limits(self):
        assert (
            refusal(b"a;b;c\n", "a.csv", max_columns=2)
            == "Лист слишком велик: допустимо 5000 строк и 2 столбцов."
        )

    def test_a_bomb(self):
        bomb = repacked(
            book(A1=1), lambda name, data: data + b" " * 60_000_000 if "sheet1" in name else data
        )

        assert refusal(bomb) == "Файл слишком велик после распаковки (допустимо 50 МБ)."

    def test_a_bomb_that_lies_about_its_size(self):
        packed = repacked(
            book(A1="x"), lambda name, data: data + b" " * 900_000 if "sheet1" in name else data
        )
        with zipfile.ZipFile(BytesIO(packed)) as archive:
            size = next(
                entry.file_size for entry in archive.infolist() if "sheet1" in entry.filename
            )
        lying = packed.replace(struct.pack("<L", size), struct.pack("<L", 200))

        assert refusal(lying) == DAMAGED

    def test_too_many_parts(self):
        stream = BytesIO(book(A1=1))
        with zipfile.ZipFile(stream, "a") as archive:
            for number in range(300):
                archive.writestr(f"{number}.txt", "")

        assert refusal(stream.getvalue()) == "Файл повреждён или не является книгой Excel."

    @pytest.mark.parametrize(
        "name",
        ["xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/embeddings/oleObject1.bin"],
    )
    def test_macros_and_links(self, name):
        stream = BytesIO(book(A1=1))
        with zipfile.ZipFile(stream, "a") as archive:
            archive.writestr(name, "<x/>")

        assert refusal(stream.getvalue()) == (
            "Файл содержит внешние связи или макросы. Удалите их и загрузите файл снова."
        )

    def test_entities(self):
        laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'

        def laugh(name, data):
            return (
                data.replace(b"<worksheet", laughs + b"<worksheet", 1) if "sheet1" in name else data
            )

        assert (
            refusal(repacked(book(A1="x"), laugh))
            == "Файл повреждён или содержит недопустимые данные."
        )

    def test_a_formula_nobody_has_counted(self):
        assert refusal(book(A1="x", B2="=A1")) == (
            "В ячейке B2 формула без значения. Вставьте её как значение."
        )

    def test_an_error_of_excel(self):
        made = openpyxl.Workbook()
        made.active["C4"], made.active["C4"].data_type = "#N/A", "e"
        stream = BytesIO()
        made.save(stream)

        assert refusal(stream.getvalue()) == "В ячейке C4 ошибка Excel #N/A. Исправьте её."

    @settings(max_examples=60, deadline=None)
    @given(st.binary(max_size=300), st.sampled_from(["a.xlsx", "a.csv", "a"]))
    def test_no_bytes_make_another_error(self, content, name):
        with contextlib.suppress(SpreadsheetRefused):
            assert read(content, name)
