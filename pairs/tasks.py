"""Long work of this room."""

from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from kernel.jobs import Run, job
from pairs.actions.proposals import MATCH, run_matching


@job(MATCH, title=_("Proposing pairs"))
def match(run: Run) -> dict[str, Any]:
    """Propose pairs. The solver is loaded here, by the worker: scipy is too heavy for the web."""
    return run_matching(run, solve=import_string("pairs.assignment.solve"))
