"""The project's own files, for the tests that read code."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "kernel",
    "accounts",
    "notices",
    "roadmap",
    "participants",
    "surveys",
    "pairs",
    "reports",
    "showcase",
    "mentoring",
)


def python_files() -> list[Path]:
    """Every module of the product, without migrations."""
    return sorted(
        file
        for room in ROOMS
        for file in (ROOT / room).rglob("*.py")
        if "migrations" not in file.parts
    )


def modules_named(*names: str) -> list[Path]:
    """Modules that are `names[i].py` or stand in a package of that name."""
    return [file for file in python_files() if file.stem in names or file.parent.name in names]


def templates() -> list[Path]:
    """Every template of pages and papers."""
    places = [ROOT / "templates", *(ROOT / room / "templates" for room in ROOMS)]
    return sorted(file for place in places for file in place.rglob("*.html"))


@cache
def tree_of(file: Path) -> ast.Module:
    """Parse a module once."""
    return ast.parse(file.read_text(), str(file))


def calls_in(file: Path) -> Iterator[ast.Call]:
    """Walk the calls of a module."""
    return (node for node in ast.walk(tree_of(file)) if isinstance(node, ast.Call))


def place_of(file: Path, node: ast.AST) -> str:
    """Name a place for a person: path and line."""
    return f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
