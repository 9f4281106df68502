"""What holds for any phrase: round trip, harmless noise, no exception, honest remainders."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.deadlines import Deadline, Kind, parse, report
from tests.roadmap.deadlines.phrases import phrases, spoilt

# A busy machine may take its time over one phrase.
thorough = settings(max_examples=400, deadline=None)
unhurried = settings(deadline=None)

contexts = st.sampled_from([{}, {"school_year": 2021}, {"school_year": 2024}, {"year": 2015}])
words = st.lists(
    st.one_of(
        phrases(),
        st.text(alphabet="асеодьмятгч 0123456789.,-–()«»/\n№IVХ", max_size=12),
        st.sampled_from(
            "и в с по до на не к за год года месяц раз далее уч. г. первая неделя числа".split()
        ),
    ),
    max_size=6,
).map(" ".join)


def without_words(deadline):
    """Leave out the words of what it depends on: noise changes their letters."""
    then = deadline.then and replace(deadline.then, relation="")
    return replace(deadline, relation="", then=then)


@thorough
@given(phrases(), contexts)
def test_what_it_says_is_read_back(phrase, context):
    deadline = parse(phrase, **context)

    assert parse(str(deadline)) == deadline


@thorough
@given(words, contexts)
def test_scraps_are_read_back_too(text, context):
    deadline = parse(text, **context)

    assert parse(str(deadline)) == deadline


@thorough
@given(st.data(), phrases(), contexts)
def test_noise_does_not_change_the_meaning(data, phrase, context):
    noisy = data.draw(spoilt(phrase))

    assert without_words(parse(noisy, **context)) == without_words(parse(phrase, **context))


@thorough
@given(st.text(max_size=200), contexts)
def test_no_text_breaks_it(text, context):
    deadline = parse(text, **context)

    assert parse(str(deadline)) == deadline
    assert report(text, deadline, 2021)["kind"] == deadline.kind


@thorough
@given(words, contexts)
def test_what_is_left_over_stands_where_it_says(text, context):
    for left in parse(text, **context).left_over:
        assert text[left.start : left.end] == left.text


@unhurried
@given(phrases(), contexts)
def test_it_survives_json(phrase, context):
    deadline = parse(phrase, **context)

    assert Deadline.from_dict(deadline.to_dict()) == deadline


@unhurried
@given(
    phrases(), contexts, st.sampled_from(["Срок: ", "Срок исполнения - ", "(", "ориентировочно "])
)
def test_what_stands_before_does_not_matter(phrase, context, before):
    assert parse(before + phrase, **context) == parse(phrase, **context)


@unhurried
@given(
    phrases(),
    contexts,
    st.sampled_from([" (Иванова А. П.)", " *", ".", " (заседание кафедры)", ";"]),
)
def test_what_stands_behind_does_not_matter(phrase, context, behind):
    assert parse(phrase + behind, **context) == parse(phrase, **context)


@unhurried
@given(phrases(), st.integers(2015, 2030))
def test_it_falls_within_the_school_year(phrase, school_year):
    for window in parse(phrase).occurrences(school_year):
        assert window.start is None or window.start <= window.end
        assert school_year <= window.end.year <= school_year + 1


@unhurried
@given(phrases())
def test_what_a_person_must_date_has_no_days(phrase):
    deadline = parse(phrase)

    if deadline.kind in {Kind.ON_DEMAND, Kind.RELATIVE, Kind.UNPARSEABLE}:
        assert deadline.needs_date
        assert deadline.then is not None or deadline.occurrences(2021) == []


def test_what_was_kept_with_one_day_of_the_month_is_read_still():
    deadline = parse("до 25 числа каждого месяца")
    kept = deadline.to_dict()
    kept["rule"] = kept.pop("rules")[0]

    assert Deadline.from_dict(kept) == deadline
