"""The working tools of a stage: pages of other rooms. The table is `mentoring.wiring`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from accounts.models import Membership
from kernel.access import RULES, may


@dataclass(frozen=True)
class Tool:
    """A page where the work of a stage is done; `rule` says who may open it."""

    label: str | Promise
    url_name: str
    icon: str = "chevron-right"
    rule: str = ""

    @property
    def url(self) -> str:
        """Its address; nothing for a page that this installation lacks."""
        try:
            return reverse(self.url_name)
        except NoReverseMatch:
            return ""


_tools: dict[str, Sequence[Tool]] = {}


def connect(tools: Mapping[str, Sequence[Tool]]) -> None:
    """Install the table. Called once, from `mentoring.wiring`."""
    _tools.clear()
    _tools.update(tools)


def tools_of(code: str, membership: Membership) -> list[Tool]:
    """List the tools of a stage that the person may open."""
    return [tool for tool in _tools.get(code, ()) if tool.url and _is_open(tool, membership)]


def _is_open(tool: Tool, membership: Membership) -> bool:
    return not tool.rule or (tool.rule in RULES and may(membership, tool.rule))
