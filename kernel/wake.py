"""Wake a worker up after the commit. It may fail: beat sweeps whatever was not woken."""

import logging
from typing import Any

from celery import current_app
from django.db import transaction

logger = logging.getLogger(__name__)


def wake(task: str, **arguments: Any) -> None:
    """Send the task by its name after the commit; a broken broker is only logged."""

    def send() -> None:
        try:
            current_app.tasks[task].apply_async(kwargs=arguments, retry=False)
        except Exception as trouble:
            if current_app.conf.task_always_eager:
                raise
            logger.warning("nobody was woken for %s: %s", task, trouble)

    transaction.on_commit(send)
