"""Read deadline phrases and print what each says about time."""

import json
import sys
from argparse import ArgumentParser
from functools import lru_cache
from typing import Any

from django.core.management.base import BaseCommand

from roadmap.deadlines import parse, report


class Command(BaseCommand):
    """`manage.py parse_deadlines [--school-year 2026 | --year 2026] < phrases`."""

    help = "Read phrases, one a line (\\n for a line break), and print one JSON object a line."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the year of the plan."""
        context = parser.add_mutually_exclusive_group()
        context.add_argument("--school-year", type=int, help="2026 means 2026/2027")
        context.add_argument("--year", type=int, help="a plan of one calendar year")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer each line as it comes."""
        school_year, year = options["school_year"], options["year"]

        @lru_cache(maxsize=10_000)
        def answer(phrase: str) -> str:
            deadline = parse(phrase.replace("\\n", "\n"), school_year=school_year, year=year)
            return json.dumps(report(phrase, deadline, school_year), ensure_ascii=False)

        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        for line in sys.stdin:
            self.stdout.write(answer(line.rstrip("\r\n")))
