"""Lists: the tools above a list, its table, and choosing many rows at once."""

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape, format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from kernel.listing import Listing
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


@register.simple_block_tag
def listing(
    content: str,
    *,
    of: Listing[Any],
    caption: Text,
    empty_title: Text = "",
    empty_text: Text = "",
    empty_url: str = "",
    empty_action: Text = "",
) -> str:
    """{% listing of=listing caption=… %}<tr>…</tr>{% endlisting %}: rows and nothing else."""
    return render_to_string(
        "components/listing.html",
        {
            "listing": of,
            "caption": caption,
            "rows": SafeString(name_cells(content, (str(head.label) for head in of.heads))),
            "empty_title": empty_title or gettext("Nothing here yet"),
            "empty_text": empty_text,
            "empty_url": empty_url,
            "empty_action": empty_action,
        },
    )


@register.simple_tag
def pick(*, value: object, label: Text, form: str = "bulk") -> SafeString:
    """{% pick value=row.pk label=row.name %}: the cell that chooses a row."""
    return format_html(
        '<td data-kind="pick"><label class="pick"><input type="checkbox" name="picked" value="{}"'
        ' form="{}" data-pick><span class="visually-hidden">{}</span></label></td>',
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
