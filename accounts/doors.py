"""Doors that ask for a sign-in but for no role: one's own account, leaving, choosing a role."""

from collections.abc import Callable
from typing import Any

View = Callable[..., Any]


def personal(why: str) -> Callable[[View], View]:
    """Open a view to anybody signed in, also without a role in force, and say why."""

    def open_(view: View) -> View:
        view.access = f"personal: {why}"  # type: ignore[attr-defined]
        return view

    return open_
