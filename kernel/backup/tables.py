"""The rows of tables as lines of JSON: the same text on SQLite and on PostgreSQL.

Models may be of an earlier version of the program (from the state of its migrations).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, Any

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, models

# What is worth nothing later: sign-ins of the day, and signs of life.
LEFT_OUT = frozenset({"sessions.session", "usersessions.usersession", "kernel.heartbeat"})
AT_ONCE = 2000
MOST_PARAMETERS = 900

Model = type[models.Model]


@dataclass(frozen=True)
class Sum:
    """How many rows a table has, and what they say in one number."""

    rows: int
    sha256: str


def models_of(registry: Any) -> list[Model]:
    """Every table that is kept; `registry` is `django.apps.apps` or an earlier state of it."""
    known: Apps = registry
    found = known.get_models(include_auto_created=True)
    own = [model for model in found if model._meta.managed and not model._meta.proxy]
    return sorted(
        (model for model in own if model._meta.label_lower not in LEFT_OUT),
        key=lambda model: model._meta.label_lower,
    )


def dump(model: Model, target: IO[bytes]) -> Sum:
    """Write the names of the columns and then the rows, in the order of their numbers."""
    target.write(_line(_names(model)))
    digest, count = hashlib.sha256(), 0
    for line in _lines(model):
        digest.update(line)
        target.write(line)
        count += 1
    return Sum(count, digest.hexdigest())


def sum_of(model: Model) -> Sum:
    """What a table says now."""
    digest, count = hashlib.sha256(), 0
    for line in _lines(model):
        digest.update(line)
        count += 1
    return Sum(count, digest.hexdigest())


def load(model: Model, source: Iterable[bytes]) -> None:
    """Put the rows into an empty table, past all defaults: exactly as they were."""
    lines = iter(source)
    fields = [_field(model, name) for name in json.loads(next(lines))]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    row = f"({', '.join(['%s'] * len(fields))})"
    begin = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608 -- names of ours
    with connection.cursor() as cursor:
        for portion in _portions(lines, max(1, MOST_PARAMETERS // len(fields))):
            values = [_stored(*pair) for said in portion for pair in zip(fields, said, strict=True)]
            cursor.execute(begin + ", ".join([row] * len(portion)), values)


def clear(kept: Iterable[Model]) -> None:
    """Empty tables that migrations have filled."""
    with connection.cursor() as cursor:
        for model in kept:
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 -- a name of ours


def go_on_counting(kept: list[Model]) -> None:
    """Let the numbers of new rows follow those that were loaded."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), kept):
            cursor.execute(sql)


def _names(model: Model) -> list[str]:
    """By the alphabet: the order of columns depends on how old a database is."""
    return sorted(field.attname for field in model._meta.local_concrete_fields)


def _field(model: Model, attname: str) -> "models.Field[Any, Any]":
    return next(each for each in model._meta.local_concrete_fields if each.attname == attname)


def _lines(model: Model) -> Iterator[bytes]:
    rows = model._base_manager.order_by("pk").values_list(*_names(model))
    return (_line(row) for row in rows.iterator(AT_ONCE))


def _line(row: Iterable[Any]) -> bytes:
    return json.dumps(list(row), default=_said, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _said(value: Any) -> str:
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"A backup cannot write {type(value).__name__}")


def _stored(field: "models.Field[Any, Any]", value: Any) -> Any:
    if isinstance(field, models.JSONField):
        is_null = value is None and field.null
        return None if is_null else connection.ops.adapt_json_value(value, field.encoder)
    return field.get_db_prep_save(field.to_python(value), connection)


def _portions(lines: Iterator[bytes], size: int) -> Iterator[list[list[Any]]]:
    portion: list[list[Any]] = []
    for line in lines:
        portion.append(json.loads(line))
        if len(portion) == size:
            yield portion
            portion = []
    if portion:
        yield portion
