"""Filters of templates that speak Russian."""

from datetime import UTC, date, datetime

from django.template import Context, Template

from kernel.russian import PersonName


def shown(source, **context):
    return Template(source).render(Context(context)).replace("\u00a0", " ")


def test_filters():
    day = date(2026, 10, 25)

    assert shown("{{ day|day_words }}", day=day) == "25 октября"
    assert shown("{{ day|date_words }}", day=day) == "25 октября 2026 г."
    assert shown("{{ day|day_words }}", day=None) == ""
    assert shown('{{ n|plural:"пара,пары,пар" }}', n=5) == "пар"
    assert shown('{{ n|counted:"пара,пары,пар" }}', n=2) == "2 пары"
    assert shown("{{ name|short_name }}", name=PersonName("Ли", "Анна")) == "Ли А."


def test_a_moment_shows_the_day_of_the_reader():
    late = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)

    assert shown("{{ late|day_words }}", late=late) == "25 октября"
    assert shown("{{ late|moment_words }}", late=late) == "25 октября 2026 г., 01:00"
    assert shown("{{ late|moment_words }}", late=None) == ""
