"""Say what the linter finds in a roadmap file, without touching the database."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roadmap.linting import BY_CODE, Finding, Part, Plan, Quote, Weight, lint
from roadmap.linting.content import plan_of_file
from roadmap.linting.words import WEIGHTS
from roadmap.reading import MAX_BYTES, RoadmapRefused, read

NOT_READ = 2
FOUND = 1


class Command(BaseCommand):
    """`manage.py lint_roadmap FILE [--json] [--school-year 2026] [--strict]`.

    Ends with 0 when the file was read, whatever was found; with `--strict` with 1 when something
    was found; with 2 when the file could not be read.
    """

    help = (
        "Check a roadmap (.docx, .doc, .xlsx, .odt, .pdf, .html, .txt) for contradictions and "
        "gaps. Exit code: 0 read, 1 findings and --strict, 2 not read."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file and the form of the answer."""
        parser.add_argument("file", help="the roadmap")
        parser.add_argument("--json", action="store_true", help="print JSON instead of text")
        parser.add_argument("--school-year", type=int, help="the year it is for: 2026 is 2026/2027")
        parser.add_argument(
            "--strict", action="store_true", help="end with 1 when there is a finding"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the findings, or say in one sentence why the file cannot be read."""
        with translation.override("ru"):
            plan = _plan(Path(options["file"]), year=options["school_year"])
            findings = lint(plan, today=timezone.localdate())
            if options["json"]:
                self.stdout.write(json.dumps(_report(plan, findings), ensure_ascii=False, indent=2))
            else:
                self.stdout.write("\n".join(_lines(plan, findings)))
        if findings and options["strict"]:
            raise SystemExit(FOUND)


def _plan(path: Path, *, year: int | None) -> Plan:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        return plan_of_file(read(content, path.name), year=year)
    except OSError as missing:
        raise CommandError(f"{path}: {missing.strerror}", returncode=NOT_READ) from missing
    except RoadmapRefused as refused:
        raise CommandError(str(refused), returncode=NOT_READ) from refused


def _report(plan: Plan, findings: list[Finding]) -> dict[str, Any]:
    return {
        "organisation": plan.organization,
        "title": plan.title,
        "school_year": plan.year,
        "activities": sum(1 for _activity in plan.activities),
        "counts": {
            weight.value: sum(finding.weight is weight for finding in findings) for weight in Weight
        },
        "findings": [_written(finding) for finding in findings],
    }


def _written(finding: Finding) -> dict[str, Any]:
    rule = BY_CODE[finding.code]
    about = {"title": str(rule.title), "why": str(rule.why), "source": str(rule.source)}
    return {"code": finding.code, **about, **finding.to_dict()}


def _lines(plan: Plan, findings: list[Finding]) -> Iterator[str]:
    yield plan.title
    yield _count(len(findings))
    for weight, of_weight in groupby(findings, key=lambda finding: finding.weight):
        yield ""
        yield str(WEIGHTS[weight]).upper()
        for code, of_rule in groupby(of_weight, key=lambda finding: finding.code):
            rule = BY_CODE[code]
            yield ""
            yield f"{rule.title} [{code}]"
            yield _("Why: %(why)s") % {"why": rule.why}
            yield _("Source: %(source)s") % {"source": rule.source}
            for finding in of_rule:
                yield from (f"  • {_quoted(quote)}" for quote in finding.quotes)
                yield f"    {finding.message}"
                yield f"    → {finding.suggestion}"


def _count(count: int) -> str:
    if not count:
        return _("Nothing was found: the plan is clean.")
    return ngettext("%(count)d finding", "%(count)d findings", count) % {"count": count}


def _quoted(quote: Quote) -> str:
    """The quoted words behind the line that they stand in."""
    said = " ".join(quote.text.split())
    words = f"„{said}“" if "«" in said else f"«{said}»"
    line = "" if quote.part is Part.TITLE or not quote.line else " ".join(quote.line.split()) + ":"
    return " ".join(part for part in (quote.place, line, words) if part)
