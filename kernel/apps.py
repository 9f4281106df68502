"""The kernel as a Django app."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Registers the checks and the rules of the kernel's own pages."""

    name = "kernel"

    def ready(self) -> None:
        """Load what registers itself."""
        from kernel import checks, rules  # noqa: F401, PLC0415 -- app ready
