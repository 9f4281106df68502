"""The room as a Django app."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Loads what registers itself: the rules and the kinds of long work."""

    name = "surveys"

    def ready(self) -> None:
        """Load the rules."""
        from surveys import rules  # noqa: F401, PLC0415 -- app ready
