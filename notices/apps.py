"""The room as a Django app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Loads what registers itself: the rules and the kinds of long work."""

    name = "notices"

    def ready(self) -> None:
        """Load the rules."""
        from notices import rules  # noqa: F401, PLC0415 -- app ready
