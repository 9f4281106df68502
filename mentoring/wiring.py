"""Who reacts to what. This is the whole list: there are no other listeners."""

from accounts.events import InvitationAccepted
from kernel import events
from kernel.jobs import JobFinished
from notices.actions import tell_job_finished
from participants.actions.entry import link_card
from participants.events import ConsentWithdrawn

REACTIONS: events.Reactions = {
    JobFinished: [tell_job_finished],
    InvitationAccepted: [link_card],
    ConsentWithdrawn: [],
}


def connect() -> None:
    """Install the table."""
    events.connect(REACTIONS)
