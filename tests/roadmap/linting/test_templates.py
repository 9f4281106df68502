"""The plans that the product ships have nothing that it would find fault with itself."""

from datetime import date

import pytest

from accounts.states import OrganizationKind
from roadmap.checking import PLACES
from roadmap.linting import Place, lint
from roadmap.linting.content import plan_of_content
from roadmap.linting.method import shipped_method
from roadmap.templates_shipped import shipped


@pytest.mark.parametrize("year", [None, *range(2024, 2032)])
@pytest.mark.parametrize("code", shipped())
def test_a_shipped_template_is_clean_in_any_year(code, year):
    plan = plan_of_content(shipped()[code].content(), year=year)

    assert lint(plan, today=date(2026, 11, 24)) == []


def test_steps_name_each_other_and_places_that_there_are():
    steps = shipped_method().steps
    places = {place for step in steps.values() for place in step.obligatory | step.reported}

    assert {code for step in steps.values() for code in step.after} <= set(steps)
    assert places <= set(Place)
    assert all(step.source for step in steps.values() if step.after or step.obligatory)


def test_norms_have_a_source_and_stand_in_no_shipped_template():
    norms = shipped_method().norms
    words = [str(template.stages) + template.source for template in shipped().values()]

    assert all(norm.source and norm.now for norm in norms)
    assert [norm.code for norm in norms for text in words if norm.pattern.search(text)] == []


def test_every_kind_of_organization_has_a_place():
    assert set(PLACES) == set(OrganizationKind)
