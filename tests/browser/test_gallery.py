"""The gallery in a real browser: accessible, within the width, quiet under the strict CSP."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db(transaction=True)

FIRST_VIEW_LIMIT = 150_000


@pytest.fixture
def gallery(live_server):
    return live_server.url + reverse("gallery")


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(page_at, gallery, violations, width, colours):
    page = page_at(width, colours)
    page.goto(gallery)

    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1280])
def test_nothing_sticks_out_of_the_page(page_at, gallery, width):
    page = page_at(width)
    page.goto(gallery)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_scripts_and_styles_keep_to_the_policy(page_at, gallery):
    page = page_at()
    page.goto(gallery, wait_until="networkidle")

    assert page.complaints == []
    assert page.evaluate("document.fonts.check('16px \"Golos Text\"', 'Ж')")
    assert page.locator("main svg.icon").first.evaluate("icon => icon.getBBox().width") > 0


def test_the_first_view_is_light(page_at, live_server):
    page = page_at(360)
    sizes = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.goto(live_server.url + "/no-such-page/", wait_until="networkidle")

    assert 0 < sum(sizes) < FIRST_VIEW_LIMIT * 2  # unpacked; the server sends less


def test_the_menu_opens_on_a_phone_without_scripts(page_at, gallery):
    page = page_at(360, scripts=False)
    page.goto(gallery)
    page.get_by_role("button", name="Меню", exact=True).click()

    assert page.get_by_role("navigation", name="Главная навигация").is_visible()


def test_the_theme_is_chosen_and_kept(page_at, gallery):
    page = page_at()
    page.goto(gallery)
    page.evaluate("document.cookie = 'theme=dark; path=/'")
    page.reload()

    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_filtering_swaps_the_list_and_writes_the_address(page_at, gallery):
    page = page_at()
    page.goto(gallery)
    page.get_by_role("searchbox").fill("consent")
    page.wait_for_url("**/?q=consent")

    assert "consent" in page.locator("#listing tbody").inner_text()
    assert page.get_by_role("searchbox").evaluate("box => box === document.activeElement")


def test_filtering_works_without_scripts(page_at, gallery):
    page = page_at(scripts=False)
    page.goto(gallery)
    page.get_by_role("searchbox").fill("consent")
    page.get_by_role("button", name="Показать", exact=True).click()

    assert "q=consent" in page.url


def test_choosing_all_rows_counts_them(page_at, gallery):
    page = page_at()
    page.goto(gallery)
    page.get_by_label("Выбрать все").check()

    assert page.locator("[data-chosen]").inner_text() == "3"


def test_a_dangerous_deed_asks_once(page_at, gallery):
    page = page_at()
    page.goto(gallery)
    page.get_by_role("button", name="Исключить из программы").click()
    question = page.get_by_role("dialog", name="Вы уверены?")

    assert "пара будет расторгнута" in question.inner_text()

    question.get_by_role("button", name="Отмена").click()

    assert "sure" not in page.url

    page.get_by_role("button", name="Исключить из программы").click()
    question.get_by_role("button", name="Исключить из программы").click()
    page.wait_for_url("**/?sure=yes")
