"""Who reacts to what. This is the whole list: there are no other listeners."""

from kernel import events
from kernel.jobs import JobFinished
from notices.actions import tell_job_finished

REACTIONS: events.Reactions = {
    JobFinished: [tell_job_finished],
}


def connect() -> None:
    """Install the table."""
    events.connect(REACTIONS)
