"""What every test starts from: compiled catalogues, an empty cache, people who can sign in."""

import os
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache

from kernel import catalogues
from tests.people import client_of

ROOT = Path(__file__).resolve().parents[1]


# The same examples on every run: a change is judged by what it changes. `HYPOTHESIS_PROFILE=search`
# looks for new ones.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.register_profile("search", deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_configure(config):
    """Compile the Russian catalogues where they are missing or old, before anything reads them."""
    catalogues.compile_all(catalogues.rooms(ROOT, list(settings.OWN_APPS)))


@pytest.fixture(autouse=True)
def _empty_cache():
    """Counters of failed sign-ins stand in the cache: no test inherits those of another."""
    cache.clear()


@pytest.fixture
def sign_in(db):
    """`sign_in(membership)` gives a browser that acts through it."""
    return client_of
