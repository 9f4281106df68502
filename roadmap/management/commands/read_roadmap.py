"""Show what the importer understands of a roadmap file, without touching the database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from roadmap.reading import MAX_BYTES, RoadmapRefused, read


class Command(BaseCommand):
    """`manage.py read_roadmap FILE`."""

    help = "Read a roadmap from .docx, .doc, .xlsx, .odt, .pdf, .html or .txt and print it as JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file."""
        parser.add_argument("file", help="the roadmap")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the roadmap, or say in one sentence why it cannot be read."""
        path = Path(options["file"])
        with translation.override("ru"):
            try:
                with path.open("rb") as file:
                    content = file.read(MAX_BYTES + 1)
                roadmap = read(content, path.name)
            except OSError as missing:
                raise CommandError(f"{path}: {missing.strerror}") from missing
            except RoadmapRefused as refused:
                raise CommandError(str(refused)) from refused
            written = json.dumps(roadmap.to_dict(), ensure_ascii=False, indent=2)
        self.stdout.write(written)
