"""Lifecycles: the states a record may be in, and the moves between them, as data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from kernel import journal
from kernel.actors import Actor
from kernel.refusals import Refusal

M = TypeVar("M", bound=models.Model)


class MoveRefused(Refusal):
    """The record is in a state that this move cannot start from."""


@dataclass(frozen=True)
class Move:
    """One arrow of the diagram."""

    sources: frozenset[str]
    target: str


@dataclass(frozen=True)
class Lifecycle:
    """A whole diagram. The only code in the project that assigns a state."""

    moves: Mapping[str, Move]
    field: str = "state"

    def allows(self, record: models.Model, name: str) -> bool:
        """Tell whether the record stands where the move starts."""
        return getattr(record, self.field) in self.moves[name].sources

    def arrows(self) -> Iterator[tuple[str, str, str]]:
        """Yield (source, move, target), for the diagram in the docs and for tests."""
        for name, move in self.moves.items():
            for source in sorted(move.sources):
                yield source, name, move.target

    @transaction.atomic
    def move(self, record: M, name: str, *, by: Actor | None, **changes: Any) -> M:
        """Lock the record, make the move, write the journal: all of it or nothing.

        Returns the fresh record; the one that was passed in is not changed. Raises MoveRefused
        when the record stands elsewhere, also when somebody else has moved it meanwhile.
        """
        fresh = type(record)._base_manager.select_for_update(of=("self",)).get(pk=record.pk)
        came_from = getattr(fresh, self.field)
        if not self.allows(fresh, name):
            raise MoveRefused(
                _("This has already been done or is not possible now: “%(record)s” is “%(state)s”.")
                % {"record": fresh, "state": getattr(fresh, f"get_{self.field}_display")()}
            )
        for attribute, value in {self.field: self.moves[name].target, **changes}.items():
            setattr(fresh, attribute, value)
        fresh.save(update_fields=[self.field, *changes])
        journal.record(name, fresh, by=by, came_from=came_from)
        return fresh
