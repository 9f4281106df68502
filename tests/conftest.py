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
CHROMIUM = next(
    (path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), ""
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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


@pytest.fixture(scope="session")
def browser():
    """Chromium, driven by Playwright; a machine without it skips, the CI does not."""
    if not CHROMIUM and "CI" not in os.environ:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
