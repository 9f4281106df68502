"""The words by which the journal tells of reports."""

from django.utils.translation import gettext_lazy as _

from kernel.history import Told

TOLD = Told(
    title=_("Reports"),
    words={
        "begin_report": _("A report was begun"),
        "build_report": _("A report was built"),
        "submit": _("A report was submitted"),
        "return": _("A report was returned"),
        "accept": _("A report was accepted"),
    },
    pages={"reports.report": "report"},
)
