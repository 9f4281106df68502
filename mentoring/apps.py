"""The project as a Django app: installs the wiring."""

from django.apps import AppConfig


class MentoringConfig(AppConfig):
    """Connects who reacts to what."""

    name = "mentoring"

    def ready(self) -> None:
        """Install the table of reactions."""
        from mentoring import rules, wiring  # noqa: F401, PLC0415 -- app ready

        wiring.connect()
