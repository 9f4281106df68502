"""Conventions that `manage.py check` enforces."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, register
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

DJANGOS_OWN = {"last_login"}


@register()
def every_view_declares_its_access(**_: Any) -> list[Error]:
    """A view is either guarded by `requires(...)` or opened by `public(...)`."""
    return [
        Error(f"{pattern.lookup_str} declares no access rule", id="kernel.E001")
        for pattern in patterns(get_resolver())
        if not hasattr(pattern.callback, "access")
    ]


@register()
def dates_are_named_after_their_kind(**_: Any) -> list[Error]:
    """A moment ends in `_at`, a calendar day ends in `_on`."""
    return [
        Error(f"{field} must end in {suffix}", id="kernel.E002")
        for field in _own_fields()
        if (suffix := _date_suffix(field)) and not f"_{field.name}".endswith(suffix)
    ]


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    """Walk every address of the project."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry


def _own_fields() -> Iterator["models.Field[Any, Any]"]:
    for label in settings.OWN_APPS:
        for model in apps.get_app_config(label).get_models():
            yield from (
                field for field in model._meta.local_fields if field.name not in DJANGOS_OWN
            )


def _date_suffix(field: "models.Field[Any, Any]") -> str:
    if isinstance(field, models.DateTimeField):
        return "_at"
    if isinstance(field, models.DateField):
        return "_on"
    return ""
