"""Who may change approved plans, remark on them, close them, and make or follow templates.

The other half of `roadmap.rules`: the curator prepares, the head approves, the body above agrees
where it has asked to.
"""

from typing import Any

from accounts.models import Membership
from accounts.states import LEVELS_ABOVE
from kernel.access import Rule, declare, role_is
from roadmap.models import (
    AgreementDemand,
    Amendment,
    Remark,
    Roadmap,
    RoadmapTemplate,
    TemplateVersion,
)
from roadmap.rules import agrees, can, can_be_returned, heads, is_in_force, keeps, returns
from roadmap.rules import lists_roadmaps as reads
from roadmap.states import AMENDABLE, AMENDMENT_LIFE, AmendmentState, RoadmapState

is_above = role_is(*LEVELS_ABOVE)


def asks_again(roadmap: Roadmap) -> bool:
    """Tell whether the body above agrees to changes of this roadmap, too."""
    if roadmap.state != RoadmapState.AGREED:
        return False
    demand = AgreementDemand.objects.of(roadmap.programme.organization.parent_id)
    return bool(demand and demand.asks_for_agreement and demand.asks_after_amendments)


def is_amendable(_membership: Membership, amendment: Amendment) -> bool:
    """The working copy may change until it is sent."""
    return amendment.state in AMENDABLE


def amendment_can(name: str) -> Any:
    """The changes stand where this move starts."""
    return lambda _membership, amendment: AMENDMENT_LIFE.allows(amendment, name)


def approves_changes(membership: Membership, amendment: Amendment) -> bool:
    """The head, unless the changes are their own work."""
    own = membership.user_id in {amendment.opened_by_id, amendment.submitted_by_id}
    return heads(membership, amendment.roadmap) and not own


def agrees_to_changes(membership: Membership, amendment: Amendment) -> bool:
    """The body directly above the organization."""
    return agrees(membership, amendment.roadmap)


def decides_on_changes(membership: Membership, amendment: Amendment) -> bool:
    """Whoever may approve or agree may also return and remark."""
    return approves_changes(membership, amendment) or agrees_to_changes(membership, amendment)


def changes_wait_for(membership: Membership, amendment: Amendment) -> bool:
    """It is this person's turn: the head's after sending, the body above's after approval."""
    if agrees_to_changes(membership, amendment):
        return amendment.state == AmendmentState.APPROVED
    return amendment.state == AmendmentState.SUBMITTED


def writes_no_more(membership: Membership, remark: Remark) -> bool:
    """The one who wrote it."""
    return remark.written_by_id == membership.user_id


def is_unanswered(_membership: Membership, remark: Remark) -> bool:
    """The curator has not answered it yet."""
    return remark.answered_at is None


def closes(membership: Membership, roadmap: Roadmap) -> bool:
    """The one who runs the programme, or the head."""
    return keeps(membership, roadmap) or heads(membership, roadmap)


def offers(membership: Membership, subject: RoadmapTemplate | TemplateVersion) -> bool:
    """The people of the authority that the template is of."""
    own = membership.organization_id == subject.organization_id
    return own and membership.role in LEVELS_ABOVE


declare(
    {
        "roadmap.amend": Rule(keeps, when=is_in_force),
        "roadmap.versions": Rule(reads),
        "roadmap.choose_layout": Rule(keeps),
        "roadmap.remark": Rule(returns, when=can_be_returned),
        "roadmap.answer_remark": Rule(keeps, when=is_unanswered),
        "roadmap.remove_remark": Rule(writes_no_more, when=is_unanswered),
        "roadmap.close": Rule(closes, when=can("close")),
        "roadmap.next_year": Rule(keeps),
        "roadmap.compare": Rule(keeps),
        "roadmap.demand": Rule(is_above),
        "amendment.view": Rule(reads),
        "amendment.edit": Rule(keeps, when=is_amendable),
        "amendment.submit": Rule(keeps, when=amendment_can("submit")),
        "amendment.withdraw": Rule(keeps, when=amendment_can("withdraw")),
        "amendment.drop": Rule(keeps, when=is_amendable),
        "amendment.approve": Rule(approves_changes, when=amendment_can("approve")),
        "amendment.agree": Rule(agrees_to_changes, when=amendment_can("apply")),
        "amendment.return": Rule(decides_on_changes, when=changes_wait_for),
        "amendment.remark": Rule(decides_on_changes, when=changes_wait_for),
        "template.make": Rule(is_above),
        "template.view": Rule(reads),
        "template.keep": Rule(offers),
    }
)
