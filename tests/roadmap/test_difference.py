"""What differs between two wordings, without a database."""

from hypothesis import given
from hypothesis import strategies as st

from roadmap.difference import How, difference, pieces


def row(key, title, **words):
    blank = dict.fromkeys(("number", "heading", "deadline", "responsible", "result", "proof"), "")
    return {"key": key, **blank, "title": title, "is_wanted": True, **words}


def plan(*stages, title="План"):
    return {
        "title": title,
        "stages": [
            {"key": key, "number": "1", "title": name, "goal": "", "result": "", "code": "",
             "activities": list(rows)}
            for key, name, rows in stages
        ],
    }  # fmt: skip


BEFORE = plan(
    (
        "s1",
        "Подготовка",
        [row("a1", "Издать приказ", deadline="до 5 сентября"), row("a2", "Собрание")],
    )
)


def said(changes):
    return [(change.key, change.how) for change in changes]


def test_the_same_wording_differs_in_nothing():
    assert not difference(BEFORE, BEFORE)


def test_added_removed_and_changed_rows_are_told_apart():
    after = plan(
        (
            "s1",
            "Подготовка",
            [row("a1", "Издать приказ", deadline="до 9 сентября"), row("n1", "Классный час")],
        )
    )

    found = difference(BEFORE, after)

    assert said(found.changes) == [("a1", How.CHANGED), ("n1", How.ADDED), ("a2", How.REMOVED)]
    (word,) = found.changes[0].words
    assert (word.name, word.before, word.after) == ("deadline", "до 5 сентября", "до 9 сентября")


def test_a_row_in_another_stage_says_where_it_went():
    before = plan(("s1", "Первый", [row("a1", "Дело")]), ("s2", "Второй", [row("a2", "Другое")]))
    after = plan(("s1", "Первый", []), ("s2", "Второй", [row("a2", "Другое"), row("a1", "Дело")]))

    (change,) = difference(before, after).changes

    assert [(word.name, word.before, word.after) for word in change.words] == [
        ("stage", "Первый", "Второй")
    ]


def test_rows_that_changed_places_are_told():
    (stage,) = BEFORE["stages"]
    after = {**BEFORE, "stages": [{**stage, "activities": stage["activities"][::-1]}]}

    found = difference(BEFORE, after)

    assert (found.changes, found.is_reordered, bool(found)) == ((), True, True)


def test_words_of_a_stage_and_the_title_are_changes_too():
    (stage,) = BEFORE["stages"]
    after = {"title": "Новый план", "stages": [{**stage, "goal": "Договориться"}]}

    found = difference(BEFORE, after)

    assert (found.title.before, found.title.after) == ("План", "Новый план")
    assert [(change.is_stage, change.words[0].name) for change in found.changes] == [(True, "goal")]


def test_a_text_is_compared_word_by_word():
    assert [(piece.text, piece.how) for piece in pieces("до 5 октября", "до 15 октября")] == [
        ("до ", How.SAME),
        ("5", How.REMOVED),
        ("15", How.ADDED),
        (" октября", How.SAME),
    ]


@given(st.text(max_size=80), st.text(max_size=80))
def test_pieces_give_both_texts_back(before, after):
    found = pieces(before, after)

    assert "".join(piece.text for piece in found if piece.how is not How.ADDED) == before
    assert "".join(piece.text for piece in found if piece.how is not How.REMOVED) == after
