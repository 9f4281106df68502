"""Keep what shows that an activity was done."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.refusals import Refusal
from kernel.uploads import MEGABYTE, Upload
from roadmap.models import Activity, Evidence, Programme

MOST_MEGABYTES_A_YEAR = 200


class NoRoomLeft(Refusal):
    """The files of this school year are as many as may be kept."""


@transaction.atomic
def add_evidence(
    activity: Activity,
    *,
    upload: Upload | None = None,
    link: str = "",
    title: str = "",
    is_free_of_personal_data: bool = False,
    by: Membership | None,
    now: datetime,
) -> Evidence:
    """Keep a file or a link with the activity."""
    if upload is not None:
        _check_room(activity.roadmap.programme, upload)
    evidence = Evidence(
        activity=activity,
        title=(title or (upload.name if upload else link))[:200],
        link=link,
        is_free_of_personal_data=is_free_of_personal_data,
        added_at=now,
        added_by_id=by.user_id if by else None,
    )
    if upload is not None:
        evidence.sha256, evidence.size = upload.sha256, upload.size
        evidence.file.save(upload.name, ContentFile(upload.content), save=False)
    evidence.save()
    journal.record("add_evidence", evidence, by=by, activity=activity.pk, sha256=evidence.sha256)
    return evidence


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: Membership) -> None:
    """Take evidence away; the journal keeps its name and fingerprint."""
    journal.record("remove_evidence", evidence, by=by, title=evidence.title, sha256=evidence.sha256)
    if evidence.file:
        name, storage = str(evidence.file.name), evidence.file.storage
        transaction.on_commit(lambda: storage.delete(name))
    evidence.delete()


def _check_room(programme: Programme, upload: Upload) -> None:
    """Count under the lock of the programme, so that two uploads cannot share the last room."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    kept = Evidence.objects.filter(activity__stage__roadmap__programme=programme)
    used = kept.aggregate(used=Sum("size"))["used"] or 0
    if used + upload.size > MOST_MEGABYTES_A_YEAR * MEGABYTE:
        raise NoRoomLeft(
            _(
                "The files of this school year take %(limit)d MB, and no more is kept."
                " Remove what is not needed, or give a link instead."
            )
            % {"limit": MOST_MEGABYTES_A_YEAR}
        )
