"""The register of pairs as a sheet: heading → value, in the order of the columns."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pairs.models import Pair

COLUMNS: Mapping["str | Promise", Callable[[Pair], str | int | date | None]] = {
    _("Mentee"): lambda pair: pair.mentee.name.full,
    _("Class"): lambda pair: pair.mentee.class_name,
    _("Mentor"): lambda pair: pair.mentor.name.full,
    _("Post or class of the mentor"): lambda pair: pair.mentor.place_text,
    _("Form"): lambda pair: pair.form.name,
    _("State"): lambda pair: str(pair.get_state_display()),
    _("Works since"): lambda pair: pair.active_since_on,
    _("Ended"): lambda pair: pair.ended_on,
    _("Result or reason"): lambda pair: pair.end_reason,
    _("Meetings"): lambda pair: vars(pair).get("held_count", 0),
}
