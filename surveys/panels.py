"""What this room lends to the card of a person; installed by mentoring/wiring.py."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from participants.models import Person
from surveys.models import Answer, AnswerSheet


def panel(request: Any, person: Person) -> SafeString | None:
    """The answers that a person has handed in, on the card; nothing where there are none."""
    proposing = Answer.objects.filter(sheet=OuterRef("pk")).exclude(question__target="")
    sheets = list(
        AnswerSheet.objects.visible_to(request.membership)
        .filter(invitation__person=person)
        .select_related("invitation__campaign")
        .only("submitted_at", "accepted_at", "invitation__campaign__title")
        .annotate(has_proposals=Exists(proposing))
        .order_by("-submitted_at", "-pk")
    )
    if not sheets:
        return None
    return render_to_string("surveys/panel.html", {"sheets": sheets})
