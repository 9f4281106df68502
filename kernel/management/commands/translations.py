"""Compile, check or update the catalogues of the Russian interface."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kernel import catalogues


class Command(BaseCommand):
    """`--compile` needs no gettext; `--check` and `--update` do."""

    help = "Compile, check or update the Russian catalogues of the root and of every room."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--compile", action="store_true", help="write the files Django reads")
        what.add_argument("--check", action="store_true", help="fail on any string without Russian")
        what.add_argument("--update", action="store_true", help="collect strings from the sources")

    def handle(self, *args: Any, **options: Any) -> None:
        places = catalogues.rooms(settings.BASE_DIR, settings.OWN_APPS)
        if options["compile"]:
            count = catalogues.compile_all(places)
            self.stdout.write(f"Catalogues compiled: {count}.")
        elif options["update"]:
            catalogues.update_all(places)
            self.stdout.write("Catalogues updated; now translate what is empty.")
        else:
            self.check_all(places)

    def check_all(self, places: list[catalogues.Room]) -> None:
        """Name every string that would reach people in English."""
        found = catalogues.faults(places)
        for fault in found:
            self.stdout.write(str(fault))
        if found:
            raise CommandError(f"{len(found)} strings are not in good Russian.")
        self.stdout.write("Every string has its Russian.")
