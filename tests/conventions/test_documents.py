"""Documents that are drawn from the code are as fresh as the code."""

import re

from mentoring.management.commands.draw_lifecycles import LIVES, drawn
from tests.conventions.sources import ROOT, python_files


def test_the_diagrams_of_lifecycles_are_fresh():
    assert (ROOT / "docs" / "lifecycles.md").read_text() == drawn()


def test_every_lifecycle_is_drawn():
    declared = {
        name
        for file in python_files()
        if file.stem == "states"
        for name in re.findall(r"^([A-Z_]+_LIFE)\b", file.read_text(), re.MULTILINE)
    }

    assert len(declared) == len(LIVES)


def test_links_between_documents_lead_somewhere():
    broken = [
        f"{file.relative_to(ROOT)}: {link}"
        for file in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", file.read_text())
        if not (file.parent / link).exists()
    ]

    assert broken == []
