"""A worker says in the database that it lives. Celery loads this step when a worker starts."""

import logging
from typing import Any

from celery import bootsteps
from django.db import Error, connections
from django.utils import timezone

from kernel import heartbeat

logger = logging.getLogger(__name__)


class SignOfLife(bootsteps.StartStopStep):
    """Every few seconds a worker writes that it lives; `/health/` reads it.

    The worker's own clock does it, not a task: a worker busy with long reports is alive too.
    """

    requires = ("celery.worker.components:Timer",)

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        self.entry: Any = None

    def start(self, worker: Any) -> None:
        """Begin with the first breath of the worker."""
        beat()
        self.entry = worker.timer.call_repeatedly(heartbeat.BEATS_EVERY.total_seconds(), beat)

    def stop(self, worker: Any) -> None:
        """Fall silent."""
        if self.entry:
            self.entry.cancel()


def beat() -> None:
    """Say it once; a database that is away is only logged, the worker goes on."""
    try:
        heartbeat.beat(heartbeat.WORKER, now=timezone.now())
    except Error as trouble:
        logger.warning("no sign of life: %s", trouble)
    finally:
        connections.close_all()
