"""A paper as PDF: readable, tagged, the same each time, and deaf to foreign addresses."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO

import pdfplumber
import pytest

from kernel.documents import paper as p
from kernel.documents import pdf
from tests.kernel.documents.papers import every_block, saying


@pytest.fixture(scope="module")
def printed():
    return pdf.as_pdf(every_block())


def text_of(content):
    with pdfplumber.open(BytesIO(content)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


def test_the_paper_can_be_read_back(printed):
    text = text_of(printed)

    assert "ПРИКАЗ" in text
    assert "Әхмәтов" in text
    assert "1.1.1. Глубоко." in text
    assert "<b>жирно</b> & «кавычки»" in text


def test_pages_are_numbered_from_the_second_and_every_one_has_its_footer(printed):
    with pdfplumber.open(BytesIO(printed)) as opened:
        tops = [page.crop((0, 0, page.width, 50)).extract_text() for page in opened.pages]
        feet = [
            page.crop((0, page.height - 45, page.width, page.height)).extract_text()
            for page in opened.pages
        ]

    assert tops[0] == ""
    assert tops[1:] == [str(number) for number in range(2, len(tops) + 1)]
    assert set(feet) == {"Приказ № 41"}


def test_margins_are_those_of_the_standard(printed):
    with pdfplumber.open(BytesIO(printed)) as opened:
        words = opened.pages[0].extract_words()
    millimetre = 72 / 25.4

    assert min(word["x0"] for word in words) >= 30 * millimetre - 1
    assert max(word["x1"] for word in words) <= 200 * millimetre + 1


def test_the_file_is_tagged_and_says_its_language(printed):
    with pdfplumber.open(BytesIO(printed)) as opened:
        catalog = opened.doc.catalog

    assert catalog["MarkInfo"] == {"Marked": True}
    assert catalog["Lang"] == b"ru"
    assert "StructTreeRoot" in catalog


def test_the_letters_are_our_own_typeface(printed):
    with pdfplumber.open(BytesIO(printed)) as opened:
        fonts = {letter["fontname"] for page in opened.pages for letter in page.chars}

    assert {font.partition("+")[2].partition("-")[0] for font in fonts} == {"Paper"}


def test_the_same_paper_is_the_same_file(printed):
    assert pdf.as_pdf(every_block()) == printed


def test_a_head_is_repeated_on_every_sheet():
    rows = tuple((str(number), "Имя") for number in range(90))
    long = p.Paper("Список", (p.Table((p.Column("№"), p.Column("Фамилия и имя")), rows),))

    with pdfplumber.open(BytesIO(pdf.as_pdf(long))) as opened:
        assert len(opened.pages) > 1
        assert all("Фамилия и имя" in page.extract_text() for page in opened.pages)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/",
        "https://example.invalid/a.png",
        "data:text/css,*{color:red}",
        "data:image/svg+xml;base64,PHN2Zy8+",
        "https://static.invalid/media/person.png",
        "https://static.invalid/static/../../etc/passwd.css",
        "https://static.invalid/static/%2e%2e/%2e%2e/manage.css",
        "https://static.invalid/static/kernel/paper.py",
        "https://static.invalid/static//etc/hostname.css",
        "ftp://127.0.0.1/",
        "//127.0.0.1/a.png",
    ],
)
def test_the_printer_refuses_every_address_that_is_not_ours(address):
    with pytest.raises(pdf.AddressRefused):
        pdf.OwnFiles().fetch(address)


@pytest.mark.parametrize(
    "tag", ['<img src="{}">', '<link rel="stylesheet" href="{}">', '<object data="{}">']
)
def test_no_request_leaves_the_printer(tag):
    """A server stands by; whatever the paper says, it is never asked."""
    asked = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)

        def log_message(self, *_line):
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/secret.png"
    try:
        pdf.as_pdf(saying(tag.format(address), address, "file:///etc/passwd"))
        with pytest.raises(pdf.AddressRefused):
            pdf.html_as_pdf(tag.format(address))
    finally:
        server.shutdown()
        server.server_close()

    assert asked == []


def test_facts_that_name_a_file_show_its_name_and_nothing_else():
    text = text_of(pdf.as_pdf(saying('<img src="file:///etc/passwd">', "file:///etc/passwd")))

    assert "file:///etc/passwd" in text
    assert "root:" not in text
