"""What this room shows in the folder for an inspection: the signed orders on pairs."""

from functools import partial

from django.utils.translation import gettext as _

from kernel.documents.issue import facts_of
from kernel.documents.pdf import as_pdf
from kernel.models import IssuedDocument
from kernel.russian import date_words
from pairs.documents import pair_order
from pairs.models import PairOrder
from pairs.order_facts import PairOrderFacts
from pairs.states import OrderState
from roadmap.exhibits import Exhibit
from roadmap.models import Programme


def signed_orders(programme: Programme) -> list[Exhibit]:
    """Each signed order of the programme, as it was issued. An order without names says nothing."""
    signed = PairOrder.objects.filter(programme=programme, state=OrderState.SIGNED)
    papers = IssuedDocument.objects.filter(pk__in=signed.values("document")).order_by("pk")
    return [Exhibit(_title(paper), ".pdf", partial(_draw, paper)) for paper in papers]


def _title(paper: IssuedDocument) -> str:
    return _("Order No. %(number)s of %(day)s") % {
        "number": paper.number_text,
        "day": date_words(paper.on),
    }


def _draw(paper: IssuedDocument) -> bytes:
    return as_pdf(pair_order.as_paper(facts_of(paper, PairOrderFacts)))
