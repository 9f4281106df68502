"""States of roadmaps as a word with an icon; remarks at an activity."""

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kernel.pieces import Tab, Tone
from kernel.templatetags.components import status
from roadmap.models import Remark, Roadmap
from roadmap.queries import ROADMAP_TONES
from roadmap.queries.changes import Remarks
from roadmap.states import RoadmapState

register = template.Library()

# The ways to look at a roadmap.
WAYS = (
    ("roadmap-plan", pgettext_lazy("roadmap", "The road")),
    ("roadmap-table", gettext_lazy("Table")),
    ("roadmap-calendar", gettext_lazy("Month")),
    ("roadmap-year", gettext_lazy("Year")),
)


@register.simple_tag
def roadmap_status(*, state: str | None) -> SafeString:
    """{% roadmap_status state=school.roadmap_state %}; without a roadmap it says so."""
    if not state:
        return status(label=_("no roadmap"), tone=Tone.BAD, icon="minus")
    known = RoadmapState(state)
    return status(label=known.label, tone=ROADMAP_TONES[known])


@register.filter
def at_key(remarks: Remarks, key: str) -> tuple[Remark, ...]:
    """{% for remark in remarks|at_key:change.key %}."""
    return remarks.get(key, ())


@register.simple_tag
def ways_of(*, roadmap: Roadmap, current: str) -> list[Tab]:
    """{% ways_of roadmap=roadmap current="table" as ways %}: the road, a table, a month, a year."""
    return [
        Tab(label, reverse(name, args=[roadmap.pk]), is_current=name == current)
        for name, label in WAYS
    ]
