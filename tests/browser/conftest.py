"""One Chromium for all browser tests, and pages of any width and colour in it."""

from pathlib import Path

import pytest


def pytest_collection_modifyitems(items):
    """Mark everything here as a browser test, once on SQLite."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.sqlite_only)


@pytest.fixture
def page_at(browser):
    """`page_at(360, "dark")` gives an empty page of that width; pass `client` to be signed in."""
    contexts = []

    def open_page(width=1280, colours="light", *, scripts=True, client=None, server=""):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=colours,
            locale="ru-RU",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        contexts.append(context)
        if client:
            context.add_cookies(
                [
                    {
                        "name": "sessionid",
                        "value": client.cookies["sessionid"].value,
                        "url": server,
                    },
                ]
            )
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: page.complaints.append(said.text) if said.type == "error" else None,
        )
        return page

    yield open_page
    for context in contexts:
        context.close()


# Cards below the screen are not laid out: what lies in them seems to hang into the next card.
EVERYTHING_LAID_OUT = """
document.querySelectorAll("tr").forEach(row => { row.style.contentVisibility = "visible" })
"""


@pytest.fixture
def violations():
    """`violations(page)` lists what axe finds against WCAG 2.2 AA, a line each."""
    from axe_playwright_python.sync_playwright import Axe

    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    options = {
        "runOnly": {"type": "tag", "values": rules},
        "rules": {"target-size": {"enabled": True}},
        "resultTypes": ["violations"],
    }

    def find(page):
        page.evaluate(EVERYTHING_LAID_OUT)
        found = Axe().run(page, options=options)
        return [
            f"{fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
            for fault in found.response["violations"]
            for node in fault["nodes"]
        ]

    return find
