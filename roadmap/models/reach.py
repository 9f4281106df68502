"""How far a role sees: plans and figures go up the tree, people do not."""

from django.db.models import Q

from accounts.models import Membership
from accounts.states import LEVELS_ABOVE


def within_reach(membership: Membership, path: str = "organization") -> Q:
    """Limit to what a role may see: one's own organization; those above see all below.

    Only for records without personal data: plans and figures.
    """
    own = Q(**{f"{path}_id": membership.organization_id})
    if membership.role in LEVELS_ABOVE:
        return (
            own
            | Q(**{f"{path}__parent_id": membership.organization_id})
            | Q(**{f"{path}__parent__parent_id": membership.organization_id})
        )
    return own
