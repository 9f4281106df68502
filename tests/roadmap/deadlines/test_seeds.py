"""Every deadline cell of the five roadmaps we know is read as a person annotated it."""

from pathlib import Path

import pytest

from roadmap.deadlines import parse
from roadmap.reading import read as read_roadmap
from tests.roadmap.deadlines.tables import read, rows, said

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the real roadmaps are not on this machine"
)
ANNOTATED = rows("annotated.csv")


def cells():
    """Return the deadline cells by place: seed and number."""
    found = {}
    for seed in sorted(SEEDS.glob("*.txt")):
        for stage in read_roadmap(seed.read_bytes(), seed.name).stages:
            for item in stage.items:
                if item.deadline:
                    found.setdefault(item.deadline, f"@{seed.stem}:{item.number}")
    return found


@pytest.mark.parametrize(
    ("phrase", "context", "reading"), [row for row in ANNOTATED if row[0][0] != "@"]
)
def test_a_cell_is_read_as_annotated(phrase, context, reading):
    deadline = read(phrase, context)

    assert said(deadline) == reading
    assert deadline.left_over == ()
    assert parse(str(deadline)) == deadline


@needs_seeds
def test_every_cell_of_the_seeds_is_annotated():
    annotated = {phrase for phrase, _, _ in ANNOTATED}

    missing = {text for text, place in cells().items() if not {text, place} & annotated}

    assert missing == set()


@needs_seeds
def test_the_sentences_of_the_seeds_are_read_as_annotated():
    text_at = {place: text for text, place in cells().items()}

    told = {
        phrase: said(read(text_at[phrase], context))
        for phrase, context, _ in ANNOTATED
        if phrase[0] == "@"
    }

    assert told == {phrase: reading for phrase, _, reading in ANNOTATED if phrase[0] == "@"}
