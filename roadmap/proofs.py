"""Proofs: facts of the system that show how far an activity is. The table is `mentoring.wiring`."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kernel.journal import until_next_deed
from kernel.russian import search_key
from roadmap.models import Programme


@dataclass(frozen=True)
class Progress:
    """«37 из 52» with the list behind it.

    `is_over` says that it will not grow any more although not everybody came: a closed campaign.
    """

    done: int
    total: int
    url: str = ""
    is_over: bool = False

    @property
    def is_complete(self) -> bool:
        """Tell whether the facts prove it."""
        return self.total > 0 and (self.is_over or self.total <= self.done)

    @property
    def words(self) -> str:
        """How far it is, in words."""
        if not self.total:
            return _("nothing to count yet")
        return _("%(done)d of %(total)d") % {"done": self.done, "total": self.total}


@dataclass(frozen=True)
class Proof:
    """A kind of fact: its name for people, and how it is counted for a programme.

    One that `grows` may be whole today and not tomorrow (consents of those who are here so far):
    it closes an activity on its last day and not before. `words` are stems by which the text of an
    activity is recognized, all of a line together; `is_for_above` is a fact about organizations
    below.
    """

    label: str | Promise
    measure: Callable[[Programme], Progress]
    grows: bool = False
    words: tuple[str, ...] = ()
    is_for_above: bool = False

    def likeness(self, said: str) -> int:
        """How many stems of its best line stand in the text; 0 when no line stands there whole."""
        lines = [line.split() for line in self.words]
        return max((len(line) for line in lines if all(stem in said for stem in line)), default=0)


_proofs: dict[str, Proof] = {}


def connect(proofs: Mapping[str, Proof]) -> None:
    """Install the table. Called once, from `mentoring.wiring`."""
    _proofs.clear()
    _proofs.update(proofs)


def known(code: str) -> Proof | None:
    """Find a kind of fact; nothing for one that is not in the table any more."""
    return _proofs.get(code)


def choices(*, for_above: bool | None = None) -> list[tuple[str, str | Promise]]:
    """What an activity can be tied to; limited to what a school, or those above, have."""
    return [
        (code, proof.label)
        for code, proof in _proofs.items()
        if for_above is None or proof.is_for_above == for_above
    ]


def guess(text: str, *, for_above: bool) -> str:
    """The kind of fact that the text of an activity sounds like: to be offered, never taken."""
    said = search_key(text)
    likely = {
        code: proof.likeness(said)
        for code, proof in _proofs.items()
        if proof.is_for_above == for_above
    }
    best = max(likely, key=lambda code: likely[code], default="")
    return best if best and likely[best] else ""


def shown(programme: Programme, codes: Iterable[str]) -> dict[str, Progress]:
    """Count for a page: what was counted is kept until somebody in the organization does a deed."""
    asked = sorted({code for code in codes if code in _proofs})
    if not asked:
        return {}
    place = hashlib.sha256(",".join(asked).encode()).hexdigest()[:12]
    return until_next_deed(
        f"proofs-{programme.pk}-{place}",
        lambda: measured(programme, asked),
        tenant_id=programme.organization_id,
    )


def measured(programme: Programme, codes: Iterable[str]) -> dict[str, Progress]:
    """Count each kind of fact once, however many activities ask for it."""
    asked = [code for code in dict.fromkeys(codes) if code in _proofs]
    return {code: _proofs[code].measure(programme) for code in asked}
