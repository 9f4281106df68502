"""The room as a Django app."""

from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    """Loads what registers itself: the rules and the kinds of long work."""

    name = "participants"

    def ready(self) -> None:
        """Load the rules and the kinds of long work."""
        from participants import rules, tasks  # noqa: F401, PLC0415 -- app ready
