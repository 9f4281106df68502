"""Every deed that the journal may hold is told in words."""

import ast

from kernel import history
from mentoring.management.commands.draw_lifecycles import LIVES
from mentoring.wiring import TOLD_IN_THE_JOURNAL
from tests.conventions.sources import ROOT, calls_in, place_of, python_files

# Verbs that are put together where they are written.
MADE_UP = {"make_mentee", "make_mentor", "change_mentee", "change_mentor", "give_consent",
           "refuse_consent", "set_up_second_factor", "switch_off_second_factor"}  # fmt: skip


def recorded():
    """Every verb that stands as a word in a call of `journal.record`, with its place."""
    for file in python_files():
        for call in calls_in(file):
            if ast.unparse(call.func) == "journal.record" and isinstance(
                call.args[0], ast.Constant
            ):
                yield call.args[0].value, place_of(file, call)


def test_every_deed_has_its_words_in_the_history_of_a_room():
    known = {verb for told in TOLD_IN_THE_JOURNAL.rooms.values() for verb in told.words}
    moves = {(name, "a lifecycle") for life in LIVES.values() for name in life.moves}

    assert (
        sorted({(verb, place) for verb, place in {*recorded(), *moves} if verb not in known}) == []
    )
    assert known >= MADE_UP


def test_every_room_tells_of_its_deeds():
    rooms = {file.parent.name for file in ROOT.glob("*/history.py")}

    assert rooms == set(TOLD_IN_THE_JOURNAL.rooms)


def test_every_page_of_a_record_exists():
    pages = {
        kind: name
        for told in TOLD_IN_THE_JOURNAL.rooms.values()
        for kind, name in told.pages.items()
    }

    assert {kind for kind in pages if not history.address_of(f"{kind}:1")} == set()
    assert {kind for kind in pages if history.noun_of(f"{kind}:1") == kind} == set()
