"""Who may do what with notices. This file is the whole answer."""

from typing import Any

from accounts.models import Membership
from accounts.states import Role
from kernel.access import Rule, declare, role_is, signed_in
from notices.models import Notice
from notices.states import MailState


def own(membership: Membership, notice: Notice) -> bool:
    """It was promised to this person."""
    return notice.recipient_id == membership.user_id


def was_given_up(_membership: Any, notice: Notice) -> bool:
    """Its letter could not be sent."""
    return notice.mail_state == MailState.GAVE_UP


declare(
    {
        "notices.list": Rule(signed_in),
        "notices.open": Rule(own),
        "notices.read_all": Rule(signed_in),
        "notices.settings": Rule(signed_in),
        "notices.mail": Rule(role_is(Role.ADMIN)),
        "notices.read_mail": Rule(role_is(Role.ADMIN)),
        "notices.retry": Rule(role_is(Role.ADMIN), when=was_given_up),
    }
)
