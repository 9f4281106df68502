"""Issuing papers: a number, the facts for ever, and printing again years later."""

import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kernel import journal
from kernel.actors import Actor
from kernel.models import IssuedDocument, NumberCounter
from kernel.refusals import Refusal

Facts = TypeVar("Facts")

NUMBER = "{number}"


class AlreadyIssued(Refusal):
    """Under this key a paper was issued that says something else."""


class FactsTouched(Refusal):
    """The stored facts are not those that were issued."""


@transaction.atomic
def issue(
    facts: Any,
    *,
    kind: str,
    tenant_id: int,
    on: date,
    by: Actor | None,
    title: str,
    key: str = "",
    number_pattern: str = NUMBER,
    now: datetime | None = None,
) -> IssuedDocument:
    """Register a paper under the next number of its kind, organization and year.

    The number is taken in this transaction: papers asked for at the same moment wait for each
    other, and a paper that fails gives its number back. Facts with an empty field `number` get
    it filled in. With a `key`, asking again for the same facts returns the same paper.
    """
    counter = _locked_counter(kind=kind, tenant_id=tenant_id, year=on.year)
    if key and (known := _issued_under(key, kind=kind, tenant_id=tenant_id)):
        return _same(known, facts)
    number = _next(counter)
    number_text = number_pattern.format(number=number, year=on.year)
    stored = stored_facts(_numbered(facts, number_text))
    paper = IssuedDocument.objects.create(
        kind=kind,
        tenant_id=tenant_id,
        year=on.year,
        number=number,
        number_text=number_text,
        key=key,
        title=title[:300],
        on=on,
        facts=stored,
        facts_sha256=fingerprint(stored),
        issued_at=now or timezone.now(),
        issued_by_id=by.user_id if by else None,
    )
    journal.record("issue", paper, by=by, kind=kind, number=number_text)
    return paper


@transaction.atomic
def next_number(*, kind: str, tenant_id: int, year: int) -> int:
    """Take the next number; others wait until the caller's transaction ends."""
    return _next(_locked_counter(kind=kind, tenant_id=tenant_id, year=year))


def facts_of(paper: IssuedDocument, cls: type[Facts]) -> Facts:
    """Read the facts of an issued paper back, and make sure that nobody touched them."""
    if fingerprint(paper.facts) != paper.facts_sha256:
        raise FactsTouched(_("The stored facts of this paper have been changed."))
    return restore(cls, paper.facts)


def stored_facts(facts: Any) -> dict[str, Any]:
    """Write a frozen dataclass as JSON: dates as text, tuples as lists."""
    said: dict[str, Any] = json.loads(json.dumps(asdict(facts), cls=DjangoJSONEncoder))
    return said


def fingerprint(stored: Mapping[str, Any]) -> str:
    """The SHA-256 of the facts in one canonical spelling."""
    canonical = json.dumps(stored, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def restore(cls: type[Facts], stored: Mapping[str, Any]) -> Facts:
    """Make the dataclass of stored facts again, with its nested dataclasses, dates and tuples.

    Fields that the class has got since then keep their defaults; facts that it no longer has
    are left in the store.
    """
    hints = get_type_hints(cls)
    known = {field.name for field in fields(cls) if field.name in stored}  # type: ignore[arg-type]
    return cls(**{name: _read(hints[name], stored[name]) for name in known})


def _read(kind: Any, value: Any) -> Any:
    if value is None or kind is Any:
        return value
    if get_origin(kind) in {Union, types.UnionType}:
        return _read_any([option for option in get_args(kind) if option is not type(None)], value)
    if get_origin(kind) is tuple:
        return _read_tuple(get_args(kind), value)
    if get_origin(kind) in {list, dict}:
        return _read_collection(kind, value)
    if is_dataclass(kind) and isinstance(kind, type):
        return restore(kind, value)
    return _SCALARS.get(kind, _as_is)(value)


def _read_any(options: list[Any], value: Any) -> Any:
    """Read a union: the first option that fits the shape of what is stored."""
    for option in options:
        if is_dataclass(option):
            named = {field.name for field in fields(option)}
            if isinstance(value, dict) and named >= set(value):
                return _read(option, value)
        elif not isinstance(value, dict):
            return _read(option, value)
    return value


def _read_tuple(args: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if len(args) == 2 and args[1] is Ellipsis:  # noqa: PLR2004 -- tuple[X, ...]
        return tuple(_read(args[0], part) for part in value)
    return tuple(_read(kind, part) for kind, part in zip(args, value, strict=True))


def _read_collection(kind: Any, value: Any) -> Any:
    args = get_args(kind)
    if get_origin(kind) is list:
        return [_read(args[0], part) for part in value]
    return {name: _read(args[1], part) for name, part in value.items()}


def _as_is(value: Any) -> Any:
    return value


def _locked_counter(*, kind: str, tenant_id: int, year: int) -> NumberCounter:
    NumberCounter.objects.get_or_create(kind=kind, tenant_id=tenant_id, year=year)
    locked = NumberCounter.objects.select_for_update()
    return locked.get(kind=kind, tenant_id=tenant_id, year=year)


def _next(counter: NumberCounter) -> int:
    """Count on. The row is locked, or (SQLite) the whole database is."""
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def _issued_under(key: str, *, kind: str, tenant_id: int) -> IssuedDocument | None:
    return IssuedDocument.objects.filter(tenant_id=tenant_id, kind=kind, key=key).first()


def _numbered(facts: Any, number_text: str) -> Any:
    return replace(facts, number=number_text) if getattr(facts, "number", None) == "" else facts


def _same(paper: IssuedDocument, facts: Any) -> IssuedDocument:
    if stored_facts(_numbered(facts, paper.number_text)) != paper.facts:
        raise AlreadyIssued(
            _("Paper no. %(number)s was already issued here and says something else.")
            % {"number": paper.number_text}
        )
    return paper


_SCALARS: dict[Any, Any] = {
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    Decimal: Decimal,
}
