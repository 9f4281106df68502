"""The rows of activities, drawn in Python: a page has dozens of them, and templates are slow."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kernel import access
from kernel.templatetags.components import linked, sign, status
from roadmap.models import Remark
from roadmap.queries.changes import Remarks
from roadmap.queries.rows import Row
from roadmap.wording import row_key

register = template.Library()


@register.simple_tag(takes_context=True)
def activity_rows(
    context: dict[str, Any], *, rows: Iterable[Row], remarks: Remarks | None
) -> SafeString:
    """{% activity_rows rows=rows remarks=remarks %}: number, activity, days, people, state."""
    membership = context["request"].membership
    return SafeString("".join(_row(row, remarks or {}, membership) for row in rows))


def _row(row: Row, remarks: Remarks, membership: Any) -> str:
    return (
        f'<tr><td class="not-cards">{conditional_escape(row.activity.number)}</td>'
        f'<th scope="row">{"".join(_activity(row, remarks))}</th>'
        f"<td>{_days(row)}</td>"
        f"<td>{''.join(_people(row))}</td>"
        f"<td>{''.join(_state(row, membership))}</td></tr>"
    )


def _activity(row: Row, remarks: Remarks) -> Iterator[str]:
    activity = row.activity
    if activity.number:
        yield format_html('<small class="only-cards">{}</small>', activity.number)
    yield format_html(
        '<a href="{}">{}</a>', reverse("activity", args=[activity.pk]), activity.title
    )
    if activity.result:
        yield format_html("<small>{}</small>", activity.result)
    yield from map(_remark, remarks.get(row_key(activity), ()))


def _remark(remark: Remark) -> str:
    icon = "circle-check" if remark.answered_at else "message-circle"
    label = _("Remark, answered:") if remark.answered_at else _("Remark:")
    return format_html("<small>{} {} {}</small>", sign(icon, "", "small"), label, remark.text)


def _days(row: Row) -> str:
    """The days of this year and the words behind them, or the words alone."""
    text = row.activity.deadline_text
    if row.days:
        return format_html("{}<small>«{}»</small>", row.days, text) if text else row.days
    if not text or row.activity.is_understood:
        return conditional_escape(text or "—")
    return format_html("{}<small>{}</small>", text, _("without a date"))


def _people(row: Row) -> Iterator[str]:
    yield conditional_escape(row.responsible or "—")
    if row.helping:
        yield format_html("<small>{}</small>", _("help: %(names)s") % {"names": row.helping})
    yield from (format_html("<small>{}</small>", absence) for absence in row.absences)


def _state(row: Row, membership: Any) -> Iterator[str]:
    yield status(label=row.word, tone=row.tone, icon=row.icon)
    if row.left:
        yield format_html("<small>{}</small>", row.left)
    if row.progress:
        url = row.progress.url
        leads = bool(url) and access.opens(membership, url)
        yield format_html("<small>{}</small>", linked(row.progress.words, url if leads else ""))
