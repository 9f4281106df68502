"""The plans that the product ships: whole, dated in every year, and tied to facts that are counted."""

import pytest

from accounts.states import OrganizationKind
from kernel.calendar import SchoolYear
from roadmap import proofs
from roadmap.dates import read_deadline
from roadmap.states import Layout, StageCode
from roadmap.templates_shipped import fitting, shipped

THE_SEVEN = [
    StageCode.PREPARATION,
    StageCode.MENTEES,
    StageCode.MENTORS,
    StageCode.TRAINING,
    StageCode.PAIRS,
    StageCode.WORK,
    StageCode.COMPLETION,
]
WITH_HEADINGS = ("teachers", "college")


def every_activity():
    return [
        pytest.param(code, activity, id=f"{code}: {activity['title'][:40]}")
        for code, template in shipped().items()
        for stage in template.stages
        for activity in stage["activities"]
    ]


@pytest.mark.parametrize(("code", "activity"), every_activity())
def test_every_activity_says_what_who_when_and_what_comes_of_it(code, activity):
    said = {"title", "deadline", "responsible", "result"}

    assert {name for name in said if activity.get(name)} == said
    assert bool(activity.get("heading")) == (code in WITH_HEADINGS)
    assert not activity.get("proof") or proofs.known(activity["proof"]) is not None


@pytest.mark.parametrize("year", range(2024, 2032))
@pytest.mark.parametrize("code", shipped())
def test_every_deadline_is_understood_and_falls_into_the_year(code, year):
    the_year = SchoolYear(year)
    readings = [
        read_deadline(activity["deadline"], year=year)
        for stage in shipped()[code].stages
        for activity in stage["activities"]
    ]

    assert [each.text for each in readings if not each.is_understood] == []
    assert [each.text for each in readings if not each.is_dated] == []
    assert [
        each.text for each in readings for window in each.windows if window.end not in the_year
    ] == []


@pytest.mark.parametrize("code", ["school", "college", "region"])
def test_the_target_model_is_told_in_its_seven_stages(code):
    codes = [stage["code"] for stage in shipped()[code].stages]

    assert codes[:7] == THE_SEVEN


def test_the_region_reports_and_rewards_in_blocks_of_their_own():
    titles = [stage["title"] for stage in shipped()["region"].stages]

    assert len(titles) == len(THE_SEVEN) + 2
    assert "Отчётность" in titles[-2]
    assert "поощрени" in titles[-1]


def test_each_template_is_printed_in_a_layout_that_has_room_for_what_it_says():
    layouts = {code: Layout(template.layout) for code, template in shipped().items()}

    assert layouts == {
        "school": Layout.D,
        "teachers": Layout.B,
        "college": Layout.B,
        "municipality": Layout.C,
        "region": Layout.C,
    }


@pytest.mark.parametrize("kind", OrganizationKind)
def test_every_kind_of_organization_that_plans_is_offered_one(kind):
    assert fitting(kind)
