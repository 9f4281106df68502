"""Wordings that people edit: closed placeholders, versions, and whose words are taken."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from kernel.documents.paper import Mark, plain
from kernel.documents.templates import (
    change_wording,
    check_wording,
    fill,
    paragraphs,
    placeholders,
    wording,
)
from tests.people import curator

ALLOWED = ("организация", "номер", "учебный год")
NOW = datetime(2026, 9, 1, tzinfo=UTC)


@pytest.fixture
def shipped(tmp_path):
    file = tmp_path / "order.txt"
    file.write_text("# Источник: ГОСТ Р 7.0.97-2025\nПо {организация}.\n", encoding="utf-8")
    return file


def test_placeholders_are_filled():
    runs = fill(
        "По {Организация}, {учебный_год}: {номер}",
        {"организация": "школе", "учебный год": "2026/2027", "номер": "7"},
    )

    assert plain(runs) == "По школе, 2026/2027: 7"


def test_values_are_never_read_again():
    assert plain(fill("{номер}", {"номер": "{организация} {{ 7*7 }} {% now %}"})) == (
        "{организация} {{ 7*7 }} {% now %}"
    )


def test_unconfirmed_forms_stay_marked():
    assert fill("назначить {кого}.", {"кого": Mark("Швеца")}) == ("назначить ", Mark("Швеца"), ".")


def test_an_empty_line_parts_paragraphs():
    assert [plain(paragraph.runs) for paragraph in paragraphs("раз\nдва\n\n\nтри", {})] == [
        "раз\nдва",
        "три",
    ]


def test_placeholders_are_listed_once():
    assert placeholders("{номер} {Номер} {организация}") == ["номер", "организация"]


@pytest.mark.parametrize("body", ["По {организация}", "без подстановок", "{учебный_год} {НОМЕР}"])
def test_known_placeholders_pass(body):
    check_wording(body, ALLOWED)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            "{директор}",
            "В этом документе нет подстановки {директор}. Допустимы: {номер}, {организация}, {учебный год}.",
        ),
        ("{{ cycler.__init__ }}", "В этом документе нет подстановки {cycler. init}."),
        ("{}", "В этом документе нет подстановки {}."),
        (
            "скобка { одна",
            "Фигурная скобка стоит без пары: подстановка заключается в скобки с обеих сторон.",
        ),
    ],
)
def test_anything_else_is_refused(body, sentence):
    with pytest.raises(ValidationError) as refused:
        check_wording(body, ALLOWED)

    assert refused.value.messages[0].startswith(sentence)


def test_nobody_edited_it_so_the_shipped_words_are_taken(db, shipped):
    found = wording("order", tenant_ids=[1, 2], shipped=shipped)

    assert (found.body, found.source, found.is_shipped) == (
        "По {организация}.",
        "ГОСТ Р 7.0.97-2025",
        True,
    )


def test_the_nearest_words_win_and_a_change_is_a_new_version(db, shipped):
    by = curator()

    def change(body, tenant_id):
        return change_wording(
            "order",
            tenant_id=tenant_id,
            body=body,
            source="приказ",
            allowed=ALLOWED,
            by=by,
            now=NOW,
        )

    change("Регион {номер}", 2)
    assert wording("order", tenant_ids=[1, 2], shipped=shipped).body == "Регион {номер}"
    change("Школа {номер}", 1)
    assert change("Школа ещё {номер}", 1).version == 2
    found = wording("order", tenant_ids=[1, 2], shipped=shipped)
    assert (found.body, found.version, found.tenant_id) == ("Школа ещё {номер}", 2, 1)
    assert wording("order", tenant_ids=[3, 2], shipped=shipped).body == "Регион {номер}"


def test_a_wrong_wording_is_not_kept(db):
    with pytest.raises(ValidationError):
        change_wording(
            "order", tenant_id=1, body="{чужое}", source="", allowed=ALLOWED, by=curator(), now=NOW
        )
