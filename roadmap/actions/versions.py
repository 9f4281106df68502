"""Keep every approved text of a roadmap: its words, who approved it, and its paper."""

from datetime import datetime

from accounts.models import Membership
from kernel.calendar import today_in
from kernel.documents.issue import issue
from kernel.models import IssuedDocument
from roadmap.facts import KIND, facts_of_roadmap
from roadmap.models import Amendment, Roadmap, RoadmapVersion
from roadmap.wording import wording_of


def keep_version(
    roadmap: Roadmap,
    *,
    by: Membership,
    now: datetime,
    amendment: Amendment | None = None,
    is_agreed: bool = False,
) -> RoadmapVersion:
    """Keep the text that has just been approved (or agreed, where that is last), with its paper.

    Called in the transaction of the approval, with the roadmap locked.
    """
    number = roadmap.versions.count() + 1
    assert roadmap.approved_at is not None
    return RoadmapVersion.objects.create(
        roadmap=roadmap,
        number=number,
        content=wording_of(roadmap),
        amendment=amendment,
        approved_at=roadmap.approved_at,
        approved_by_id=roadmap.approved_by_id,
        agreed_at=roadmap.agreed_at if is_agreed else None,
        agreed_by_id=roadmap.agreed_by_id if is_agreed else None,
        paper=_issue(roadmap, number, is_agreed=is_agreed, by=by, now=now),
    )


def keep_agreement(roadmap: Roadmap, *, by: Membership, now: datetime) -> None:
    """Note on the latest version that the body above agrees; its paper is issued anew."""
    number = roadmap.versions.count() or 1
    paper = _issue(roadmap, number, is_agreed=True, by=by, now=now)
    RoadmapVersion.objects.filter(roadmap=roadmap, number=number).update(
        agreed_at=now, agreed_by_id=by.user_id, paper=paper
    )


def _issue(
    roadmap: Roadmap, number: int, *, is_agreed: bool, by: Membership, now: datetime
) -> IssuedDocument:
    """Keep what the paper says at this moment, for ever."""
    agreed = roadmap.versions.exclude(agreed_at=None).order_by("-number").first()
    facts = facts_of_roadmap(
        roadmap,
        edition=number if number > 1 else 0,
        agreed_edition=agreed.number if agreed and not is_agreed else 0,
    )
    return issue(
        facts,
        kind=KIND,
        tenant_id=roadmap.organization_id,
        on=today_in(roadmap.programme.organization.time_zone, now),
        by=by,
        title=roadmap.title,
        key=f"{roadmap.pk}:{number}:{roadmap.state}:{now.isoformat()}",
        now=now,
    )
