"""Who may see the kernel's own pages."""

from typing import Any

from kernel.access import Rule, declare, signed_in


def started_it(membership: Any, job: Any) -> bool:
    """Only the person who started the work sees it."""
    return bool(job is not None and job.started_by_id == membership.user_id)


declare(
    {
        "kernel.job": Rule(started_it),
        "kernel.job_file": Rule(started_it, when=lambda _who, job: bool(job.file)),
        "kernel.gallery": Rule(signed_in),
    }
)
