"""Access: every permission of the project is declared once and asked for by name."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve

Predicate = Callable[[Any, Any], bool]
View = Callable[..., HttpResponseBase]


def always(_membership: Any, _subject: Any) -> bool:
    """Hold in every situation."""
    return True


def signed_in(membership: Any, _subject: Any) -> bool:
    """Hold for anyone who acts through a membership."""
    return membership is not None


def either(*predicates: Predicate) -> Predicate:
    """Hold when one of the predicates holds."""
    return lambda membership, subject: any(holds(membership, subject) for holds in predicates)


def both(*predicates: Predicate) -> Predicate:
    """Hold when all predicates hold."""
    return lambda membership, subject: all(holds(membership, subject) for holds in predicates)


def role_is(*roles: str) -> Predicate:
    """Hold for a membership in one of the roles."""
    wanted = frozenset(roles)
    return lambda membership, _subject: membership is not None and membership.role in wanted


@dataclass(frozen=True)
class Rule:
    """Who may do it, and in which situation it makes sense at all."""

    who: Predicate
    when: Predicate = always

    def holds(self, membership: Any, subject: Any) -> bool:
        """Answer both questions: a button is shown exactly when pressing it works."""
        return self.who(membership, subject) and self.when(membership, subject)


RULES: dict[str, Rule] = {}


def declare(rules: dict[str, Rule]) -> None:
    """Add the rules of one room. A name is declared once in the whole project."""
    twice = RULES.keys() & rules.keys()
    if twice:
        raise ValueError(f"declared twice: {sorted(twice)}")
    RULES.update(rules)


def may(membership: Any, name: str, subject: Any = None) -> bool:
    """Answer the question. An undeclared name is a bug and raises KeyError."""
    return RULES[name].holds(membership, subject)


class Guard(NamedTuple):
    """What the page behind an address asks for: a permission, perhaps of one record."""

    name: str
    model: type[models.Model] | None
    lookup: str
    value: Any


def opens(membership: Any, url: str) -> bool:
    """Tell whether an address lets the person in, as far as no single record decides that."""
    guard = _guard_of(urlsplit(url).path)
    if guard is None or guard.model is not None:
        return True
    return RULES[guard.name].who(membership, None)


def opening(membership: Any, urls: Iterable[str]) -> frozenset[str]:
    """Choose the addresses that let the person in: one query for each kind of record."""
    by_kind: defaultdict[Any, dict[str, Guard]] = defaultdict(dict)
    found = set()
    for url in urls:
        guard = _guard_of(urlsplit(url).path)
        if guard is not None and guard.model is not None:
            by_kind[guard.model, guard.lookup][url] = guard
        elif opens(membership, url):
            found.add(url)
    for (model, lookup), guards in by_kind.items():
        records = _records(membership, model, lookup, {guard.value for guard in guards.values()})
        found |= {
            url
            for url, guard in guards.items()
            if (record := records.get(str(guard.value))) is not None
            and RULES[guard.name].who(membership, record)
        }
    return frozenset(found)


def _records(membership: Any, model: Any, lookup: str, values: set[Any]) -> dict[str, models.Model]:
    try:
        records = list(model.objects.visible_to(membership).filter(**{f"{lookup}__in": values}))
    except (ValueError, OverflowError):  # an address that somebody made up
        return {}
    return {str(getattr(record, lookup)): record for record in records}


@lru_cache(maxsize=256)
def _guard_of(path: str) -> Guard | None:
    try:
        match = resolve(path)
    except Resolver404:
        return None
    asks = getattr(match.func, "guard", None)
    if asks is None:
        return None
    name, model, lookup = asks
    return Guard(name, model, lookup, match.kwargs.get(lookup))


def requires(
    name: str,
    model: type[models.Model] | None = None,
    *,
    lookup: str = "pk",
    joined: tuple[str, ...] = (),
) -> Callable[[View], View]:
    """Guard a view: 404 for what one cannot see, 403 for what one may not do.

    With `model`, the record is looked up in `model.objects.visible_to(request.membership)` by
    the value of the URL named `lookup`, and handed to the view under the model's name in its
    place. `joined` names the relations that the page shows with it, read in the same query.
    Somebody signed in without any membership gets 403.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            membership = request.membership  # type: ignore[attr-defined]
            try:
                value = kwargs.pop(lookup) if model else None
                subject = _admit(membership, name, model, lookup, value, joined)
            except (Http404, PermissionDenied):
                request.access_refused = True  # type: ignore[attr-defined]  # for the journal
                raise
            if model is not None:
                kwargs = {str(model._meta.model_name): subject, **kwargs}
            return view(request, **kwargs)

        guarded.access = name  # type: ignore[attr-defined]
        guarded.guard = (name, model, lookup)  # type: ignore[attr-defined]
        return guarded

    return guard


def public(why: str) -> Callable[[View], View]:
    """Open a view to people without a session, and say why: link, class card, public page."""

    def open_(view: View) -> View:
        opened = login_not_required(view)
        opened.access = f"public: {why}"  # type: ignore[attr-defined]
        return opened

    return open_


def _admit(
    membership: Any,
    name: str,
    model: type[models.Model] | None,
    lookup: str,
    value: Any,
    joined: tuple[str, ...],
) -> models.Model | None:
    if membership is None:
        raise PermissionDenied
    subject = _visible(model, membership, lookup, value, joined) if model else None
    if not RULES[name].who(membership, subject):
        raise PermissionDenied
    return subject


def _visible(
    model: type[models.Model], membership: Any, lookup: str, value: Any, joined: tuple[str, ...]
) -> models.Model:
    try:
        visible = model.objects.visible_to(membership)  # type: ignore[attr-defined]
        if joined:
            visible = visible.select_related(*joined)
        found: models.Model = get_object_or_404(visible, **{lookup: value})
    except (ValueError, OverflowError):
        raise Http404 from None
    return found
