"""Proofs: facts of the system that show how far an activity is. The table is `mentoring.wiring`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from roadmap.models import Programme


@dataclass(frozen=True)
class Progress:
    """«37 из 52» with the list behind it."""

    done: int
    total: int
    url: str = ""

    @property
    def is_complete(self) -> bool:
        """Tell whether the facts prove it."""
        return 0 < self.total <= self.done

    @property
    def words(self) -> str:
        """How far it is, in words."""
        return _("%(done)d of %(total)d") % {"done": self.done, "total": self.total}


@dataclass(frozen=True)
class Proof:
    """A kind of fact: its name for people, and how it is counted for a programme."""

    label: str | Promise
    measure: Callable[[Programme], Progress]


_proofs: dict[str, Proof] = {}


def connect(proofs: Mapping[str, Proof]) -> None:
    """Install the table. Called once, from `mentoring.wiring`."""
    _proofs.clear()
    _proofs.update(proofs)


def choices() -> list[tuple[str, str | Promise]]:
    """What an activity can be tied to."""
    return [(code, proof.label) for code, proof in _proofs.items()]


def measured(programme: Programme, codes: Iterable[str]) -> dict[str, Progress]:
    """Count each kind of fact once, however many activities ask for it."""
    known = [code for code in dict.fromkeys(codes) if code in _proofs]
    return {code: _proofs[code].measure(programme) for code in known}
