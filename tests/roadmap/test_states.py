import pytest

from roadmap.models import Activity, Amendment, Roadmap
from roadmap.states import (
    ACTIVITY_LIFE,
    AMENDMENT_LIFE,
    ROADMAP_LIFE,
    ActivityState,
    AmendmentState,
    RoadmapState,
)


@pytest.mark.parametrize("state", RoadmapState)
@pytest.mark.parametrize("name", ROADMAP_LIFE.moves)
def test_a_roadmap_moves_exactly_along_its_arrows(state, name):
    drawn = {(source, move) for source, move, _ in ROADMAP_LIFE.arrows()}

    assert ROADMAP_LIFE.allows(Roadmap(state=state), name) is ((state, name) in drawn)


@pytest.mark.parametrize("state", ActivityState)
@pytest.mark.parametrize("name", ACTIVITY_LIFE.moves)
def test_an_activity_moves_exactly_along_its_arrows(state, name):
    drawn = {(source, move) for source, move, _ in ACTIVITY_LIFE.arrows()}

    assert ACTIVITY_LIFE.allows(Activity(state=state), name) is ((state, name) in drawn)


@pytest.mark.parametrize("state", AmendmentState)
@pytest.mark.parametrize("name", AMENDMENT_LIFE.moves)
def test_an_amendment_moves_exactly_along_its_arrows(state, name):
    drawn = {(source, move) for source, move, _ in AMENDMENT_LIFE.arrows()}

    assert AMENDMENT_LIFE.allows(Amendment(state=state), name) is ((state, name) in drawn)
