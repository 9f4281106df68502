"""Remarks at activities: written by whoever decides about the plan, answered by its curator."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from kernel import journal
from kernel.refusals import Refusal
from roadmap.models import Amendment, Remark, Roadmap
from roadmap.states import AMENDMENT_LIFE, ROADMAP_LIFE
from roadmap.wording import row_in, wording_of

ABOUT_LIMIT = 300


class NothingToRemark(Refusal):
    """There is no such activity in the text that is read."""


class NotBeingRead(Refusal):
    """Remarks are written while the text waits for a decision."""


class AlreadyAnswered(Refusal):
    """An answered remark is part of the history."""


@transaction.atomic
def write_remark(
    roadmap: Roadmap,
    *,
    key: str,
    text: str,
    by: Membership,
    now: datetime,
    amendment: Amendment | None = None,
) -> Remark:
    """Say what has to be corrected at one activity; its words are quoted as they stand now."""
    is_read = (
        AMENDMENT_LIFE.allows(amendment, "return")
        if amendment
        else ROADMAP_LIFE.allows(roadmap, "return")
    )
    if not is_read:
        raise NotBeingRead(_("It does not wait for a decision, so nothing is remarked now."))
    wording: Mapping[str, Any] = amendment.content if amendment else wording_of(roadmap)
    row = row_in(wording, key)
    if row is None:
        raise NothingToRemark(_("There is no such activity any more. Open the page anew."))
    remark = Remark.objects.create(
        roadmap=roadmap,
        amendment=amendment,
        key=key,
        about=f"{row['number']} {row['title']}".strip()[:ABOUT_LIMIT],
        text=text.strip(),
        from_organization_id=by.organization_id,
        written_at=now,
        written_by_id=by.user_id,
    )
    journal.record("write_remark", remark, by=by, about=remark.about)
    return remark


@transaction.atomic
def answer_remark(remark: Remark, *, answer: str, by: Membership, now: datetime) -> Remark:
    """Say that the remark is seen to, and how."""
    fresh = Remark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
    if fresh.answered_at is not None:
        return fresh
    fresh.answer, fresh.answered_at, fresh.answered_by_id = answer.strip(), now, by.user_id
    fresh.save(update_fields=["answer", "answered_at", "answered_by"])
    journal.record("answer_remark", fresh, by=by, about=fresh.about)
    return fresh


@transaction.atomic
def remove_remark(remark: Remark, *, by: Membership) -> None:
    """Take back a remark that nobody has answered."""
    fresh = Remark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
    if fresh.answered_at is not None:
        raise AlreadyAnswered(_("The remark is answered already; it stays in the history."))
    journal.record("remove_remark", fresh, by=by, about=fresh.about)
    fresh.delete()
