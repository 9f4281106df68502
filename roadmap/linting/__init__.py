"""The linter: what an inspector would find in a roadmap, found before the inspector comes.

It is pure: a `Plan` goes in, findings come out; each quotes the plan, says why it matters and
what would mend it. See docs/linter.md for the rules.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kernel.calendar import NO_CHANGES, Changes
from roadmap.linting.examined import Examined
from roadmap.linting.findings import (
    PLAN_KEY,
    Change,
    Finding,
    Insert,
    MoveStage,
    Part,
    Quote,
    Remove,
    Rewrite,
    Weight,
)
from roadmap.linting.method import Method, shipped_method
from roadmap.linting.plan import Place, Plan, PlanActivity, PlanStage
from roadmap.linting.table import BY_CODE, RULES, Rule

__all__ = [
    "BY_CODE",
    "PLAN_KEY",
    "RULES",
    "Change",
    "Finding",
    "Insert",
    "MoveStage",
    "Part",
    "Place",
    "Plan",
    "PlanActivity",
    "PlanStage",
    "Quote",
    "Remove",
    "Rewrite",
    "Rule",
    "Weight",
    "lint",
]


def lint(
    plan: Plan,
    *,
    today: date,
    changes: Changes = NO_CHANGES,
    method: Method | None = None,
    template: Mapping[str, Any] | None = None,
) -> list[Finding]:
    """Find everything that the rules see in a plan, heaviest first; none in a plan that is empty.

    `changes` is the organization's table over the production calendar, `template` the wording of
    the template that the plan follows: what it says is suggested before what is shipped.
    """
    examined = Examined(plan, method or shipped_method(), today, changes, template or {})
    if not examined.rows:
        return []
    findings = [
        Finding.of(rule.code, rule.weight, found) for rule in RULES for found in rule.look(examined)
    ]
    return list({finding.mark: finding for finding in findings}.values())
