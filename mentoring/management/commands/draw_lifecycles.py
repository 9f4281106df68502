"""manage.py draw_lifecycles: the diagrams of all lifecycles, as docs/lifecycles.md shows them."""

from typing import Any

from django.core.management.base import BaseCommand

from kernel.lifecycle import Lifecycle
from pairs.states import ORDER_LIFE, PAIR_LIFE, QUEUE_LIFE
from participants.states import (
    CONSENT_LIFE,
    IMPORT_LIFE,
    INTERVIEW_LIFE,
    OFFER_LIFE,
    SCAN_LIFE,
)
from reports.states import REPORT_LIFE
from roadmap.states import ACTIVITY_LIFE, AMENDMENT_LIFE, ROADMAP_LIFE
from surveys.states import CAMPAIGN_LIFE, QUESTIONNAIRE_LIFE, SHEET_LIFE

LIVES: dict[str, Lifecycle] = {
    "Roadmap": ROADMAP_LIFE,
    "Amendment": AMENDMENT_LIFE,
    "Activity": ACTIVITY_LIFE,
    "Consent": CONSENT_LIFE,
    "Import of people": IMPORT_LIFE,
    "Scanned sheet": SCAN_LIFE,
    "Interview of a mentor": INTERVIEW_LIFE,
    "Offer of a mentor": OFFER_LIFE,
    "Questionnaire": QUESTIONNAIRE_LIFE,
    "Campaign": CAMPAIGN_LIFE,
    "Answer sheet": SHEET_LIFE,
    "Pair": PAIR_LIFE,
    "Order on pairs": ORDER_LIFE,
    "Card of the queue": QUEUE_LIFE,
    "Report": REPORT_LIFE,
}


def drawn() -> str:
    """The whole document: one Mermaid diagram a record."""
    head = "# Lifecycles\n\nDrawn by `manage.py draw_lifecycles` from the tables in `states.py`.\n"
    return head + "".join(_diagram(title, life) for title, life in LIVES.items())


def _diagram(title: str, life: Lifecycle) -> str:
    arrows = "\n".join(
        f"    {source} --> {target}: {move}" for source, move, target in life.arrows()
    )
    return f"\n## {title}\n\n```mermaid\nstateDiagram-v2\n{arrows}\n```\n"


class Command(BaseCommand):
    """Writes the diagrams to standard output."""

    help = "Draw the lifecycles of all records."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the document."""
        self.stdout.write(drawn(), ending="")
