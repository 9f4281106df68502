"""What other rooms put into the folder for an inspection. The table is `mentoring.wiring`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from accounts.models import Membership, Organization
from kernel.russian.names import PersonName
from roadmap.models import Programme


@dataclass(frozen=True)
class Exhibit:
    """A paper that the system itself can show for an activity: a signed order, a sent report.

    The file is drawn when the folder is built. `draw_without_names` draws it for the variant
    without personal data; a paper that has no such form stays out of it.
    """

    title: str
    suffix: str
    draw: Callable[[], bytes]
    draw_without_names: Callable[[], bytes] | None = None


Source = Callable[[Programme], Sequence[Exhibit]]
Names = Callable[[Organization], Iterable[PersonName]]

_sources: dict[str, Source] = {}
_names: list[Names] = []


def connect(sources: Mapping[str, Source], names: Sequence[Names]) -> None:
    """Install the tables: exhibits by the code of a proof, and whose names there are."""
    _sources.clear()
    _sources.update(sources)
    _names[:] = names


def exhibits_for(codes: Iterable[str], programme: Programme) -> dict[str, Sequence[Exhibit]]:
    """Ask each room once, however many activities its facts prove."""
    known = [code for code in dict.fromkeys(codes) if code in _sources]
    return {code: _sources[code](programme) for code in known}


def names_of(organization: Organization) -> list[PersonName]:
    """Everybody whose name must not stand in the variant without personal data."""
    staff = Membership.objects.filter(organization=organization).select_related("user")
    own = [membership.user.name for membership in staff]
    return own + [name for source in _names for name in source(organization)]
