"""How the weights of findings are called."""

from django.utils.translation import gettext_lazy as _

from kernel.pieces import Text, Tone
from roadmap.linting.findings import Weight

WEIGHTS: dict[Weight, Text] = {
    Weight.SERIOUS: _("Correct before it is approved"),
    Weight.NOTABLE: _("Worth correcting"),
    Weight.ADVICE: _("Advice"),
}
TONES: dict[Weight, str] = {
    Weight.SERIOUS: Tone.BAD,
    Weight.NOTABLE: Tone.WARN,
    Weight.ADVICE: Tone.CALM,
}
