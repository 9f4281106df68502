"""The printed roadmap: what stands on it, as PDF and as a file of Word."""

from datetime import date
from io import BytesIO

from docx import Document

from kernel.documents.docx import as_docx
from kernel.documents.html import as_html
from kernel.documents.pdf import as_pdf
from roadmap.documents.plan import paper
from roadmap.facts import PlannedActivity, PlannedStage, RoadmapFacts, Signed

FACTS = RoadmapFacts(
    title="План наставничества",
    organization="МБОУ «Школа № 1»",
    school_year="2026/2027",
    place="г. Лугавск",
    approved=Signed("Директор", "А. С. Громова", "Школа № 1", date(2026, 9, 10)),
    agreed=None,
    stages=(
        PlannedStage(
            number="1",
            title="Подготовка условий",
            goal="Договориться",
            result="",
            activities=(
                PlannedActivity("1.1", "Издать <приказ>", "до 5 сентября", "Директор", "Приказ"),
            ),
        ),
    ),
)
AGREED = Signed("Начальник", "О. П. Седов", "Управление", date(2026, 9, 12))


def test_it_says_what_was_approved_and_by_whom():
    html = as_html(paper(FACTS)).replace("\u00a0", " ")

    for said in ("УТВЕРЖДАЮ", "А. С. Громова", "10 сентября 2026 г.", "Издать &lt;приказ&gt;",
                 "до 5 сентября", "Задача:", "2026/2027 учебный год"):  # fmt: skip
        assert said in html
    assert "СОГЛАСОВАНО" not in html
    assert "ПРОЕКТ" not in html


def test_an_agreed_one_carries_both_blocks():
    html = as_html(paper(RoadmapFacts(**{**vars(FACTS), "agreed": AGREED})))

    assert html.index("СОГЛАСОВАНО") < html.index("УТВЕРЖДАЮ")


def test_a_draft_is_stamped():
    assert "ПРОЕКТ" in as_html(paper(FACTS, stamp="ПРОЕКТ"))


def test_the_file_of_word_says_the_same():
    document = Document(BytesIO(as_docx(paper(FACTS))))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]

    assert "Издать <приказ>" in cells
    assert any("УТВЕРЖДАЮ" in cell for cell in cells)
    assert any(cell.startswith("Задача: Договориться") for cell in cells)


def test_it_prints():
    assert as_pdf(paper(FACTS)).startswith(b"%PDF-")
