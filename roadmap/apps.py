"""The room as a Django app."""

from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    """Loads what registers itself: the rules and the kinds of long work."""

    name = "roadmap"

    def ready(self) -> None:
        """Load the rules and the kinds of long work."""
        from roadmap import change_rules, packing, rules  # noqa: F401, PLC0415 -- app ready
        from roadmap.actions import drafts, templates  # noqa: F401, PLC0415 -- long work
