"""What a campaign has found."""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kernel.pieces import Bar
from surveys.kinds import Offers, kind_of
from surveys.models import Answer, AnswerSheet, Campaign, Question
from surveys.queries.answering import offers_of, questions_of
from surveys.states import Privacy, QuestionKind, SheetState

FEWEST = 5


@dataclass(frozen=True)
class Result:
    """What was answered to one question: counts of choices, or texts."""

    question: Question
    answered: int
    bars: Sequence[tuple[str, int]]
    texts: Sequence[str]
    mean: float | None
    median: float | None

    @property
    def drawn(self) -> list[Bar]:
        """The counts as bars."""
        return [Bar(label, count) for label, count in self.bars]

    @property
    def top(self) -> int:
        """The longest bar, or the number of those who answered where that is more."""
        return max((self.answered, *(count for _label, count in self.bars)))


@dataclass(frozen=True)
class Results:
    """The results of a campaign; hidden while a person could be guessed from them."""

    campaign: Campaign
    sheet_count: int
    results: Sequence[Result]

    @property
    def is_hidden(self) -> bool:
        """Fewer than five answers of a confidential campaign are shown to nobody."""
        return self.campaign.privacy == Privacy.CONFIDENTIAL and self.sheet_count < FEWEST


def results_of(campaign: Campaign) -> Results:
    """Count the submitted answers, question by question, in a constant number of queries."""
    sheets = AnswerSheet.objects.filter(invitation__campaign=campaign, state=SheetState.SUBMITTED)
    count = sheets.count()
    found = Results(campaign, count, [])
    if found.is_hidden:
        return found
    offers = offers_of(campaign)
    answers: dict[int, list[Answer]] = {}
    for answer in Answer.objects.filter(sheet__in=sheets).select_related("question"):
        answers.setdefault(answer.question_id, []).append(answer)
    return Results(
        campaign,
        count,
        [
            _result(question, answers.get(question.pk, []), offers)
            for question in questions_of(campaign)
        ],
    )


def _result(question: Question, answers: list[Answer], offers: Offers) -> Result:
    if question.kind in (
        QuestionKind.SHORT,
        QuestionKind.LONG,
        QuestionKind.DATE,
        QuestionKind.FILE,
    ):
        texts = sorted(answer.text for answer in answers)
        return Result(question, len(answers), [], texts, None, None)
    if question.kind == QuestionKind.NUMBER:
        numbers = [answer.number for answer in answers if answer.number is not None]
        counted = sorted(Counter(numbers).items())
        bars = [(str(number), times) for number, times in counted]
        return Result(question, len(answers), bars, [], *_middle(numbers))
    times = Counter(code for answer in answers for code in _codes(answer))
    bars = [
        (label, times[code]) for code, label in kind_of(question).labels(question, offers).items()
    ]
    marks = [answer.number for answer in answers if answer.number is not None]
    return Result(question, len(answers), bars, [], *_middle(marks))


def _codes(answer: Answer) -> list[str]:
    return answer.chosen or ([str(answer.number)] if answer.number is not None else [])


def _middle(numbers: list[int]) -> tuple[float | None, float | None]:
    if not numbers:
        return None, None
    return round(statistics.mean(numbers), 2), statistics.median(numbers)
