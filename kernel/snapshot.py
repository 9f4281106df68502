"""Read many tables as they stood at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Hold one consistent snapshot: sums read inside agree, whatever others write meanwhile.

    On PostgreSQL it is a REPEATABLE READ READ ONLY transaction, on SQLite the one writer's own.
    Inside another transaction, where the level can no longer be chosen, it only joins it.
    """
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
