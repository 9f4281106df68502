"""An official base as a Word document or PDF, made by a job."""

from datetime import date

from accounts.models import Membership
from kernel.documents.docx import as_docx
from kernel.documents.pdf import as_pdf
from kernel.jobs import Run
from participants.documents.bases import as_paper
from participants.queries.bases import PARTS, base_of

STEPS = 2
MADE = {"pdf": as_pdf, "docx": as_docx}


def write_base(run: Run) -> None:
    """Collect the base, then draw it; the file waits for the one who asked."""
    said = run.params
    today = date.fromisoformat(said["today"])
    membership = Membership.objects.select_related("organization").get(pk=said["membership"])
    base = base_of(membership, said["base"], today=today)
    run.step(1, STEPS, base.title)
    name = f"{PARTS[said['base']]}s-{today:%Y-%m-%d}.{said['file']}"
    run.keep_file(name, MADE[said["file"]](as_paper(base)))
