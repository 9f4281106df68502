"""The journal: who did what, in the transaction of the deed; who saw whose personal data."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.core.cache import cache
from django.db import models
from django.http import HttpRequest

from kernel.actors import Actor
from kernel.models import JournalEntry

T = TypeVar("T")

VIEW = "view"
KEPT_SECONDS = 60


def record(verb: str, subject: models.Model, *, by: Actor | None, **details: Any) -> JournalEntry:
    """Add one line about `subject` in the transaction of the caller.

    `by` is None when the system acts by itself or a person came by a personal link; then
    `details` say so (`channel="link"`).
    """
    return JournalEntry.objects.create(
        verb=verb,
        subject=name_of(subject),
        tenant_id=tenant_of(subject, by),
        by_id=by.user_id if by else None,
        role=by.role if by else "",
        details=details,
    )


def name_of(subject: models.Model) -> str:
    """Name a record in the journal: `pairs.pair:12`."""
    return f"{subject._meta.label_lower}:{subject.pk}"


def tenant_of(subject: models.Model, by: Actor | None) -> int | None:
    """Tell whose journal the line belongs to: the record's organization, else the actor's."""
    own = getattr(subject, "organization_id", None)
    return own if own is not None else (by.organization_id if by else None)


def saw(request: HttpRequest, people: Iterable[int], *, tenant_id: int | None = None) -> None:
    """Mark the people whose personal data this answer shows, by their numbers.

    The line is written by the middleware once the page is made: the one write, besides the
    session, that a GET may cause. If it cannot be written, the page is not shown. Whoever comes
    by a personal link acts for nobody: `tenant_id` says whose journal the line belongs to.
    """
    seen: set[int] = request.__dict__.setdefault("people_seen", set())
    seen.update(people)
    if tenant_id is not None:
        request.__dict__["people_of"] = tenant_id


def looked(request: HttpRequest) -> None:
    """Mark that this answer shows what was written to somebody else."""
    request.__dict__["was_looked_at"] = True


def write_views(request: HttpRequest, actor: Actor | None, people: set[int]) -> None:
    """Write who saw whom on which page. Called by the middleware."""
    _write_page(
        VIEW,
        request,
        actor,
        people=f",{','.join(str(pk) for pk in sorted(people))}," if people else "",
        details={} if actor else {"channel": "link"},
    )


def write_refusal(request: HttpRequest, actor: Actor, status: int) -> None:
    """Write that somebody asked for what they may not see or do. Called by the middleware."""
    _write_page("denied", request, actor, details={"status": status})


def _write_page(verb: str, request: HttpRequest, actor: Actor | None, **facts: Any) -> None:
    JournalEntry.objects.create(
        verb=verb,
        subject=_path_without_secrets(request)[:120],
        tenant_id=actor.organization_id if actor else request.__dict__.get("people_of"),
        by_id=actor.user_id if actor else None,
        role=actor.role if actor else "",
        **facts,
    )


def _path_without_secrets(request: HttpRequest) -> str:
    """The address of the page; who reads the journal must not come in by somebody's link."""
    path, match = request.path, request.resolver_match
    if match and str(getattr(match.func, "access", "")).startswith("public"):
        for value in match.kwargs.values():
            path = path.replace(str(value), "…")
    return path


def until_next_deed(place: str, make: Callable[[], T], *, tenant_id: int) -> T:
    """Keep what was made until somebody in the organization does something: a page of many counts.

    Every deed writes to the journal, so that the number of its last line says whether anything
    has happened. What changes without a deed (an hour comes, an anonymous answer arrives) is seen
    a minute later. What is kept must not depend on more than `place` says.
    """
    key = f"{place}-{tenant_id}-{last_deed(tenant_id)}"
    kept: T | None = cache.get(key)
    if kept is None:
        kept = make()
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def last_deed(tenant_id: int) -> int:
    """The number of the last line of an organization that is not a view; 0 before the first."""
    deeds = JournalEntry.objects.filter(tenant_id=tenant_id).exclude(verb=VIEW)
    return next(iter(deeds.order_by("-pk").values_list("pk", flat=True)[:1]), 0)
