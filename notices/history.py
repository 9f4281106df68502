"""The words by which the journal tells of notices."""

from django.utils.translation import gettext_lazy as _

from kernel.history import Told

TOLD = Told(
    title=_("Notices"),
    words={"retry_mail": _("A letter was sent once more")},
)
