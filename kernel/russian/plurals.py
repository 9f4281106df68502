"""Counting in Russian: 1 пара, 2 пары, 5 пар."""

_TEENS = range(11, 15)
_FEW = range(2, 5)


def plural(count: int, one: str, few: str, many: str) -> str:
    """Choose the form that goes with the number."""
    tens, units = abs(count) % 100, abs(count) % 10
    if tens in _TEENS:
        return many
    if units == 1:
        return one
    return few if units in _FEW else many


def counted(count: int, one: str, few: str, many: str) -> str:
    """Say the number with its noun; thousands are parted by a space that does not break."""
    return f"{count:,}".replace(",", "\u00a0") + "\u00a0" + plural(count, one, few, many)
