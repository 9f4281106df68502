"""Components: what they say, and that a mistake in a template is found when it compiles."""

from datetime import date

import pytest
from django.template import Context, Template, TemplateSyntaxError

from kernel.icons import ICONS
from kernel.pieces import Bar, Fact, Moment, Station, Task, share
from kernel.templatetags.components import button, icon, number, progress, status
from kernel.templatetags.lists import name_cells
from tests.conventions.sources import ROOT


def render(text, **context):
    return Template(text).render(Context(context))


@pytest.mark.parametrize(
    "tag",
    [
        '{% button lable="Save" %}',
        '{% status label="x" colour="red" %}',
        '{% tile value=1 label="x" href="/" %}',
        "{% road stops=stations %}",
        '{% card heading="x" %}{% endcard %}',
        '{% callout kind="bad" %}{% endcallout %}',
        '{% icon "check" %}',
    ],
)
def test_a_misspelt_attribute_fails_when_the_template_compiles(tag):
    with pytest.raises(TemplateSyntaxError):
        Template(tag)


def test_the_names_of_icons_are_those_of_the_sprite():
    sprite = (ROOT / "static" / "img" / "icons.svg").read_text()
    drawn = {piece.split('"')[1] for piece in sprite.split("<symbol ")[1:]}

    assert drawn == ICONS


def test_an_unknown_icon_is_a_mistake():
    with pytest.raises(ValueError, match="no icon"):
        icon(name="unicorn")


def test_an_icon_beside_a_word_is_silent_and_alone_it_speaks():
    assert 'aria-hidden="true"' in icon(name="check")
    assert 'role="img" aria-label="Закрыть"' in icon(name="x", label="Закрыть")


def test_a_button_with_an_address_is_a_link():
    drawn = button(label="Открыть", url="/pairs/?a=1&b=2")

    assert drawn.startswith('<a class="button"')
    assert 'href="/pairs/?a=1&amp;b=2"' in drawn


def test_a_button_without_an_address_submits():
    drawn = button(label="Сохранить", kind="primary", name="do", value=0)

    assert 'type="submit" name="do" value="0"' in drawn


def test_a_button_of_an_unknown_kind_is_a_mistake():
    with pytest.raises(ValueError, match="kind"):
        button(label="x", kind="golden")


def test_what_people_typed_is_escaped():
    evil = "<script>alert(1)</script>"
    drawn = [
        button(label=evil, confirm=evil),
        status(label=evil),
        render("{% tile value=evil label=evil note=evil %}", evil=evil),
        render("{% facts facts=facts %}", facts=[Fact(evil, evil)]),
        render("{% card title=evil %}{{ evil }}{% endcard %}", evil=evil),
        render("{% page_head title=evil lead=evil %}{{ evil }}{% endpage_head %}", evil=evil),
        render("{% empty_state title=evil text=evil %}{{ evil }}{% endempty_state %}", evil=evil),
        render("{% bars bars=bars title=evil %}", bars=[Bar(evil, 1)], evil=evil),
    ]

    assert [text for text in drawn if "<script" in text] == []


def test_a_status_is_a_word_with_an_icon():
    drawn = status(label="нет согласия", tone="bad")

    assert "нет согласия" in drawn
    assert "#circle-alert" in drawn


@pytest.mark.parametrize(
    ("part", "whole", "per_cent"), [(37, 52, 71), (0, 0, 0), (9, 9, 100), (12, 9, 100), (-1, 9, 0)]
)
def test_a_share_stays_within_a_hundred(part, whole, per_cent):
    assert share(part, whole) == per_cent


def test_progress_says_its_numbers_in_words():
    shown = progress(value=37, total=52, label="Анкеты")

    assert (shown["percent"], shown["text"]) == (71, "37 из 52")


def test_numbers_are_written_as_in_russia():
    assert number(12345) == "12\N{NO-BREAK SPACE}345"
    assert number(87.5, 1) == "87,5"
    assert number(None) == "—"


def test_the_road_fills_and_names_the_state():
    station = Station(2, "База наставляемых", "late", 37, 52, date(2026, 10, 1), "/stage/2/")
    drawn = render("{% road stations=stations %}", stations=[station])

    assert 'stroke-dasharray="71 100"' in drawn
    assert "опаздывает" in drawn
    assert "37 из 52" in drawn
    assert "до 1\N{NO-BREAK SPACE}октября" in drawn
    assert 'href="/stage/2/"' in drawn


def test_a_finished_station_is_full_whatever_it_counts():
    assert Station(1, "Подготовка", "done", 3, 9).percent == 100


def test_a_chart_is_drawn_with_points_and_has_its_table():
    drawn = render(
        '{% bars bars=bars title="Цели" unit=" %" top=100 digits=1 %}',
        bars=[Bar("Охват", 42.5, target=50, before=31)],
    )

    assert 'width="42.50%"' in drawn
    assert "42,5 %" in drawn
    assert drawn.count("<table") == 1


def test_a_chart_of_nothing_is_drawn():
    assert "<figure" in render('{% bars bars=bars title="Пусто" %}', bars=[])
    assert "<polyline" in render('{% trend values=values label="Пусто" %}', values=[])


def test_a_fact_without_a_value_is_a_dash():
    assert "<dd>—</dd>" in render("{% facts facts=facts %}", facts=[Fact("Телефон", None)])
    assert "<dd>0</dd>" in render("{% facts facts=facts %}", facts=[Fact("Встреч", 0)])


def test_a_moment_says_its_day_in_words():
    assert (
        Moment(date(2026, 10, 5), "Приказ").when
        == "5\N{NO-BREAK SPACE}октября 2026\N{NO-BREAK SPACE}г."
    )


def test_a_task_has_the_button_that_does_it():
    drawn = render("{% tasks tasks=tasks %}", tasks=[Task("Две анкеты", "/x/", "Напомнить")])

    assert 'href="/x/"' in drawn
    assert "Напомнить" in drawn


def test_cells_of_a_table_carry_the_names_of_their_columns():
    rows = '<tr><th scope="row">А</th><td>1</td></tr><tr><th>Б</th><td data-label="x">2</td></tr>'

    assert name_cells(rows, ["Имя", "Число"]) == (
        '<tr><th data-label="Имя" scope="row">А</th><td data-label="Число">1</td></tr>'
        '<tr><th data-label="Имя">Б</th><td data-label="x">2</td></tr>'
    )


def test_work_under_way_asks_again_and_finished_work_does_not():
    job = {"pk": 1, "is_open": True, "percent": 40, "step": "Класс 8 «Б»", "state": "running"}
    under_way = render('{% job_progress job=job url="/jobs/1/" %}', job=job)
    failed = {"pk": 1, "is_open": False, "state": "failed", "error": "Нет столбца «Фамилия»."}
    finished = render('{% job_progress job=job url="/jobs/1/" %}', job=failed)

    assert 'hx-get="/jobs/1/" hx-trigger="every 2s"' in under_way
    assert "Класс 8 «Б»" in under_way
    assert "40 %" in under_way
    assert "hx-get" not in finished
    assert "Нет столбца «Фамилия»." in finished
