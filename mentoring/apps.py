"""The project as a Django app: installs the wiring."""

from django.apps import AppConfig

from mentoring.celery import app


class MentoringConfig(AppConfig):
    """Connects who reacts to what."""

    name = "mentoring"

    def ready(self) -> None:
        """Install the table of reactions, and know every task by its name also in the web."""
        from mentoring import rules, wiring  # noqa: F401, PLC0415 -- app ready

        wiring.connect()
        app.autodiscover_tasks(force=True)
