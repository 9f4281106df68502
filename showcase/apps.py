"""The room as a Django app."""

from django.apps import AppConfig


class ShowcaseConfig(AppConfig):
    """Loads what registers itself: the rules and the kinds of long work."""

    name = "showcase"

    def ready(self) -> None:
        """Load the rules."""
        from showcase import rules  # noqa: F401, PLC0415 -- app ready
