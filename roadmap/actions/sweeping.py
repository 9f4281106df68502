"""Go round all programmes: trouble with one is written down and does not stop the rest."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import models

logger = logging.getLogger(__name__)

M = TypeVar("M", bound=models.Model)


def for_each(records: Iterable[M], deed: Callable[[M], object]) -> None:
    """Do the deed for every record; the first trouble is raised once all had their turn."""
    troubles = []
    for record in records:
        try:
            deed(record)
        except Exception as trouble:
            logger.exception("%s of %s", deed, record.pk)
            troubles.append(trouble)
    if troubles:
        raise troubles[0]
