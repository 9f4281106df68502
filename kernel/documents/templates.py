"""Wordings that people may edit: plain text with placeholders of a closed list.

«{организация}» is replaced, nothing is computed: there is no language to attack. A wording is
looked for in the organization, then above it, then in the file that the product ships.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from kernel import journal
from kernel.actors import Actor
from kernel.documents.paper import Paragraph, Run, Runs, runs_of
from kernel.models import DocumentTemplate

_PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
_SHIPPED_VERSION = 0


@dataclass(frozen=True)
class Wording:
    """The words of a kind of paper, with where they come from."""

    body: str
    version: int
    source: str
    tenant_id: int | None = None

    @property
    def is_shipped(self) -> bool:
        """Nobody has edited it: these are the words of the product."""
        return self.version == _SHIPPED_VERSION


def wording(kind: str, *, tenant_ids: Sequence[int], shipped: Path) -> Wording:
    """Find the words: the nearest of `tenant_ids` (own first, then above), else the shipped file.

    The first line of the file may name its source as `# Источник: …`.
    """
    latest: dict[int | None, DocumentTemplate] = {}
    for found in DocumentTemplate.objects.filter(kind=kind, tenant_id__in=tenant_ids).order_by(
        "version"
    ):
        latest[found.tenant_id] = found
    for tenant_id in tenant_ids:
        if own := latest.get(tenant_id):
            return Wording(own.body, own.version, own.source, tenant_id)
    return _shipped(shipped)


@transaction.atomic
def change_wording(
    kind: str,
    *,
    tenant_id: int,
    body: str,
    source: str,
    allowed: Iterable[str],
    by: Actor,
    now: datetime,
) -> DocumentTemplate:
    """Keep new words as a new version; papers already issued keep their own."""
    check_wording(body, allowed)
    before = DocumentTemplate.objects.filter(kind=kind, tenant_id=tenant_id)
    last = before.aggregate(last=Max("version"))["last"] or _SHIPPED_VERSION
    written = DocumentTemplate.objects.create(
        kind=kind,
        tenant_id=tenant_id,
        version=last + 1,
        body=body,
        source=source,
        written_by_id=by.user_id,
        written_at=now,
    )
    journal.record("change_wording", written, by=by, kind=kind, version=written.version)
    return written


def placeholders(body: str) -> list[str]:
    """List the placeholders of a text, each once."""
    return list(dict.fromkeys(_name(found) for found in _PLACEHOLDER.findall(body)))


def check_wording(body: str, allowed: Iterable[str]) -> None:
    """Refuse a placeholder that this paper does not know, and a brace that stands alone."""
    known = {_name(name) for name in allowed}
    strangers = [name for name in placeholders(body) if name not in known]
    if strangers:
        raise ValidationError(
            _("This paper has no placeholder %(names)s. It knows: %(known)s.")
            % {"names": _listed(strangers), "known": _listed(sorted(known))},
            code="placeholder",
        )
    if set(_PLACEHOLDER.sub("", body)) & {"{", "}"}:
        raise ValidationError(
            _("A curly brace stands alone: a placeholder has one on each side."), code="brace"
        )


def fill(body: str, values: Mapping[str, Runs]) -> tuple[Run, ...]:
    """Put values into the places of one text; unconfirmed forms stay marked."""
    known = {_name(name): value for name, value in values.items()}
    runs: list[Run] = []
    for place, piece in enumerate(_PLACEHOLDER.split(body)):
        if place % 2:
            runs += runs_of(known[_name(piece)])
        elif piece:
            runs.append(piece)
    return tuple(runs)


def paragraphs(body: str, values: Mapping[str, Runs]) -> tuple[Paragraph, ...]:
    """Make a paragraph of each part that is set off by an empty line."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", body.strip())]
    return tuple(Paragraph(fill(part, values)) for part in parts if part)


def _name(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def _shipped(path: Path) -> Wording:
    first, _newline, rest = path.read_text(encoding="utf-8").partition("\n")
    if first.startswith("# Источник:"):
        source = first.removeprefix("# Источник:").strip()
        return Wording(rest.strip(), _SHIPPED_VERSION, source)
    return Wording(f"{first}\n{rest}".strip(), _SHIPPED_VERSION, "")
