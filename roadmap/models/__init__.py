"""The programme of a school year and its plan: stages, activities, dates, proofs."""

from roadmap.models.drafts import Draft
from roadmap.models.evidence import Evidence
from roadmap.models.plan import Activity, Programme, Roadmap, Stage
from roadmap.models.reach import within_reach

__all__ = ["Activity", "Draft", "Evidence", "Programme", "Roadmap", "Stage", "within_reach"]
