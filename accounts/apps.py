"""The room as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Loads what registers itself: the rules and the kinds of long work."""

    name = "accounts"

    def ready(self) -> None:
        """Load the rules and the long work."""
        from accounts import rules, tasks  # noqa: F401, PLC0415 -- app ready
