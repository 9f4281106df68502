"""Bring one computer's installation up to date: catalogues, static files, database, demo."""

import hashlib
import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from kernel import catalogues

BEGUN, DONE, UNWANTED = "begun", "done", "unwanted"


class Command(BaseCommand):
    """Each step is skipped when there is nothing to do, so that a later start is quick."""

    help = "Prepare everything that script/server needs before it starts the programs."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        catalogues.compile_all(catalogues.rooms(settings.BASE_DIR, settings.OWN_APPS))
        self.collect_static_files()
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_presets", stdout=StringIO())
        self.make_demo()

    def collect_static_files(self) -> None:
        """Collect and compress the static files when one of them has changed."""
        stamp = Path(settings.STATIC_ROOT) / "staticfiles.stamp"
        wanted = fingerprint_of_static_files()
        if not stamp.exists() or stamp.read_text() != wanted:
            self.stdout.write("Collecting static files …")
            call_command("collectstatic", verbosity=0, interactive=False)
            stamp.write_text(wanted)

    def make_demo(self) -> None:
        """Fill an empty database with the demo region, unless DEMO=0 was said at the first start.

        The choice of the first start is kept: a school that began without the demo never finds
        invented people among its own. A demo that was interrupted is made to the end.
        """
        kept = Path(settings.VAR_DIR) / "demo"
        state = kept.read_text() if kept.exists() else ""
        if state == BEGUN or (not state and not get_user_model().objects.exists()):
            if not settings.DEMO:
                kept.write_text(UNWANTED)
            else:
                self.stdout.write("Making the demo region …")
                kept.write_text(BEGUN)
                call_command("demo", verbosity=0)
                kept.write_text(DONE)
        if kept.exists() and kept.read_text() == DONE:
            with (kept.parent / "sign-ins").open("w", encoding="utf-8") as note:
                call_command("demo", sign_ins=True, stdout=note)


def fingerprint_of_static_files() -> str:
    """Return a text that changes when a static file or the way it is stored changes."""
    fingerprint = hashlib.sha256(json.dumps(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = os.stat(storage.path(name))  # noqa: PTH116 -- a storage gives a plain path
            fingerprint.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return fingerprint.hexdigest()
