"""manage.py restore FILE: put a backup back, all or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from kernel import heartbeat
from kernel.backup.password import password
from kernel.backup.restoring import restore
from kernel.refusals import Refusal


class Command(BaseCommand):
    """Replaces the whole installation: the program must be stopped first."""

    help = "Replace the database and the uploaded files by those of a backup."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if is_running():
            raise CommandError(
                _("The program is running. Stop it first, wait a minute, and restore again.")
            )
        try:
            sums = restore(options["file"], password=password())
        except (Refusal, OSError) as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write(
            _("Restored and compared: tables %(tables)d, rows %(rows)d, files %(files)d.")
            % {"tables": len(sums.tables), "rows": sums.rows, "files": len(sums.files)}
        )
        self.stdout.write(_("Everybody signs in anew."))


def is_running() -> bool:
    """Tell whether a worker lives; a database without tables has none."""
    try:
        return heartbeat.is_alive(heartbeat.WORKER, now=timezone.now())
    except DatabaseError:
        return False
    finally:
        connection.close()
