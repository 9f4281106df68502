"""manage.py parse_deadlines: phrases in, one JSON object a line out."""

import json
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import call_command

FIELDS = {
    "phrase", "kind", "start", "end", "recurrence", "months", "start_md", "end_md", "then",
    "canonical", "occurrences", "left_over", "needs_date",
}  # fmt: skip


@pytest.fixture
def answers(monkeypatch):
    def run(text, **options):
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(text.encode()), encoding="utf-8"))
        out = StringIO()
        call_command("parse_deadlines", stdout=out, **options)
        return [json.loads(line) for line in out.getvalue().splitlines()]

    return run


def test_each_line_is_answered_in_order(answers):
    first, second, third = answers("до 1 октября\n\nсентябрь\\nоктябрь 2026\n", school_year=2026)

    assert set(first) == FIELDS
    assert (first["kind"], first["end"], first["canonical"]) == (
        "deadline",
        "2026-10-01",
        "до 1 октября 2026 г.",
    )
    assert first["occurrences"] == [{"start": None, "end": "2026-10-01"}]
    assert second["kind"] == "unparseable"
    assert (third["phrase"], third["months"]) == ("сентябрь\\nоктябрь 2026", [9, 10])


def test_the_part_after_further_has_the_same_fields(answers):
    (told,) = answers("до 1.11.2020, далее ежегодно до 15.10\n")

    assert told["then"] == {
        "kind": "recurring",
        "start": None,
        "end": None,
        "recurrence": "yearly",
        "months": [],
        "start_md": None,
        "end_md": "10-15",
        "then": None,
    }


def test_a_calendar_year_is_a_context_too(answers):
    (told,) = answers("март\n", year=2015)

    assert (told["start"], told["end"], told["occurrences"]) == ("2015-03-01", "2015-03-31", [])
