"""Widgets written in Python say what Django's own templates say."""

import datetime as dt
import re
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt

from kernel.widgets import WRITERS, Renderer

BLANK = re.compile(r">\s+<")
NASTY = "\"><script>&amp; «Ёж» 'one'"
GROUPED = [
    ("", "—"),
    (NASTY, NASTY),
    (7, "seven"),
    ("Group & Co", [("a", "A"), ("b", "B")]),
]


class Everything(forms.Form):
    """One field of each kind that is written in Python."""

    text = forms.CharField(max_length=9, widget=forms.TextInput(attrs={"placeholder": NASTY}))
    number = forms.IntegerField(min_value=0)
    share = forms.DecimalField()
    email = forms.EmailField()
    address = forms.URLField(assume_scheme="https")
    secret = forms.CharField(widget=forms.PasswordInput)
    hidden = forms.CharField(widget=forms.HiddenInput)
    file = forms.FileField()
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    moment = forms.DateTimeField()
    time = forms.TimeField()
    box = forms.BooleanField()
    words = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3, "data-x": True, "data-y": False})
    )
    one = forms.ChoiceField(choices=GROUPED)
    many = forms.MultipleChoiceField(choices=GROUPED)
    maybe = forms.NullBooleanField()


TYPED: dict[str, Any] = {
    "text": NASTY,
    "number": "12000",
    "share": "1,5",
    "email": "a@b",
    "address": "x",
    "secret": "s",
    "hidden": NASTY,
    "day": "2026-02-31",
    "moment": "2026-01-01",
    "time": "8",
    "box": "on",
    "words": f"\n{NASTY}\n",
    "one": "7",
    "many": [NASTY, "b"],
    "maybe": "true",
}
KNOWN: dict[str, Any] = {
    "number": 12000,
    "share": 1.5,
    "day": dt.date(2026, 2, 28),
    "time": dt.time(8, 5),
    "box": True,
    "one": 7,
    "many": ["a"],
    "words": NASTY,
}


def drawn(form: forms.Form, renderer: Any) -> list[str]:
    form.renderer = renderer
    return [BLANK.sub("><", str(field)).strip() for field in form]


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(Everything, id="empty"),
        pytest.param(lambda: Everything(TYPED), id="typed"),
        pytest.param(lambda: Everything(initial=KNOWN), id="known"),
    ],
)
def test_each_widget_is_drawn_as_django_draws_it(form: Any) -> None:
    theirs = drawn(form(), DjangoTemplates())

    ours = drawn(form(), Renderer())

    assert ours == theirs


def test_every_widget_of_the_form_but_the_clearable_file_is_written_in_python() -> None:
    templates = {field.field.widget.template_name for field in Everything()}

    assert templates - set(WRITERS) == {"django/forms/widgets/clearable_file_input.html"}


def test_a_widget_without_a_writer_is_drawn_by_its_template() -> None:
    radio = forms.RadioSelect(choices=[("a", "A")])

    html = radio.render("name", "a", renderer=Renderer())

    assert flatatt({"value": "a", "checked": True}) in html
