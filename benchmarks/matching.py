"""Matching of 200 mentees with 80 mentors, and of 1,000 with 300, beside the bare solver."""

import random
import time
from collections.abc import Callable
from typing import Any

from benchmarks.tables import draw
from pairs.assignment import solve
from pairs.matching import Form, Mentee, Mentor, propose

SIZES = ((200, 80), (1000, 300))
FORMS = (
    Form(1, "ученик — ученик", frozenset({"pupil"}), frozenset({"pupil"})),
    Form(2, "учитель — ученик", frozenset({"employee"}), frozenset({"pupil"})),
)
WORDS = "алгебра физика сцена проект экология роботы театр спорт книги музыка химия карты".split()


def measure() -> list[dict[str, Any]]:
    """CPU seconds of a whole proposal with its reasons, and of the assignment alone."""
    return [_measure(mentees, mentors) for mentees, mentors in SIZES]


def table(figures: list[dict[str, Any]]) -> str:
    """Print the figures."""
    return draw(
        ["mentees × mentors", "proposal, s", "solver alone, s", "ratio"],
        [
            (
                f"{one['mentees']} × {one['mentors']}",
                one["proposal_s"],
                one["solver_s"],
                one["ratio"],
            )
            for one in figures
        ],
    )


def _measure(mentee_count: int, mentor_count: int) -> dict[str, Any]:
    dice = random.Random(7)
    topics = [f"тема {n}" for n in range(20)]
    mentees = [
        Mentee(
            key=n,
            kind="pupil",
            directions=frozenset(dice.sample(topics, 2)),
            request=" ".join(dice.sample(WORDS, 5)),
            age=dice.randint(10, 17),
        )
        for n in range(mentee_count)
    ]
    mentors = [
        Mentor(
            key=10_000 + n,
            kind=dice.choice(("pupil", "employee")),
            places=dice.randint(0, 4),
            directions=frozenset(dice.sample(topics, 4)),
            competences=" ".join(dice.sample(WORDS, 5)),
            age_from=dice.choice((None, 12)),
        )
        for n in range(mentor_count)
    ]
    scores = [[dice.randint(0, 100) for _mentor in mentors] for _mentee in mentees]
    places = [mentor.places for mentor in mentors]
    whole = _cpu(lambda: propose(mentees, mentors, FORMS, solve=solve))
    bare = _cpu(lambda: solve(scores, places))
    return {
        "mentees": mentee_count,
        "mentors": mentor_count,
        "proposal_s": whole,
        "solver_s": bare,
        "ratio": whole / bare if bare else 0.0,
    }


def _cpu(deed: Callable[[], object]) -> float:
    started = time.process_time()
    deed()
    return time.process_time() - started
