"""Groups of so few answers that a person could be guessed are put together with others."""

from collections.abc import Callable, Mapping
from typing import NamedTuple


class Group(NamedTuple):
    """Who answered, as far as results may tell: a role and a class. Empty means everybody."""

    role: str = ""
    class_name: str = ""


EVERYBODY = Group()


def shown_as(counts: Mapping[Group, int], fewest: int) -> dict[Group, Group]:
    """Tell under which group each may be shown: every group that remains has enough answers.

    A group that is too small joins the others of its role; if they are still too few, their
    smallest neighbour joins as well, so that nothing can be found by subtraction. What is too
    small even then joins everybody.
    """
    places = {group: group for group in counts}
    _join(places, counts, fewest, wider=lambda group: Group(group.role))
    _join(places, counts, fewest, wider=lambda _group: EVERYBODY)
    return places


def _join(
    places: dict[Group, Group],
    counts: Mapping[Group, int],
    fewest: int,
    *,
    wider: Callable[[Group], Group],
) -> None:
    for whole in sorted({wider(place) for place in places.values()}):
        while True:
            sizes = _sizes(places, counts)
            parts = sorted(
                (size, place)
                for place, size in sizes.items()
                if place != whole and wider(place) == whole
            )
            is_short = 0 < sizes.get(whole, 0) < fewest
            if not parts or (parts[0][0] >= fewest and not is_short):
                break
            smallest = parts[0][1]
            places.update({group: whole for group, place in places.items() if place == smallest})


def _sizes(places: Mapping[Group, Group], counts: Mapping[Group, int]) -> dict[Group, int]:
    sizes: dict[Group, int] = {}
    for group, place in places.items():
        sizes[place] = sizes.get(place, 0) + counts[group]
    return sizes
