"""Facts about people that higher rooms react to."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import Invitation, Membership, User


@dataclass(frozen=True)
class InvitationAccepted:
    """Somebody took up a role by a personal link; `invitation.person_id` says whose card it is."""

    invitation: Invitation
    user: User
    membership: Membership
    now: datetime
