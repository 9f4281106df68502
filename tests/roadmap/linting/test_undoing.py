"""What was done to a wording is taken back, and only that."""

import pytest

from roadmap.linting.undoing import ChangedSinceError, undone, what_was_done


def row(key, **words):
    return {"key": key, "title": key, "deadline": "май", **words}


def wording(*stages, title="План"):
    return {
        "title": title,
        "stages": [{"key": key, "number": "1", "activities": list(rows)} for key, *rows in stages],
    }


BEFORE = wording(["s1", row("a1"), row("a2")], ["s2", row("a3")])


def test_other_words_come_back_and_what_was_written_meanwhile_stays():
    after = wording(["s1", row("a1", deadline="июнь"), row("a2")], ["s2", row("a3")])
    later = wording(["s1", row("a1", deadline="июнь", title="Новое"), row("a2")], ["s2", row("a3")])

    back = undone(later, what_was_done(BEFORE, after))

    assert back["stages"][0]["activities"][0] == row("a1", title="Новое")


def test_a_new_row_goes_and_one_that_was_taken_out_comes_back_in_its_place():
    after = wording(["s1", row("a2"), row("a9")], ["s2", row("a3")])

    back = undone(after, what_was_done(BEFORE, after))

    rows = back["stages"][0]["activities"]
    assert [each["title"] for each in rows if each.get("is_wanted", True)] == ["a1", "a2"]
    assert rows[0]["key"] not in {"a1", "a2"}


def test_stages_go_back_to_their_places_and_the_title_too():
    after = wording(["s2", row("a3")], ["s1", row("a1"), row("a2")], title="Другой")

    back = undone(after, what_was_done(BEFORE, after))

    assert [stage["key"] for stage in back["stages"]] == ["s1", "s2"]
    assert back["title"] == "План"


@pytest.mark.parametrize(
    "later",
    [
        wording(["s1", row("a1", deadline="июль"), row("a2")], ["s2", row("a3")]),
        wording(["s1", row("a2")], ["s2", row("a3")]),
    ],
)
def test_what_was_changed_again_is_not_touched(later):
    after = wording(["s1", row("a1", deadline="июнь"), row("a2")], ["s2", row("a3")])

    with pytest.raises(ChangedSinceError):
        undone(later, what_was_done(BEFORE, after))
