"""A list page as a value: search, filters, sorting and pages that live in the address.

Whatever the address says, the list answers: a sort key outside the allow-list, a page that does
not exist or a filter that cannot be read are left out. One count and one query of rows, always.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django_filters import FilterSet

from kernel.access import opens
from kernel.russian import search_key

M = TypeVar("M", bound=Model)

SEARCH_LIMIT = 100
DIGITS_LIMIT = 9
AROUND = 1


@dataclass(frozen=True)
class Column:
    """A column of the list; `sort` names the stored columns it is ordered by.

    `cell` says what a row shows here. Where every column says it, the list draws its rows by
    itself: a template of cells takes three times as long.
    """

    name: str
    label: str | Promise
    sort: str | tuple[str, ...] = ()
    kind: str = "text"
    cell: Callable[[Any], object] | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The stored columns, in order."""
        return (self.sort,) if isinstance(self.sort, str) else self.sort


@dataclass(frozen=True)
class Head:
    """A heading as the page shows it: with the link that sorts by it."""

    label: str | Promise
    kind: str
    url: str = ""
    direction: str = "none"

    @property
    def icon(self) -> str:
        """The sign of the direction."""
        signs = {"ascending": "arrow-up", "descending": "arrow-down"}
        return signs.get(self.direction, "chevrons-up-down")


@dataclass(frozen=True)
class PageLink:
    """A link to another page; number 0 stands for the pages that are left out."""

    number: int
    url: str = ""
    is_current: bool = False


class Listing(Generic[M]):
    """One page of a list, and all that its template needs to offer the others."""

    def __init__(
        self,
        request: HttpRequest,
        queryset: QuerySet[M],
        *,
        columns: Sequence[Column],
        filters: type[FilterSet] | None = None,
        search: str = "",
        default_sort: str = "",
        page_sizes: Sequence[int] = (25, 50, 100),
        export: str = "",
        keep: str = "",
        id: str = "listing",  # noqa: A002 -- the word of HTML
    ) -> None:
        """`search` names the column that holds `search_key` of what can be found.

        `export` is the address that hands the rows out, `keep` the one where what narrows the
        list gets a name.
        """
        self.membership = getattr(request, "membership", None)
        self.path = request.path
        self.asked = request.GET
        self.columns = columns
        self.search = search
        self.default_sort = default_sort
        self.page_sizes = page_sizes
        self.export = export
        self.keep = keep
        self.id = id
        self.filterset = None
        if filters:
            self.filterset = filters(request.GET, queryset=queryset, request=request)
            self.filterset.form.auto_id = f"{id}-%s"
        self._all = queryset

    @property
    def form_id(self) -> str:
        """The id of the form that searches and filters."""
        return f"{self.id}-tools"

    def leads_to(self, url: str) -> bool:
        """Tell whether a button to this address would let the reader in."""
        return bool(url) and opens(self.membership, url)

    @property
    def smallest_size(self) -> int:
        """A list that is not longer than this needs no pages."""
        return min(self.page_sizes)

    # What was asked for, read so that nothing in an address can break the page.

    @cached_property
    def query(self) -> str:
        """What is searched for."""
        return " ".join(self.asked.get("q", "").replace("\x00", "").split())[:SEARCH_LIMIT]

    @cached_property
    def sort(self) -> str:
        """The name of the column the list is sorted by, with a minus for descending."""
        asked = self.asked.get("sort", "")
        known = {column.name for column in self.columns if column.keys}
        return asked if asked.removeprefix("-") in known else self.default_sort

    @cached_property
    def size(self) -> int:
        """How many rows make a page."""
        asked = self.asked.get("size", "")
        sizes = {str(size): size for size in self.page_sizes}
        return sizes.get(asked, self.page_sizes[0])

    @cached_property
    def number(self) -> int:
        """The number of the page, brought within what exists."""
        asked = self.asked.get("page", "")
        is_number = asked.isascii() and asked.isdigit() and len(asked) <= DIGITS_LIMIT
        return max(1, min(int(asked) if is_number else 1, self.page_count))

    # What was found.

    @cached_property
    def matching(self) -> QuerySet[M]:
        """All rows that match, sorted: what an export writes."""
        found: QuerySet[M] = self.filterset.qs if self.filterset else self._all
        if self.search:
            for word in search_key(self.query).split():
                found = found.filter(**{f"{self.search}__contains": word})
        return found.order_by(*self._order())

    @cached_property
    def count(self) -> int:
        """How many rows match."""
        return self.matching.count()

    @cached_property
    def page_count(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.count // self.size))

    @cached_property
    def rows(self) -> list[M]:
        """The rows of this page."""
        if not self.count:
            return []
        start = (self.number - 1) * self.size
        return list(self.matching[start : start + self.size])

    @property
    def first(self) -> int:
        """The place of the first row shown."""
        return (self.number - 1) * self.size + 1 if self.count else 0

    @property
    def last(self) -> int:
        """The place of the last row shown."""
        return min(self.number * self.size, self.count)

    @cached_property
    def is_filtered(self) -> bool:
        """Tell whether something narrows the list."""
        return bool(self.query) or bool(self.filter_count)

    @cached_property
    def filter_count(self) -> int:
        """How many filters are set."""
        return sum(any(self.asked.getlist(name)) for name in self._filter_names())

    # The addresses of what is near.

    @cached_property
    def heads(self) -> list[Head]:
        """The headings, each with the link that sorts by it."""
        return [self._head(column) for column in self.columns]

    @cached_property
    def pages(self) -> list[PageLink]:
        """Links to the first, the last and the neighbouring pages."""
        return [
            PageLink(number, self._address(page=number), number == self.number)
            if number
            else PageLink(0)
            for number in self._numbers()
        ]

    @property
    def previous_url(self) -> str:
        """The address of the page before, if there is one."""
        return self._address(page=self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        """The address of the page after, if there is one."""
        return self._address(page=self.number + 1) if self.number < self.page_count else ""

    @property
    def sizes(self) -> list[PageLink]:
        """Links to the same list in longer or shorter pages."""
        return [
            PageLink(size, self._address(size=size, page=1), size == self.size)
            for size in self.page_sizes
        ]

    @property
    def export_url(self) -> str:
        """The address that hands out exactly what is shown, as a file."""
        if not self.leads_to(self.export):
            return ""
        return f"{self.export}?{urlencode(self._said)}" if self._said else self.export

    @property
    def keep_url(self) -> str:
        """The address that gives a name to what narrows the list now."""
        if not self.is_filtered or not self.leads_to(self.keep):
            return ""
        return f"{self.keep}?{self.said}"

    @property
    def said(self) -> str:
        """What was understood of the address, as it stands after the question mark."""
        return urlencode(self._said)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the filter form must send besides its own fields."""
        return [(name, value) for name, value in self._said if name in ("sort", "size")]

    def _order(self) -> Iterator[str]:
        column = next((c for c in self.columns if c.name == self.sort.removeprefix("-")), None)
        turned = self.sort.startswith("-")
        for key in column.keys if column else ():
            yield _turn(key) if turned else key
        yield "pk"

    def _head(self, column: Column) -> Head:
        if not column.keys:
            return Head(column.label, column.kind)
        direction, next_sort = "none", column.name
        if self.sort == column.name:
            direction, next_sort = "ascending", f"-{column.name}"
        elif self.sort == f"-{column.name}":
            direction = "descending"
        url = self._address(sort=next_sort, page=1)
        return Head(column.label, column.kind, url, direction)

    def _filter_names(self) -> list[str]:
        if self.filterset is None:
            return []
        roots = tuple(self.filterset.form.fields)
        return [
            name
            for name in self.asked
            if name in roots or name.startswith(tuple(f"{root}_" for root in roots))
        ]

    @cached_property
    def _said(self) -> list[tuple[str, str]]:
        """Repeat what was understood of the address, the page left out."""
        said = [("q", self.query)] if self.query else []
        for name in self._filter_names():
            said += [(name, value) for value in self.asked.getlist(name) if value]
        if self.sort != self.default_sort:
            said.append(("sort", self.sort))
        if self.size != self.page_sizes[0]:
            said.append(("size", str(self.size)))
        return said

    def _address(self, **changes: object) -> str:
        usual = {"page": "1", "sort": self.default_sort, "size": str(self.page_sizes[0])}
        said = [(name, value) for name, value in self._said if name not in changes]
        for name, value in changes.items():
            if str(value) != usual[name]:
                said.append((name, str(value)))
        return f"{self.path}?{urlencode(said)}" if said else self.path

    def _numbers(self) -> Iterator[int]:
        """Give the numbers worth a link; 0 where some are left out."""
        near = range(self.number - AROUND, self.number + AROUND + 1)
        worth = sorted({1, self.page_count, *(n for n in near if 1 <= n <= self.page_count)})
        before = 0
        for number in worth:
            if number - before > 1:
                yield 0
            yield number
            before = number


def _turn(key: str) -> str:
    return key.removeprefix("-") if key.startswith("-") else f"-{key}"
