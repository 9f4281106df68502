"""Lists: the tools above a list, its table, and choosing many rows at once."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, escape, format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from kernel.listing import Column, Listing
from kernel.pieces import Text
from kernel.templatetags.components import attributes

register = template.Library()

PIECE = re.compile(r"<(tr|td|th)\b([^>]*)>")
HEAD = re.compile(r"<thead\b.*?</thead>", re.DOTALL)
HEADING = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)


def name_cells(rows: str, labels: Iterable[str]) -> str:
    """Give each cell the name of its column, for phones, where a row is drawn as a card."""
    names = [escape(label) for label in labels]
    place = 0

    def named(found: re.Match[str]) -> str:
        nonlocal place
        tag, rest = found.groups()
        if tag == "tr":
            place = 0
            return found.group()
        label = names[place] if place < len(names) else ""
        place += 1
        if not label or "data-label" in rest:
            return found.group()
        return f'<{tag} data-label="{label}"{rest}>'

    return PIECE.sub(named, rows)


@register.simple_block_tag
def table(
    content: str, *, caption: Text = "", cards: bool = True, hidden_caption: bool = False
) -> SafeString:
    """{% table caption=… %}<thead>…</thead><tbody>…</tbody>{% endtable %}.

    `hidden_caption=True` where a heading above says the same.
    """
    head = HEAD.search(content)
    if cards and head:
        labels = [strip_tags(label).strip() for label in HEADING.findall(head.group())]
        body = content[head.end() :]
        content = content[: head.end()] + name_cells(body, labels)
    hidden = attributes(("class", "visually-hidden" if hidden_caption else ""))
    return format_html(
        '<div class="table-frame" tabindex="0" role="region" aria-label="{}">'
        '<table class="table"{}>{}{}</table></div>',
        caption or gettext("Table"),
        attributes(("data-cards", cards)),
        format_html("<caption{}>{}</caption>", hidden, caption) if caption else "",
        SafeString(content),
    )


@register.inclusion_tag("components/listing_tools.html")
def listing_tools(*, of: Listing[Any], placeholder: Text = "") -> dict[str, Any]:
    """{% listing_tools of=listing %}: search and filters; they live in the address."""
    return {"listing": of, "placeholder": placeholder or gettext("Search")}


def draw_rows(rows: Iterable[Any], columns: Sequence[Column]) -> SafeString:
    """Draw a row after another by what the columns say; the first that holds words names it."""
    name = next((at for at, column in enumerate(columns) if column.kind != "pick"), 0)
    cells = [
        (column.cell, *_frame(column, is_name=at == name)) for at, column in enumerate(columns)
    ]
    lines = (
        "".join(f"{opens}{shown(cell, row)}{closes}" for cell, opens, closes in cells)
        for row in rows
    )
    return SafeString("".join(f"<tr>{line}</tr>" for line in lines))


def shown(cell: Callable[[Any], object] | None, row: object) -> str:
    """What stands in a cell; nothing is a dash."""
    if cell is None:
        raise ValueError("A column does not say what its cells show")
    value: Any = cell(row)
    return conditional_escape(value) or "—"


def _frame(column: Column, *, is_name: bool) -> tuple[str, str]:
    if column.kind == "pick":
        return '<td data-kind="pick">', "</td>"
    tag = "th" if is_name else "td"
    scope = ' scope="row"' if is_name else ""
    kind = f' data-kind="{column.kind}"' if column.kind != "text" else ""
    return f'<{tag}{scope} data-label="{escape(column.label)}"{kind}>', f"</{tag}>"


@register.simple_block_tag
def listing(
    content: str,
    *,
    of: Listing[Any],
    caption: Text,
    rows: Sequence[Any] | None = None,
    empty_title: Text = "",
    empty_text: Text = "",
    empty_url: str = "",
    empty_action: Text = "",
) -> str:
    """{% listing of=listing caption=… %}<tr>…</tr>{% endlisting %}: rows and nothing else.

    With rows=… the cells are drawn by the columns, and nothing stands inside.
    """
    if rows is None:
        drawn = SafeString(name_cells(content, (str(head.label) for head in of.heads)))
    else:
        drawn = draw_rows(rows, of.columns)
    return render_to_string(
        "components/listing.html",
        {
            "listing": of,
            "caption": caption,
            "rows": drawn,
            "empty_title": empty_title or gettext("Nothing here yet"),
            "empty_text": empty_text,
            "empty_url": empty_url if of.leads_to(empty_url) else "",
            "empty_action": empty_action,
        },
    )


@register.simple_tag
def pick(*, value: object, label: Text, form: str = "bulk") -> SafeString:
    """{% pick value=row.pk label=row.name %}: the cell that chooses a row."""
    return format_html('<td data-kind="pick">{}</td>', pick_box(value, label, form=form))


def pick_box(value: object, label: Text, *, form: str = "bulk") -> SafeString:
    """The box that chooses a row, for lists that draw their rows by themselves."""
    return format_html(
        '<label class="pick"><input type="checkbox" name="picked" value="{}"'
        ' form="{}" data-pick><span class="visually-hidden">{}</span></label>',
        value,
        form,
        gettext("Choose: %(name)s") % {"name": label},
    )


@register.simple_block_tag(takes_context=True)
def bulk(context: dict[str, Any], content: str, *, url: str, id: str = "bulk") -> str:  # noqa: A002
    """{% bulk url=… %}buttons{% endbulk %}: what can be done with the chosen rows."""
    return render_to_string(
        "components/bulk.html",
        {"url": url, "id": id, "buttons": content, "csrf_token": context.get("csrf_token", "")},
    )
