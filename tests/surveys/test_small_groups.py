"""Small groups of answers join others, so that nobody is found by subtraction."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from surveys.small_groups import EVERYBODY, Group, shown_as

COUNTS = st.dictionaries(
    st.builds(Group, st.sampled_from(["mentee", "mentor", ""]), st.sampled_from(["", "7А", "7Б"])),
    st.integers(1, 12),
    min_size=1,
)


def sizes(counts, fewest):
    """How many answers each shown group has."""
    found = Counter()
    for group, place in shown_as(counts, fewest).items():
        found[place] += counts[group]
    return found


def test_groups_that_are_large_enough_stay_as_they_are():
    counts = {Group("mentee", "7А"): 5, Group("mentee", "7Б"): 9, Group("mentor"): 6}

    assert shown_as(counts, 5) == {group: group for group in counts}


def test_a_small_class_takes_its_smallest_neighbour_along():
    counts = {Group("mentee", "7А"): 25, Group("mentee", "7Б"): 6, Group("mentee", "7В"): 3}

    assert sizes(counts, 5) == {Group("mentee", "7А"): 25, Group("mentee"): 9}


def test_a_role_of_few_joins_everybody_and_not_alone():
    counts = {Group("mentee", "7А"): 25, Group("mentee", "7Б"): 20, Group("mentor"): 2}

    assert sizes(counts, 5) == {Group("mentee", "7А"): 25, EVERYBODY: 22}


@given(counts=COUNTS, fewest=st.integers(5, 8))
def test_whatever_is_shown_has_enough_answers(counts, fewest):
    found = sizes(counts, fewest)

    assert sum(found.values()) == sum(counts.values())
    assert all(size >= fewest for size in found.values()) or set(found) == {EVERYBODY}
