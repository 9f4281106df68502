"""Templates ask the same question as views."""

from typing import Any

from django import template

from kernel import access

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: dict[str, Any], name: str, subject: Any = None) -> bool:
    """Answer `{% may "pairs.dissolve" pair as can_dissolve %}` for the acting membership."""
    return access.may(context["request"].membership, name, subject)


@register.simple_tag(takes_context=True)
def opens(context: dict[str, Any], url: str) -> bool:
    """Answer `{% opens list.url as can_open %}`: a link is shown where it leads somewhere."""
    return bool(url) and access.opens(context["request"].membership, url)
