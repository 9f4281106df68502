"""The programme of a school year and its plan: stages, activities, dates, proofs, versions."""

from roadmap.models.check_data import CheckEntry
from roadmap.models.drafts import Draft
from roadmap.models.evidence import Evidence
from roadmap.models.findings import FindingDecision
from roadmap.models.plan import Activity, Programme, Roadmap, Stage
from roadmap.models.reach import within_reach
from roadmap.models.running import CalendarFeed, Comment, Leave, Reminder
from roadmap.models.versions import (
    AgreementDemand,
    Amendment,
    Remark,
    RoadmapTemplate,
    RoadmapVersion,
    TemplateDecision,
    TemplateVersion,
)

__all__ = [
    "Activity",
    "AgreementDemand",
    "Amendment",
    "CalendarFeed",
    "CheckEntry",
    "Comment",
    "Draft",
    "Evidence",
    "FindingDecision",
    "Leave",
    "Programme",
    "Remark",
    "Reminder",
    "Roadmap",
    "RoadmapTemplate",
    "RoadmapVersion",
    "Stage",
    "TemplateDecision",
    "TemplateVersion",
    "within_reach",
]
