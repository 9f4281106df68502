"""Read models of roadmaps: the plan with its people and proofs, what is due."""

from roadmap.queries.due import Due, due_in, programme_in, today_for
from roadmap.queries.plan import ROADMAP_TONES, PlanPage, own_roadmap, plan_page
from roadmap.queries.road import road_of
from roadmap.queries.rows import Row, rows_of
from roadmap.queries.signing import agreed_progress, waiting_for_signature

__all__ = [
    "ROADMAP_TONES",
    "Due",
    "PlanPage",
    "Row",
    "agreed_progress",
    "due_in",
    "own_roadmap",
    "plan_page",
    "programme_in",
    "road_of",
    "rows_of",
    "today_for",
    "waiting_for_signature",
]
