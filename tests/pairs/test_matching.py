"""Who fits whom: rules, scores, proposals, explanations. Pure."""

import random
import time

import pytest

from pairs.assignment import solve
from pairs.matching import Form, Judge, Mentee, Mentor, Why, propose, telling_words

PUPILS = Form(1, "ученик — ученик", frozenset({"pupil"}), frozenset({"pupil"}))
TEACHERS = Form(2, "учитель — ученик", frozenset({"employee"}), frozenset({"pupil"}))
FORMS = (PUPILS, TEACHERS)


def mentee(key=1, **facts):
    return Mentee(**{"key": key, "kind": "pupil", **facts})


def mentor(key=100, **facts):
    return Mentor(**{"key": key, "kind": "employee", **facts})


def first_obstacle(one, other):
    return next(iter(Judge(FORMS).obstacles(one, other)), None)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (mentee(7), mentor(7), Why("same_person")),
        (mentee(guardians=frozenset({100})), mentor(), Why("relatives")),
        (mentee(1), mentor(guardians=frozenset({1})), Why("relatives")),
        (mentee(consents=False), mentor(), Why("no_consent_of_mentee")),
        (mentee(), mentor(consents=False), Why("no_consent_of_mentor")),
        (mentee(), mentor(is_trained=False, must_be_trained=True), Why("must_be_trained")),
        (mentee(parted_from=frozenset({100})), mentor(), Why("parted_before")),
        (mentee(kind="student"), mentor(), Why("no_form")),
        (mentee(), mentor(forms=frozenset({1})), Why("form_not_wished")),
        (mentee(age=11), mentor(age_from=12), Why("age", ("12", ""))),
        (mentee(age=17), mentor(age_from=12, age_to=15), Why("age", ("12", "15"))),
        (mentee(), mentor(places=0), Why("no_places")),
        (mentee(), mentor(), None),
    ],
)
def test_each_hard_rule_is_named(one, other, why):
    assert first_obstacle(one, other) == why


def test_an_unknown_age_forbids_nothing_and_is_told():
    verdict = Judge(FORMS).verdict(mentee(), mentor(age_from=12))

    assert verdict.obstacles == ()
    assert Why("age_unknown") in verdict.warnings


def test_an_untrained_mentor_is_a_warning_and_no_ban():
    verdict = Judge(FORMS).verdict(mentee(), mentor(is_trained=False))

    assert verdict.obstacles == ()
    assert Why("not_trained") in verdict.warnings


def test_the_score_is_made_of_its_parts_and_says_the_three_strongest():
    one = mentee(
        directions=frozenset({"алгебра", "сцена"}),
        request="Боюсь контрольных по алгебре",
        interests="шахматы, книги",
        time="после уроков, вторник",
        wished_form=2,
    )
    other = mentor(
        directions=frozenset({"алгебра"}),
        competences="Готовлю к контрольным",
        interests="шахматы",
        time="вторник",
    )

    verdict = Judge(FORMS).verdict(one, other)

    assert verdict.score == 20 + 7 + 15 + 10 + 5 + 5
    assert verdict.facts == (
        Why("directions", ("алгебра",)),
        Why("form", ("учитель — ученик",)),
        Why("time", ("вторник",)),
    )


def test_words_are_compared_without_their_endings():
    assert telling_words("Хочу контрольные").keys() == telling_words("контрольных").keys()
    assert "хочу" not in telling_words("Хочу").values()


def test_the_wished_form_is_taken_when_it_fits_and_another_is_told_when_not():
    judge = Judge((*FORMS, Form(3, "кружок", TEACHERS.mentor_kinds, TEACHERS.mentee_kinds)))

    assert judge.verdict(mentee(wished_form=3), mentor()).form == 3
    assert (
        Why("other_form", ("учитель — ученик",))
        in judge.verdict(mentee(wished_form=1), mentor()).warnings
    )


def test_capacity_is_shared_and_never_exceeded():
    found = propose([mentee(n) for n in range(1, 6)], [mentor(places=3)], FORMS, solve=solve)

    assert [verdict.mentor for verdict in found.pairs] == [100, 100, 100]
    assert [(lost.why, lost.mentors) for lost in found.unmatched] == [
        (Why("places_taken"), (100,)),
        (Why("places_taken"), (100,)),
    ]


def test_the_load_is_shared_where_mentors_fit_equally():
    found = propose(
        [mentee(1), mentee(2)], [mentor(100, places=2), mentor(101, places=2)], FORMS, solve=solve
    )

    assert sorted(verdict.mentor for verdict in found.pairs) == [100, 101]


def test_the_most_pairs_are_made_even_where_a_better_single_pair_exists():
    picky = mentee(1, age=11, directions=frozenset({"алгебра"}))
    easy = mentee(2, age=15, directions=frozenset({"алгебра"}))
    anyone = mentor(100, directions=frozenset({"алгебра"}))
    elders = mentor(101, age_from=14)

    found = propose([picky, easy], [anyone, elders], FORMS, solve=solve)

    assert {(v.mentee, v.mentor) for v in found.pairs} == {(1, 100), (2, 101)}


@pytest.mark.parametrize(
    ("mentors", "why", "named"),
    [
        ([], Why("no_mentors"), ()),
        ([mentor(age_from=14)], Why("age", ("14", "")), (100,)),
        ([mentor(100, age_from=14, consents=False), mentor(101, age_from=15)],
         Why("age", ("15", "")), (101,)),
        ([mentor(forms=frozenset({1}))], Why("form_not_wished"), (100,)),
    ],
)  # fmt: skip
def test_whoever_got_nobody_learns_the_rule_nearest_to_a_pair(mentors, why, named):
    (lost,) = propose([mentee(age=12)], mentors, FORMS, solve=solve).unmatched

    assert (lost.why, lost.mentors) == (why, named)


def test_without_consent_the_paper_is_the_reason_whatever_mentors_there_are():
    (lost,) = propose([mentee(consents=False)], [mentor()], FORMS, solve=solve).unmatched

    assert lost.why == Why("no_consent_of_mentee")


def crowd(mentees, mentors):
    """A crowd from dice that always fall the same way."""
    dice = random.Random(7)
    topics = [f"тема{n}" for n in range(20)]
    words = "алгебра физика сцена проект экология робот театр спорт книги музыка".split()
    return (
        [
            mentee(n, directions=frozenset(dice.sample(topics, 2)), age=dice.randint(10, 17),
                   request=" ".join(dice.sample(words, 4)))
            for n in range(mentees)
        ],
        [
            mentor(1000 + n, kind=dice.choice(["pupil", "employee"]), places=dice.randint(0, 4),
                   directions=frozenset(dice.sample(topics, 4)), age_from=dice.choice([None, 13]),
                   competences=" ".join(dice.sample(words, 4)))
            for n in range(mentors)
        ],
    )  # fmt: skip


def test_the_same_people_give_the_same_proposal_in_any_order():
    mentees, mentors = crowd(60, 25)
    expected = propose(mentees, mentors, FORMS, solve=solve)

    random.Random(1).shuffle(mentees)
    random.Random(2).shuffle(mentors)

    assert propose(mentees, mentors, FORMS, solve=solve) == expected


def test_no_proposed_pair_breaks_a_rule_and_nobody_is_lost():
    mentees, mentors = crowd(60, 25)
    sides = {one.key: one for one in (*mentees, *mentors)}

    found = propose(mentees, mentors, FORMS, solve=solve)

    judge = Judge(FORMS)
    assert [v for v in found.pairs if list(judge.obstacles(sides[v.mentee], sides[v.mentor]))] == []
    assert sorted([v.mentee for v in found.pairs] + [lost.mentee for lost in found.unmatched]) == [
        one.key for one in mentees
    ]


def test_two_hundred_mentees_and_eighty_mentors_take_about_a_second():
    mentees, mentors = crowd(200, 80)
    started = time.process_time()

    propose(mentees, mentors, FORMS, solve=solve)

    assert time.process_time() - started < 3
