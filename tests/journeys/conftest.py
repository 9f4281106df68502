"""The journeys walk in the same Chromium as the browser tests, on either database."""

from pathlib import Path

import pytest

from tests.journeys.browser import Records, Visitor, installation


def pytest_collection_modifyitems(items):
    """Mark what drives Chromium."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.services)


@pytest.fixture
def installed(tmp_path):
    """Web, worker and beat with a fresh database."""
    with installation(tmp_path) as running:
        yield running


@pytest.fixture
def records(installed):
    """What stands in the database of that installation."""
    return Records(installed)


@pytest.fixture
def visitor(browser, installed):
    """`visitor(360)` gives somebody with a screen of that width."""
    made = []

    def come(width):
        made.append(Visitor(browser, installed.url, width))
        return made[-1]

    yield come
    for each in made:
        each.context.close()
