"""manage.py backup FILE: the database and the uploaded files in one encrypted file, verified."""

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from kernel import heartbeat
from kernel.backup.archive import check, write
from kernel.backup.password import VARIABLE, is_own, password
from kernel.refusals import Refusal


class Command(BaseCommand):
    """A backup counts only when it was restored: each is, into a scratch database."""

    help = "Write the database and the uploaded files into one encrypted file and verify it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--without-trial",
            action="store_true",
            help="only read the file back, do not restore it for trial",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"].absolute()
        draft = file.with_name(f"{file.name}.unfinished")
        try:
            with draft.open("wb") as target:
                draft.chmod(0o600)
                sums = write(target, password=password(), now=timezone.now())
                target.flush()
                os.fsync(target.fileno())
            with draft.open("rb") as source:
                check(source, password=password())
            if not options["without_trial"]:
                self.try_to_restore(draft)
            draft.replace(file)
            heartbeat.beat(heartbeat.BACKUP, now=timezone.now())
        except (Refusal, OSError) as trouble:
            raise CommandError(str(trouble)) from None
        finally:
            draft.unlink(missing_ok=True)
        self.stdout.write(
            _("%(file)s: %(size)d KB, tables %(tables)d, rows %(rows)d, files %(files)d.")
            % {
                "file": file,
                "size": -(-file.stat().st_size // 1024),
                "tables": len(sums.tables),
                "rows": sums.rows,
                "files": len(sums.files),
            }
        )
        self.stdout.write(
            _("Read back, not restored for trial.")
            if options["without_trial"]
            else _("Verified by a full restore into a scratch database.")
        )
        if not is_own():
            self.stdout.write(
                _(
                    "It is closed with SECRET_KEY of this installation: keep that apart from the"
                    " file, or set BACKUP_PASSWORD."
                )
            )

    def try_to_restore(self, file: Path) -> None:
        """Restore into a new SQLite file in a folder of its own, in another process."""
        with tempfile.TemporaryDirectory(prefix="trial-", dir=settings.VAR_DIR) as folder:
            environment = {
                **os.environ,
                "DATABASE_URL": f"sqlite:///{folder}/trial.db",
                "VAR_DIR": folder,
                VARIABLE: password(),
            }
            done = subprocess.run(  # noqa: S603 -- our own interpreter, no shell
                [sys.executable, "-m", "django", "restore", str(file)],
                cwd=settings.BASE_DIR,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
        if done.returncode:
            raise CommandError(
                _("The trial restore failed, there is no backup: %(why)s")
                % {"why": done.stderr.strip().rpartition("\n")[2]}
            )
