"""It never guesses silently: what was not understood is named with its place."""

from roadmap.deadlines import Kind, LeftOver, parse


def test_prose_beside_a_day_is_left_over_with_its_place():
    text = "Сентябрь 2026 (заседание кафедры)"

    (left,) = parse(text).left_over

    assert left == LeftOver("заседание кафедры", 15, 32)
    assert text[left.start : left.end] == left.text


def test_a_day_that_does_not_exist_is_left_over_and_not_bent():
    deadline = parse("до 31.09.2026")

    assert deadline.kind is Kind.UNPARSEABLE
    assert [left.text for left in deadline.left_over] == ["31.09.2026"]


def test_a_range_that_runs_backwards_is_left_over():
    deadline = parse("15.10.2026-10.09.2026")

    assert deadline.kind is Kind.UNPARSEABLE
    assert deadline.left_over[0].text == "15.10.2026-10.09.2026"


def test_what_is_understood_leaves_nothing():
    assert parse("15.10-30.10.2020, далее ежегодно с 15.09 по 10.10").left_over == ()
