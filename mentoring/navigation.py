"""What the navigation of each role offers."""

from typing import Any

from django.http import HttpRequest


def context(request: HttpRequest) -> dict[str, Any]:
    """Give every page its navigation."""
    return {}
