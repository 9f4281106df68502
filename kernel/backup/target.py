"""An emptied database to restore into: the old one stays until everything is in the new one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext_lazy as _

from kernel.refusals import Refusal

Load = Callable[[Any], None]
Key = tuple[str, str]

# Functions that migrations have made: those of extensions belong to the server.
OUR_FUNCTIONS = """
    SELECT made.oid::regprocedure::text FROM pg_proc AS made
    WHERE made.pronamespace = current_schema()::regnamespace AND NOT EXISTS (
        SELECT FROM pg_depend AS held WHERE held.objid = made.oid AND held.deptype = 'e'
    )
"""


class NewerThanWeAre(Refusal):
    """The backup was made by a later version of the program."""


class NotAFile(Refusal):
    """A database in memory cannot be replaced."""


def restore_into_emptied(migrations: list[list[str]], load: Load) -> None:
    """Make the tables of the backup's version, let `load` fill them, and bring them up to date.

    `load` is given the models of that version. Whatever goes wrong, the old database stays.
    """
    place = _emptied_postgresql() if connection.vendor == "postgresql" else _fresh_file()
    with place:
        executor = MigrationExecutor(connection)
        targets = _last_of_each(executor, {(app, name) for app, name in migrations})
        executor.migrate(targets)
        state = executor.loader.project_state(targets)
        with transaction.atomic():
            load(state.apps)
            if connection.vendor == "postgresql":
                # What hangs on the rows is checked now, so that later migrations may change tables.
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        call_command("migrate", verbosity=0, interactive=False)


def _last_of_each(executor: MigrationExecutor, applied: set[Key]) -> list[Key]:
    """The migrations of the backup that no later one of it follows in the same room."""
    nodes = executor.loader.graph.node_map
    unknown = sorted(applied - nodes.keys())
    if unknown:
        raise NewerThanWeAre(
            _("The backup is of another version of the program: %(name)s is not known here.")
            % {"name": ".".join(unknown[0])}
        )
    return sorted(
        key
        for key in applied
        if not any(child.key in applied and child.key[0] == key[0] for child in nodes[key].children)
    )


@contextmanager
def _emptied_postgresql() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        for setting in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"SET LOCAL {setting} = 0")
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(name)} CASCADE")
        cursor.execute(OUR_FUNCTIONS)
        for (signature,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION {signature} CASCADE")
        yield


@contextmanager
def _fresh_file() -> Iterator[None]:
    old = Path(str(connection.settings_dict["NAME"]))
    if not old.parent.is_dir() or ":memory:" in old.name or "mode=memory" in old.name:
        raise NotAFile(_("The database is no file and cannot be replaced."))
    fresh = old.with_name(f"{old.name}.restoring")
    connection.close()
    _remove(fresh)
    connection.settings_dict["NAME"] = str(fresh)
    try:
        yield
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        _remove(old)
        fresh.replace(old)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(old)
        _remove(fresh)


def _remove(file: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
