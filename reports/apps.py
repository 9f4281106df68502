"""The room as a Django app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Loads what registers itself: the rules and the kinds of long work."""

    name = "reports"

    def ready(self) -> None:
        """Load the rules and the long work."""
        from reports import consolidating, rules  # noqa: F401, PLC0415 -- app ready
        from reports.actions import building  # noqa: F401, PLC0415 -- app ready
