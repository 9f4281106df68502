"""The table of rules: every rule is described, and the library knows no database."""

import ast
from pathlib import Path

from roadmap.linting import RULES
from roadmap.linting.findings import Weight

ROOT = Path(__file__).parents[3]
LIBRARY = ROOT / "roadmap" / "linting"


def imported_by(file):
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_every_rule_has_its_line_in_the_documentation():
    page = (ROOT / "docs" / "linter.md").read_text()

    assert [rule.code for rule in RULES if f"| `{rule.code}` | " not in page] == []


def test_codes_stand_once_and_the_heaviest_come_first():
    codes = [rule.code for rule in RULES]
    weights = [list(Weight).index(rule.weight) for rule in RULES]

    assert len(set(codes)) == len(codes) >= 15
    assert weights == sorted(weights)
    assert all(rule.title and rule.why and rule.source for rule in RULES)


def test_the_library_knows_no_database():
    found = [
        f"{file.name}: {module}"
        for file in LIBRARY.rglob("*.py")
        for module in imported_by(file)
        if module.startswith(("django.db", "roadmap.models", "roadmap.actions", "accounts"))
    ]

    assert found == []
