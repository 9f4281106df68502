"""Celery's doors to long work."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from kernel import jobs


@shared_task(name="kernel.run_job")
def run_job(*, job_id: int, **_: Any) -> None:
    """Do one job, if it is free."""
    jobs.run(job_id)


@shared_task(name="kernel.sweep_jobs")
def sweep_jobs(**_: Any) -> None:
    """Wake up for jobs that nobody holds."""
    jobs.sweep(now=timezone.now())
