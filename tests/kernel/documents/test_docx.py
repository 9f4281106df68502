"""A paper as an editable file of Word."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document

from kernel.documents import paper as p
from kernel.documents.docx import as_docx
from tests.kernel.documents.papers import WORDS, every_block, saying

NOON = datetime(2026, 10, 25, 12, tzinfo=UTC)


def opened(paper):
    return Document(BytesIO(as_docx(paper)))


def text_of(document):
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + tables)


def test_every_block_is_written():
    text = text_of(opened(every_block()))

    for words in [
        "ПРОЕКТ",
        "УТВЕРЖДАЮ",
        "СОГЛАСОВАНО",
        "О закреплении пар",
        "1.1.1. Глубоко.",
        "2. Назначить Соловья И. П.(?) куратором",
        "Әхмәтов",
        "Директор",
        "☒ да",
        "☐ нет",
    ]:
        assert words in text


def test_what_people_typed_stays_letters():
    assert WORDS in text_of(opened(saying(WORDS)))


@pytest.mark.parametrize("text", ["<w:p>&x", "]]>", "раз\x00\x0b\ud800\uffffдва", "😀"])
def test_no_text_breaks_the_file(text):
    shown = text_of(opened(saying(text)))

    assert shown == text.replace("\x00\x0b\ud800\uffff", "")


def test_the_sheet_has_the_margins_of_the_standard_and_counts_its_pages():
    section = opened(every_block()).sections[0]

    sides = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(side.mm) for side in sides] == [30, 10, 20, 20]
    assert "PAGE" in section.header._element.xml
    assert section.different_first_page_header_footer
    assert section.first_page_footer.paragraphs[0].text == "Приказ № 41"


def test_a_wide_paper_lies_on_its_side():
    wide = p.Paper("Сводка", (p.Paragraph("текст"),), landscape=True)
    section = opened(wide).sections[0]

    assert section.page_width > section.page_height


def test_tables_are_tables_with_a_head_for_every_page():
    table = next(table for table in opened(every_block()).tables if len(table.rows) == 5)

    assert [cell.text for cell in table.rows[0].cells] == ["№", "Имя"]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "w:tblHeader" in table.rows[1]._tr.xml
    assert table.cell(2, 0)._tc is table.cell(2, 1)._tc


def test_unconfirmed_forms_are_highlighted():
    assert "w:highlight" in opened(every_block()).element.xml


def test_the_same_paper_is_the_same_file_at_any_hour(time_machine):
    time_machine.move_to(NOON)
    first = as_docx(every_block())
    time_machine.move_to(NOON.replace(year=2030))

    assert as_docx(every_block()) == first
