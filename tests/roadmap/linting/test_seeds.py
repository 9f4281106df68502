"""What the linter says of the roadmaps that schools have given us."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from roadmap.linting import lint
from roadmap.linting.content import plan_of_file
from roadmap.reading import read

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the real roadmaps are not on this machine"
)


def plan_of(name):
    path = SEEDS / f"{name}.txt"
    return plan_of_file(read(path.read_bytes(), path.name))


def findings_of(name):
    return lint(plan_of(name), today=date(2026, 11, 24))


def places(findings, code):
    return [
        tuple(quote.place for quote in finding.quotes)
        for finding in findings
        if finding.code == code
    ]


@pytest.fixture(scope="module")
def omsk():
    return findings_of("omsk-school-7")


@pytest.fixture(scope="module")
def chukotka():
    return findings_of("chukotka-region")


def test_omsk_has_six_activities_that_are_not_repeated(omsk):
    assert places(omsk, "never-repeats") == [
        ("1.1",), ("1.2",), ("1.3",), ("4.1",), ("4.2",), ("4.3",),
    ]  # fmt: skip


def test_omsk_measures_once_at_the_beginning_and_each_year_at_the_end(omsk):
    assert places(omsk, "closing-without-opening") == [("4.1", "7.4")]


def test_omsk_trains_mentors_after_the_order(omsk):
    assert places(omsk, "training-after-pairs") == [("4.4", "5.4")]


def test_omsk_has_seven_deadlines_on_days_off_and_five_in_the_leave(omsk):
    assert places(omsk, "non-working-day") == [
        ("1.2",), ("3.1",), ("3.2",), ("3.4",), ("6.2",), ("7.6",), ("7.7",),
    ]  # fmt: skip
    assert places(omsk, "summer-leave") == [("7.4",), ("7.5",), ("7.6",), ("7.7",), ("7.8",)]


def test_omsk_leaves_most_of_the_work_to_one_person(omsk):
    (finding,) = [each for each in omsk if each.code == "overload"]
    load = Counter(activity.responsible for activity in plan_of("omsk-school-7").activities)

    assert finding.quotes[0].text == load.most_common(1)[0][0]
    assert "25" in finding.message
    assert "34" in finding.message


def test_omsk_is_approved_on_half_a_date(omsk):
    (finding,) = [each for each in omsk if each.code == "approval-incomplete"]

    assert finding.quotes[0].text == "« 12 » 2020 г."


def test_omsk_lacks_consents_an_order_and_reports_and_nothing_else(omsk):
    assert places(omsk, "obligatory-step-missing") == [("этап 1",), ("этап 2",)]
    assert Counter(finding.code for finding in omsk) == {
        "closing-without-opening": 1,
        "training-after-pairs": 1,
        "obligatory-step-missing": 2,
        "approval-incomplete": 1,
        "never-repeats": 6,
        "non-working-day": 7,
        "summer-leave": 5,
        "overload": 1,
        "quarterly-report-missing": 1,
    }


def test_chukotka_has_thirteen_and_four_and_two_without_a_day(chukotka):
    on_demand = [str(number) for number in range(11, 24)]
    by_length, always, after = ["26", "27"], ["38", "39", "40", "41"], ["30"]

    assert places(chukotka, "needs-date") == [
        (number,) for number in [*on_demand, *by_length, *after, *always]
    ]


def test_chukotka_has_an_incomplete_quarter_and_no_second_appendix_and_nothing_else(chukotka):
    others = [finding for finding in chukotka if finding.code != "needs-date"]

    assert [(each.code, each.quotes[0].place) for each in others] == [
        ("unclear-deadline", "35"),
        ("missing-appendix", "37"),
    ]
    assert (
        others[0]
        .changes[0]
        .text.startswith("ежеквартально до 10 числа месяца, следующего за отчётным")
    )


def test_koskino_is_clean_and_sevastopol_begins_with_its_second_stage():
    assert findings_of("koskino-school") == []
    assert [(each.code, each.quotes[0].place) for each in findings_of("sevastopol-college")] == [
        ("closing-without-opening", "6.3"),
        ("stage-order", "этап 2"),
        ("overload", "2.1"),
        ("quarterly-report-missing", "этап 6"),
    ]


@pytest.mark.parametrize(
    "name",
    ["omsk-school-7", "chukotka-region", "sevastopol-college", "municipal-methodology"],
)
def test_every_quote_stands_in_the_file(name):
    text = " ".join((SEEDS / f"{name}.txt").read_text().split())
    findings = findings_of(name)

    assert findings
    for finding in findings:
        for quote in finding.quotes:
            assert " ".join(quote.text.split()) in text
