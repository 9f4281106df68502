"""How far somebody in a training group is: lessons attended, the best test, what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from participants.models import Enrolment, TrainingGroup

MOST_TRIES = 3


@dataclass(frozen=True)
class Standing:
    """What one mentor has done of a course; derived from marks and tries."""

    attended: int
    needed: int
    tries: int
    best: int | None
    pass_percent: int
    has_test: bool

    @property
    def lessons_missing(self) -> int:
        """How many lessons are still needed."""
        return max(0, self.needed - self.attended)

    @property
    def has_passed_test(self) -> bool:
        """Tell whether the test is behind, or there is none."""
        return not self.has_test or (self.best is not None and self.best >= self.pass_percent)

    @property
    def is_complete(self) -> bool:
        """Tell whether the certificate is earned."""
        return not self.lessons_missing and self.has_passed_test

    @property
    def tries_left(self) -> int:
        """How often the test may still be taken online; after that the curator enters it."""
        return max(0, MOST_TRIES - self.tries)


def standings_of(group: TrainingGroup, enrolments: Iterable[Enrolment]) -> dict[int, Standing]:
    """The standing of each enrolment; they come with their marks and tries prefetched."""
    return {enrolment.pk: _standing(group, enrolment) for enrolment in enrolments}


def _standing(group: TrainingGroup, enrolment: Enrolment) -> Standing:
    tries = list(enrolment.attempts.all())
    return Standing(
        attended=len(enrolment.attendances.all()),
        needed=group.needed_lessons,
        tries=sum(not attempt.is_on_paper for attempt in tries),
        best=max((attempt.percent for attempt in tries), default=None),
        pass_percent=group.pass_percent,
        has_test=group.has_test,
    )
