"""Wake a worker up after the commit. It may fail: beat sweeps whatever was not woken."""

import logging
import time
from typing import Any

from celery import current_app
from django.db import transaction

logger = logging.getLogger(__name__)

LEFT_ALONE_SECONDS = 10.0


class Silence:
    """How long this process leaves a broker alone that did not answer.

    A broker that accepts and never answers costs seconds each time; one page pays, not every one.
    """

    def __init__(self) -> None:
        self.until = 0.0

    def begin(self) -> None:
        """The broker did not answer."""
        self.until = time.monotonic() + LEFT_ALONE_SECONDS

    def holds(self) -> bool:
        """Tell whether it is too early to ask again."""
        return time.monotonic() < self.until


silence = Silence()


def wake(task: str, **arguments: Any) -> None:
    """Send the task by its name after the commit; a broken broker is only logged."""

    def send() -> None:
        if silence.holds():
            return
        try:
            current_app.tasks[task].apply_async(kwargs=arguments, retry=False)
        except Exception as trouble:
            if current_app.conf.task_always_eager:
                raise
            silence.begin()
            logger.warning("nobody was woken for %s: %s", task, trouble)

    transaction.on_commit(send)
