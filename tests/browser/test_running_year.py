"""The running year in a real browser: the table by keyboard, the pages for everybody, A3."""

import pytest
from django.urls import reverse

from roadmap.models import Activity
from roadmap.states import RoadmapState
from tests import people
from tests.factories.roadmap import a_roadmap, an_activity

pytestmark = pytest.mark.django_db(transaction=True)

# Millimetres of an A3 sheet that lies, in points.
A3 = (1190, 842)


@pytest.fixture
def curator():
    return people.curator()


@pytest.fixture
def roadmap(curator):
    made = a_roadmap(by=curator, state=RoadmapState.APPROVED)
    for title in ("Собрать согласия", "Обойти классы", "Выбрать формы"):
        an_activity(made, "до 25 октября", title=title, responsible=[curator])
    return made


@pytest.fixture
def open_page(page_at, live_server, curator, roadmap):
    def go(name, width=1280, colours="light", *, scripts=True):
        page = page_at(
            width,
            colours,
            scripts=scripts,
            client=people.client_of(curator),
            server=live_server.url,
        )
        args = [] if name in {"today", "leaves", "calendar-feed"} else [roadmap.pk]
        page.goto(live_server.url + reverse(name, args=args), wait_until="networkidle")
        return page

    return go


PAGES = [
    "today",
    "leaves",
    "calendar-feed",
    "roadmap-table",
    "edit-roadmap-table",
    "roadmap-calendar",
    "roadmap-year",
    "roadmap-proofs",
]


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_use_the_pages(open_page, violations, name, colours):
    for width in (360, 1280):
        page = open_page(name, width, colours)

        assert violations(page) == []
        assert page.complaints == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def cell(page, name, title):
    pk = Activity.objects.get(title=title).pk
    return page.locator(f"#id_{name}-{pk}")


def test_the_table_is_filled_in_by_keyboard_alone(open_page):
    page = open_page("edit-roadmap-table")

    cell(page, "people", "Собрать согласия").select_text()
    page.keyboard.type("педсовет")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+d")
    page.keyboard.press("Enter")
    page.keyboard.type("методсовет")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/table/")

    bodies = Activity.objects.order_by("pk").values_list("bodies", flat=True)
    assert list(bodies) == ["педсовет", "педсовет", "методсовет"]


def test_values_are_filled_into_the_marked_rows_without_leaving_the_page(open_page):
    page = open_page("edit-roadmap-table")
    page.get_by_text("Одинаково для многих строк").click()
    page.locator("[data-pick]").nth(0).check()
    page.locator("[data-pick]").nth(2).check()
    page.locator("input[name=fill-helpers]").fill("родительский комитет")

    page.get_by_role("button", name="Проставить в отмеченных строках").click()
    page.get_by_text("Проставлено в 2 строках").wait_for()
    page.get_by_role("button", name="Сохранить таблицу").click()
    page.wait_for_url("**/table/")

    bodies = Activity.objects.order_by("pk").values_list("helping_bodies", flat=True)
    assert list(bodies) == ["родительский комитет", "", "родительский комитет"]


def test_the_table_is_an_ordinary_form_without_scripts(open_page):
    page = open_page("edit-roadmap-table", scripts=False)
    page.locator("[data-pick]").nth(0).check()
    page.locator("summary", has_text="Одинаково").click()
    page.locator("input[name=fill-people]").fill("Несуществующая Ирина")
    page.get_by_role("button", name="Проставить в отмеченных строках").click()

    page.get_by_role("button", name="Сохранить таблицу").click()

    wrong = page.locator("[aria-invalid]")
    assert wrong.input_value() == "Несуществующая Ирина"
    assert page.get_by_role("link", name="Собрать согласия, Отвечают").is_visible()


def test_the_year_goes_to_one_sheet_of_a3(open_page):
    page = open_page("roadmap-year")

    paper = page.pdf(prefer_css_page_size=True).decode("latin-1")

    width, height = (
        float(size) for size in paper.split("/MediaBox [0 0 ")[1].split("]")[0].split()
    )
    assert (round(width), round(height)) == pytest.approx(A3, abs=2)
    assert paper.count("/Type /Page\n") == 1
