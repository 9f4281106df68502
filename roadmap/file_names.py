"""Under which names files are kept: names that say nothing. Their own stand in the database."""

from typing import Any
from uuid import uuid4


def evidence_path(_evidence: Any, _name: str) -> str:
    """Where the file of an evidence lies."""
    return f"evidence/{uuid4().hex}"


def draft_path(_draft: Any, _name: str) -> str:
    """Where an uploaded roadmap lies until it is read."""
    return f"roadmap-drafts/{uuid4().hex}"
