"""What a campaign has found."""

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kernel.pieces import Bar
from surveys.kinds import Offers, kind_of
from surveys.models import AnonymousAnswer, Answer, AnswerSheet, Campaign, Question
from surveys.queries.answering import offers_of, questions_of
from surveys.states import Privacy, QuestionKind, SheetState

Given = Answer | AnonymousAnswer


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
    def is_in_box(self) -> bool:
        """Anonymous answers are counted once, when nobody can add to them any more."""
        return self.campaign.privacy == Privacy.ANONYMOUS and self.campaign.box_opened_on is None

    @property
    def is_hidden(self) -> bool:
        """Fewer answers than the campaign promised, where names were not promised to be shown."""
        is_named = self.campaign.privacy == Privacy.NAMED
        return self.is_in_box or (not is_named and self.sheet_count < self.campaign.fewest)


def results_of(campaign: Campaign) -> Results:
    """Count the submitted answers, question by question, in a constant number of queries."""
    count = _sheet_count(campaign)
    found = Results(campaign, count, [])
    if found.is_hidden:
        return found
    offers = offers_of(campaign)
    answers: dict[int, list[Given]] = {}
    for answer in _answers(campaign):
        answers.setdefault(answer.question_id, []).append(answer)
    return Results(
        campaign,
        count,
        [
            _result(question, _enough(campaign, answers.get(question.pk, [])), offers)
            for question in questions_of(campaign)
        ],
    )


def _sheet_count(campaign: Campaign) -> int:
    if campaign.privacy == Privacy.ANONYMOUS:
        in_box = campaign.invitations.filter(answered_on__isnull=False).count()
        return campaign.box_count or in_box
    return AnswerSheet.objects.filter(
        invitation__campaign=campaign, state=SheetState.SUBMITTED
    ).count()


def _answers(campaign: Campaign) -> Iterable[Given]:
    if campaign.privacy == Privacy.ANONYMOUS:
        return AnonymousAnswer.objects.filter(campaign=campaign)
    sheets = AnswerSheet.objects.filter(invitation__campaign=campaign, state=SheetState.SUBMITTED)
    return Answer.objects.filter(sheet__in=sheets)


def _enough(campaign: Campaign, answers: list[Given]) -> list[Given]:
    """Leave a question out that too few have answered."""
    is_named = campaign.privacy == Privacy.NAMED
    return answers if is_named or len(answers) >= campaign.fewest else []


def _result(question: Question, answers: list[Given], offers: Offers) -> Result:
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


def _codes(answer: Given) -> list[str]:
    return answer.chosen or ([str(answer.number)] if answer.number is not None else [])


def _middle(numbers: list[int]) -> tuple[float | None, float | None]:
    if not numbers:
        return None, None
    return round(statistics.mean(numbers), 2), statistics.median(numbers)
