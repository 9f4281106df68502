"""What the questions of satisfaction measure, in words (the codes stand at the questions)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CONSTRUCTS: "dict[str, Promise]" = {
    "COMF": _("comfort of communication"),
    "PERS": _("personal meetings"),
    "GRP": _("meetings in a group"),
    "SUPP": _("support"),
    "NEED": _("need for help"),
    "HELP": _("usefulness of help"),
    "PLAN": _("clearness of the plan"),
    "EXEC": _("carrying the plan out"),
    "SAFE": _("feeling of safety"),
    "EXPECT": _("talk about expectations"),
    "CHANGE": _("changes in life"),
    "INVOL": _("involvement of the mentee"),
    "LEAD": _("qualities of a leader"),
    "SATJ": _("satisfaction with the work together"),
    "USEF": _("usefulness for both"),
    "EFF": _("effect of the programme"),
    "ORG": _("organization of events"),
    "ADAPT": _("getting used to the place"),
    "THEO": _("theory"),
    "PRAC": _("practical skills"),
    "EVENTS": _("events for concrete skills"),
    "CAREER": _("understanding of the future profession"),
}


def construct_in_words(code: str) -> "str | Promise":
    """The words of a code; the code itself where a region has made its own."""
    return CONSTRUCTS.get(code, code)
