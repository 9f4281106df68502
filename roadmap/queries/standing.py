"""Where a roadmap stands: the steps of its life, changes beside it, remarks, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import Membership
from kernel.pieces import Station, Step
from roadmap.actions.years import next_roadmap
from roadmap.models import Amendment, Remark, Roadmap, RoadmapVersion, TemplateVersion
from roadmap.queries.changes import Remarks, remarks_on, way_of
from roadmap.queries.following import newer_version
from roadmap.rules import keeps
from roadmap.states import RoadmapState

APRIL = 4


@dataclass(frozen=True)
class Standing:
    """What the page of a roadmap says above its table."""

    steps: list[Step]
    amendment: Amendment | None
    remarks: Remarks
    version: RoadmapVersion | None
    is_year_over: bool
    is_done: bool
    newer: TemplateVersion | None
    may_go_on: bool

    @property
    def may_end(self) -> bool:
        """Tell whether closing makes sense: all is settled, or its year is over."""
        return self.is_year_over or self.is_done

    @property
    def unanswered(self) -> list[Remark]:
        """Remarks that the curator has not answered yet."""
        return [
            remark
            for several in self.remarks.values()
            for remark in several
            if remark.answered_at is None
        ]


def standing_of(
    roadmap: Roadmap, membership: Membership, *, today: date, stations: Sequence[Station]
) -> Standing:
    """Collect what stands beside the plan, as far as the person may see it."""
    seen = Amendment.objects.visible_to(membership).filter(roadmap=roadmap)
    versions = RoadmapVersion.objects.visible_to(membership).filter(roadmap=roadmap)
    return Standing(
        steps=way_of(roadmap),
        amendment=seen.open().first(),
        remarks=remarks_on(roadmap, membership),
        version=versions.order_by("-number").first(),
        is_year_over=roadmap.is_in_force and today > roadmap.programme.school_year.ends_on,
        may_go_on=_is_time(roadmap, today) and next_roadmap(roadmap) is None,
        newer=newer_version(roadmap) if keeps(membership, roadmap) else None,
        is_done=bool(stations) and all(each.done == each.total for each in stations),
    )


def _is_time(roadmap: Roadmap, today: date) -> bool:
    """From April on a school thinks of the next year."""
    is_spring = today >= date(roadmap.programme.year + 1, APRIL, 1)
    return roadmap.state == RoadmapState.CLOSED or (roadmap.is_in_force and is_spring)
