"""The road of a programme: its stages as stations, for the plan and for every home page."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse

from kernel.pieces import Station, StationState
from roadmap.models import Programme, Roadmap, Stage
from roadmap.queries.rows import StageBlock
from roadmap.states import IN_FORCE, SETTLED, ActivityState


def road_of(programme: Programme | None, today: date) -> list[Station]:
    """The stations of the road, for any home page: one query."""
    if programme is None:
        return []
    stages = (
        Stage.objects.filter(roadmap__programme=programme)
        .annotate(
            total=Count("activities"),
            settled=Count("activities", filter=Q(activities__state__in=SETTLED)),
            late=Count("activities", filter=_is_late(today)),
            next_on=Min("activities__due_on", filter=_is_ahead(today)),
        )
        .order_by("position")
        .values("pk", "title", "roadmap__state", "total", "settled", "late", "next_on")
    )
    return [_station(place, stage) for place, stage in enumerate(stages, start=1)]


def stations_of(blocks: Sequence[StageBlock], roadmap: Roadmap) -> list[Station]:
    """The stations of the road from stages that were read already."""
    return [
        Station(
            number=place,
            title=block.stage.title,
            state=_state(
                block.done_count,
                len(block.rows),
                block.late_count,
                is_in_force=roadmap.is_in_force,
            ),
            done=block.done_count,
            total=len(block.rows),
            next_deadline=_next_deadline(block),
            url=reverse("stage", args=[block.stage.pk]),
        )
        for place, block in enumerate(blocks, start=1)
    ]


def _station(place: int, stage: Mapping[str, Any]) -> Station:
    is_in_force = stage["roadmap__state"] in IN_FORCE
    return Station(
        number=place,
        title=stage["title"],
        state=_state(stage["settled"], stage["total"], stage["late"], is_in_force=is_in_force),
        done=stage["settled"],
        total=stage["total"],
        next_deadline=stage["next_on"],
        url=reverse("stage", args=[stage["pk"]]),
    )


def _next_deadline(block: StageBlock) -> date | None:
    days = [
        row.activity.due_on
        for row in block.rows
        if row.activity.is_planned and row.activity.due_on and row.activity.due_on >= block.today
    ]
    return min(days, default=None)


def _state(done: int, total: int, late: int, *, is_in_force: bool) -> StationState:
    if total and done == total:
        return StationState.DONE
    if late and is_in_force:
        return StationState.LATE
    return StationState.UNDER_WAY if done else StationState.NOT_STARTED


def _is_late(today: date) -> Q:
    return Q(activities__state=ActivityState.PLANNED, activities__due_on__lt=today)


def _is_ahead(today: date) -> Q:
    return Q(activities__state=ActivityState.PLANNED, activities__due_on__gte=today)
