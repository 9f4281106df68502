"""A paper as HTML: everything that was said, as letters and never as markup."""

import html as entities
import re

from kernel.documents import paper as p
from kernel.documents.html import UNCONFIRMED, as_fragment, as_html
from tests.kernel.documents.papers import WORDS, every_block, saying


def text_of(html):
    return entities.unescape(re.sub(r"<[^>]+>", " ", html))


def test_every_block_is_drawn():
    shown = " ".join(text_of(as_html(every_block())).split())

    for words in [
        "УТВЕРЖДАЮ",
        "СОГЛАСОВАНО",
        "25\u00a0октября 2026\u00a0г.",
        "№ 41",
        "О закреплении пар",
        "1.1.1. Глубоко.",
        "1.2. Второе.",
        "2. Назначить",
        "Әхмәтов",
        "(фамилия)",
        "Проверка",
    ]:
        assert " ".join(words.split()) in shown


def test_what_people_typed_stays_letters():
    html = as_html(saying(WORDS))

    assert "&lt;b&gt;жирно&lt;/b&gt; &amp; «кавычки» {{ settings.SECRET_KEY }} =1+1" in html


def test_there_is_no_inline_style_or_script_for_the_policy_to_block():
    html = as_html(every_block())

    assert not re.search(r"\sstyle=|<script|\son\w+=|<style", html)


def test_unconfirmed_forms_are_marked_and_explained():
    html = as_html(every_block())

    assert html.count("paper-mark") == 2
    assert UNCONFIRMED in html
    assert p.marks(every_block()) == ["Соловья И. П.", "Швеца"]


def test_a_paper_without_marks_explains_nothing():
    assert UNCONFIRMED not in as_html(saying("Всё подтверждено"))


def test_line_breaks_are_kept():
    assert "первая<br>вторая" in as_html(saying("первая\nвторая"))


def test_a_fragment_stands_inside_a_page_of_ours():
    fragment = as_fragment(saying("текст"))

    assert fragment.startswith("<article")
    assert "<html" not in fragment
