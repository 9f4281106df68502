"""manage.py lint_roadmap FILE: what is found, as text and as JSON."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.roadmap.linting import layouts
from tests.roadmap.reading import makers


def told(path, *options):
    out = StringIO()
    call_command("lint_roadmap", str(path), *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(layouts.MINISTRY)
    return path


def test_the_text_quotes_the_line_and_says_why_and_what_to_do(plan):
    lines = told(plan).splitlines()

    assert lines[1] == "2 замечания"
    assert lines[3:10] == [
        "СТОИТ ИСПРАВИТЬ",
        "",
        "Срок в нерабочий день [non-working-day]",
        "Почему важно: В этот день на работе никого нет: сделают раньше, позже или не сделают вовсе.",
        "Источник: Производственный календарь года",
        "  • 2 Согласовать муниципальные карты: «до 1 апреля 2023 года»",
        "    1\u00a0апреля 2023\u00a0г. — суббота.",
    ]
    assert lines[10] == "    → Напишите «до 31 марта 2023 г.»."


def test_json_has_the_quote_the_reason_and_a_change_to_apply(plan):
    report = json.loads(told(plan, "--json"))

    assert report["counts"] == {"serious": 0, "notable": 2, "advice": 0}
    assert report["activities"] == 9
    first = report["findings"][0]
    assert (first["code"], first["weight"], first["place"]) == ("non-working-day", "notable", "2")
    assert first["quotes"] == [
        {
            "place": "2",
            "text": "до 1 апреля 2023 года",
            "part": "deadline",
            "line": "Согласовать муниципальные карты",
        }
    ]
    assert first["why"]
    assert first["source"]
    assert first["changes"] == [
        {"kind": "set_deadline", "key": "s0-a1", "text": "до 31 марта 2023 г."}
    ]


def test_a_clean_plan_says_so_and_ends_well(tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(makers.docx(*layouts.CLEAN))

    assert told(path, "--strict").splitlines()[1] == "Замечаний нет."
    assert json.loads(told(path, "--json"))["findings"] == []


def test_only_when_asked_a_finding_is_a_failure(plan):
    told(plan)

    with pytest.raises(SystemExit) as ended:
        told(plan, "--strict")
    assert ended.value.code == 1


def test_the_school_year_dates_what_has_no_year(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text("Мероприятие\tСрок\tОтветственный\nСобрать анкеты\tдо 25 октября\tКуратор\n")

    codes = [
        {each["code"] for each in json.loads(told(path, "--json", *year))["findings"]}
        for year in ([], ["--school-year", "2026"])
    ]

    assert codes[1] - codes[0] == {"non-working-day"}


@pytest.mark.parametrize("content", [None, b"\x89PNG\r\n"])
def test_what_cannot_be_read_is_a_sentence_and_another_code(tmp_path, content):
    path = tmp_path / "plan.docx"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CommandError) as refused:
        told(path)
    assert refused.value.returncode == 2
