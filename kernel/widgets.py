"""Common widgets written in Python.

Django draws each option of a select through two templates of its own: a list with three filters
spent a quarter of its time on that. What is written here is the same HTML without the blank
space; a test holds it against Django's. Every other widget goes to Django's templates as before.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

Widget = Mapping[str, Any]

INPUTS = frozenset(
    {
        "input", "text", "number", "email", "url", "color", "search", "tel", "password", "hidden",
        "file", "date", "datetime", "time", "checkbox",
    }
)  # fmt: skip


def attributes(widget: Widget) -> str:
    """Write the attributes of a widget: True stands without a value, False is left out."""
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def an_input(widget: Widget) -> str:
    """Write an input of any type."""
    value = widget["value"]
    written = "" if value is None else f' value="{conditional_escape(value)}"'
    return f'<input type="{widget["type"]}" name="{named(widget)}"{written}{attributes(widget)}>'


def a_textarea(widget: Widget) -> str:
    """Write a field of several lines; the first line break is the browser's, not the text's."""
    value = conditional_escape(widget["value"] or "")
    return f'<textarea name="{named(widget)}"{attributes(widget)}>\n{value}</textarea>'


def a_select(widget: Widget) -> str:
    """Write a select with its groups."""
    options = "".join(groups(widget["optgroups"]))
    return f'<select name="{named(widget)}"{attributes(widget)}>{options}</select>'


def groups(found: list[tuple[str | None, list[dict[str, Any]], int]]) -> Iterator[str]:
    """Write the options, those of a named group inside it."""
    for label, options, _place in found:
        written = "".join(map(an_option, options))
        yield (
            f'<optgroup label="{conditional_escape(label)}">{written}</optgroup>'
            if label
            else written
        )


def an_option(option: Widget) -> str:
    """Write one choice."""
    value, label = conditional_escape(str(option["value"])), conditional_escape(option["label"])
    return f'<option value="{value}"{attributes(option)}>{label}</option>'


def named(widget: Widget) -> str:
    """The name under which the widget sends its value."""
    return conditional_escape(widget["name"])


WRITERS: Mapping[str, Callable[[Widget], str]] = {
    **{f"django/forms/widgets/{name}.html": an_input for name in INPUTS},
    "django/forms/widgets/textarea.html": a_textarea,
    "django/forms/widgets/select.html": a_select,
}


class Renderer(DjangoTemplates):
    """The renderer of forms: Python for the common widgets, templates for the rest."""

    def render(
        self, template_name: str, context: dict[str, Any], request: Any = None
    ) -> SafeString:
        """Draw a widget or a form."""
        write = WRITERS.get(template_name)
        if write is None:
            return SafeString(super().render(template_name, context, request))
        return SafeString(write(context["widget"]))
