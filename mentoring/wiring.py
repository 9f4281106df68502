"""Who reacts to what, what waits for a signature, which facts prove which activity.

This is the whole list: there are no other listeners, and no room reaches upwards by itself.
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from accounts.events import InvitationAccepted
from kernel import approvals, events
from kernel.jobs import JobFinished
from notices.actions import tell_job_finished
from pairs.actions.pairs import dissolve_pairs_of
from pairs.queries import lent
from pairs.queries.orders import waiting_orders
from pairs.queries.pages import pairs_by_order
from participants import connections
from participants.actions.entry import link_card
from participants.events import ConsentWithdrawn
from roadmap import proofs, tools
from roadmap.queries import agreed_progress, waiting_for_signature
from roadmap.states import StageCode

REACTIONS: events.Reactions = {
    JobFinished: [tell_job_finished],
    InvitationAccepted: [link_card],
    ConsentWithdrawn: [dissolve_pairs_of],
}

WAITING_FOR_SIGNATURE: Sequence[approvals.Source] = [waiting_for_signature, waiting_orders]

PROOFS: Mapping[str, proofs.Proof] = {
    "roadmaps_agreed": proofs.Proof(_("roadmaps agreed with schools"), agreed_progress),
    "pairs_by_order": proofs.Proof(_("pairs fixed by an order"), pairs_by_order),
}

STAGE_TOOLS: Mapping[str, Sequence[tools.Tool]] = {
    StageCode.PAIRS: [
        tools.Tool(_("Matching desk"), "matching", "shuffle", "match.view"),
        tools.Tool(_("Orders on pairs"), "orders", "gavel", "order.list"),
        tools.Tool(_("Without a pair"), "queue", "user-x", "queue.list"),
    ],
    StageCode.WORK: [tools.Tool(_("Pairs and meetings"), "pairs", "handshake", "pair.list")],
}

LENT_TO_PEOPLE = connections.Connections(
    panels=[lent.panel],
    paired=lent.paired,
    load=lent.load,
    pairs_of_mentees=lent.pairs_of_mentees,
    pairs_of_mentors=lent.pairs_of_mentors,
)


def connect() -> None:
    """Install the tables."""
    events.connect(REACTIONS)
    approvals.connect(WAITING_FOR_SIGNATURE)
    proofs.connect(PROOFS)
    tools.connect(STAGE_TOOLS)
    connections.connect(LENT_TO_PEOPLE)
