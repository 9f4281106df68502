"""States of roadmaps as a word with an icon."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kernel.pieces import Tone
from kernel.templatetags.components import status
from roadmap.queries import ROADMAP_TONES
from roadmap.states import RoadmapState

register = template.Library()


@register.simple_tag
def roadmap_status(*, state: str | None) -> SafeString:
    """{% roadmap_status state=school.roadmap_state %}; without a roadmap it says so."""
    if not state:
        return status(label=_("no roadmap"), tone=Tone.BAD, icon="minus")
    known = RoadmapState(state)
    return status(label=known.label, tone=ROADMAP_TONES[known])
