"""A list page: what the address may say, and what it may not break."""

import django_filters
import pytest
from django.template import Context, Template
from django.test import RequestFactory

from accounts.models import Organization
from kernel.listing import Column, Listing
from kernel.russian import search_key
from kernel.templatetags.lists import draw_rows
from tests.people import SchoolFactory, the_municipality

COLUMNS = [
    Column("name", "Название", sort="search"),
    Column("place", "Место", sort=("place", "search")),
    Column("number", "Номер", kind="number"),
]
TEMPLATE = Template(
    "{% listing_tools of=listing %}"
    '{% listing of=listing caption="Школы" %}'
    "{% for row in listing.rows %}<tr><th>{{ row }}</th><td>{{ row.place }}</td></tr>{% endfor %}"
    "{% endlisting %}"
)


class SchoolFilter(django_filters.FilterSet):
    place = django_filters.CharFilter()
    pk = django_filters.NumberFilter()
    closed_on = django_filters.DateFilter()

    class Meta:
        model = Organization
        fields = ["place", "pk", "closed_on"]


def listing(query="", **options):
    usual = {"filters": SchoolFilter, "search": "search", "default_sort": "name"}
    options = {"columns": COLUMNS, **usual, **options}
    schools = Organization.objects.educational()
    request = RequestFactory().get(f"/schools/{query}")
    return Listing(request, schools, **options)


def schools(*names, place="Омск"):
    town = the_municipality()
    for name in names:
        school = SchoolFactory(short_name=name, place=place, parent=town)
        Organization.objects.filter(pk=school.pk).update(search=search_key(name))


def many(count):
    SchoolFactory.create_batch(count, parent=the_municipality())


def names(shown):
    return [row.short_name for row in shown.rows]


@pytest.mark.django_db
class TestListing:
    def test_search_speaks_russian(self):
        schools("Лицей ЁЛКИНА", "Школа Иванова")

        assert names(listing("?q=елкина")) == ["Лицей ЁЛКИНА"]
        assert names(listing("?q=ИВАНОВА+школа")) == ["Школа Иванова"]

    def test_sorting_turns_round_and_says_so(self):
        schools("Б", "А", "В")
        shown = listing("?sort=-name")
        head = shown.heads[0]

        assert names(shown) == ["В", "Б", "А"]
        assert (head.direction, head.url) == ("descending", "/schools/")

    def test_a_heading_without_stored_columns_has_no_link(self):
        assert listing().heads[2].url == ""

    @pytest.mark.parametrize(
        "sort", ["secret__x", "id.name", "?", "password", "-pk", "number", "--name"]
    )
    def test_a_sort_key_outside_the_list_is_left_out(self, sort):
        schools("Б", "А")

        assert names(listing(f"?sort={sort}")) == ["А", "Б"]

    @pytest.mark.parametrize("page", ["0", "-1", "NaN", "1e9", "abc", "", "٣"])
    def test_a_page_that_cannot_be_read_is_the_first(self, page):
        many(26)

        assert listing(f"?page={page}").number == 1

    @pytest.mark.parametrize("page", ["3", "999999999", str(10**9)])
    def test_a_page_that_does_not_exist_is_brought_within(self, page):
        many(26)

        assert listing(f"?page={page}").number in {1, 2}

    @pytest.mark.parametrize("pk", ["abc", "-1", "1e9", "NaN", "٣", "9" * 40, "%00"])
    def test_a_filter_that_cannot_be_read_breaks_nothing(self, pk):
        schools("А")

        assert len(listing(f"?pk={pk}").rows) <= 1

    @pytest.mark.parametrize("day", ["2026-02-30", "0000-00-00", "99999-01-01"])
    def test_a_wrong_date_is_left_out_and_said(self, day):
        schools("А")
        shown = listing(f"?closed_on={day}")

        assert names(shown) == ["А"]
        assert shown.filterset.form.errors["closed_on"]

    @pytest.mark.parametrize("size", ["0", "-5", "100000", "x"])
    def test_a_page_size_outside_the_list_is_the_usual_one(self, size):
        assert listing(f"?size={size}").size == 25

    def test_addresses_repeat_only_what_was_understood(self):
        many(60)
        shown = listing("?q=&evil=%3Cscript%3E&sort=password&place=&size=50")

        assert shown.next_url == "/schools/?size=50&page=2"

    def test_filters_go_with_the_pages_and_into_the_export(self):
        schools("А", "Б", place="Тара")
        many(30)
        shown = listing("?place=Тара&sort=-name", export="/schools/export/")

        assert shown.count == 2
        assert shown.is_filtered
        assert shown.export_url == "/schools/export/?place=%D0%A2%D0%B0%D1%80%D0%B0&sort=-name"

    def test_pages_far_away_are_left_out(self):
        many(30)
        shown = listing("?page=5", page_sizes=(3, 10))

        assert [link.number for link in shown.pages] == [1, 0, 4, 5, 6, 0, 10]

    @pytest.mark.parametrize("count", [1, 3, 3000])
    def test_a_list_of_any_length_takes_two_queries(self, count, django_assert_num_queries):
        town = the_municipality()
        Organization.objects.bulk_create(
            Organization(
                kind="school", parent=town, short_name=f"Школа {n}", full_name=f"Школа {n}"
            )
            for n in range(count)
        )

        with django_assert_num_queries(2):
            drawn = TEMPLATE.render(Context({"listing": listing()}))

        assert drawn.count("<tr>") == min(count, 25) + 1

    def test_an_empty_list_says_what_to_do(self):
        drawn = TEMPLATE.render(Context({"listing": listing()}))

        assert "Здесь пока пусто" in drawn

    def test_a_search_without_results_offers_to_drop_the_filters(self):
        schools("А")
        drawn = TEMPLATE.render(Context({"listing": listing("?q=нет")}))

        assert "Ничего не нашлось" in drawn
        assert "Сбросить фильтры" in drawn

    def test_columns_that_say_what_a_row_shows_draw_the_rows(self):
        schools("А <b>", "Б", place="")
        columns = [
            Column("name", "Название", sort="search", cell=lambda row: row.short_name),
            Column("place", "Место", cell=lambda row: row.place),
            Column("number", "Номер", kind="number", cell=lambda row: 7),
        ]
        shown = listing(columns=columns)
        template = Template(
            "{% listing of=shown caption='Школы' rows=shown.rows %}{% endlisting %}"
        )

        drawn = template.render(Context({"shown": shown}))

        assert (
            '<tr><th scope="row" data-label="Название">А &lt;b&gt;</th>'
            '<td data-label="Место">—</td><td data-label="Номер" data-kind="number">7</td></tr>'
        ) in drawn

    def test_a_column_that_says_nothing_cannot_draw(self):
        with pytest.raises(ValueError, match="does not say"):
            draw_rows(["row"], [Column("name", "Название")])

    def test_cells_are_named_for_phones(self):
        schools("А")
        drawn = TEMPLATE.render(Context({"listing": listing()}))

        assert '<td data-label="Место">Омск</td>' in drawn
