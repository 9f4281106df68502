"""Phrases of other schools, written and annotated before the grammar was."""

import pytest

from roadmap.deadlines import parse
from tests.roadmap.deadlines.tables import read, rows, said

HELD_OUT = rows("held_out.csv")


@pytest.mark.parametrize(("phrase", "context", "reading"), HELD_OUT)
def test_a_phrase_is_read_as_people_annotate_it(phrase, context, reading):
    assert said(read(phrase, context)) == reading


@pytest.mark.parametrize(("phrase", "context", "reading"), HELD_OUT)
def test_the_canonical_phrase_says_the_same(phrase, context, reading):
    deadline = read(phrase, context)

    assert parse(str(deadline)) == deadline


def test_the_table_is_large():
    assert len(HELD_OUT) > 550
