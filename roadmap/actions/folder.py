"""Ask for the folder for an inspection."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.jobs import want
from kernel.models import Job
from roadmap.models import Roadmap

BUILD_FOLDER = "roadmap.inspection_folder"


@transaction.atomic
def want_folder(
    roadmap: Roadmap, *, is_depersonalized: bool, by: Membership, today: date, now: datetime
) -> Job:
    """Ask for the folder of a roadmap; the journal says who took whose papers together."""
    journal.record("build_folder", roadmap, by=by, depersonalized=is_depersonalized)
    variant = "plain" if is_depersonalized else "full"
    return want(
        BUILD_FOLDER,
        by=by,
        now=now,
        key=f"{roadmap.pk}-{variant}-{by.pk}",
        title=_("Folder for an inspection, %(year)s")
        % {"year": roadmap.programme.school_year.label},
        roadmap=roadmap.pk,
        is_depersonalized=is_depersonalized,
        today=today.isoformat(),
    )
