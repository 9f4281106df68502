"""Read models of questionnaires, campaigns and their results."""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kernel.pieces import Bar
from participants.models import Direction, Person
from roadmap.models import Programme
from surveys.choices import choices_of, value_of
from surveys.models import Answer, AnswerSheet, Campaign, Invitation, Question
from surveys.states import Privacy, QuestionKind, SheetState

if TYPE_CHECKING:
    from django.utils.functional import Promise

FEWEST = 5


def to_answer(user: User, now: datetime) -> QuerySet[Invitation]:
    """The questionnaires that wait for a person who signs in."""
    return (
        Invitation.objects.filter(
            person__user=user,
            answered_at=None,
            refused_at=None,
            campaign__in=Campaign.objects.taking_answers(now),
        )
        .select_related("campaign", "person")
        .order_by("campaign__closes_at", "pk")
    )


def answered_by(user: User) -> QuerySet[Invitation]:
    """The questionnaires that a person has answered, the newest first."""
    return (
        Invitation.objects.filter(person__user=user, answered_at__isnull=False)
        .select_related("campaign", "person")
        .order_by("-answered_at")
    )


def with_counts(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Campaigns with how many were asked and how many answered."""
    return campaigns.select_related("questionnaire", "activity").annotate(
        asked_count=Count("invitations"),
        answered_count=Count("invitations", filter=Q(invitations__answered_at__isnull=False)),
    )


def directions_for(programme: Programme) -> list[Direction]:
    """The directory of directions that an organization chooses from."""
    offered = Direction.objects.offered_to(programme.organization)
    return cast("list[Direction]", list(offered))


def questions_of(campaign: Campaign) -> list[Question]:
    """The questions in their order."""
    return list(campaign.questionnaire.questions.order_by("position"))


def answers_of(sheet: AnswerSheet | None) -> list[Answer]:
    """The answers of a sheet, with their questions, in order."""
    if sheet is None:
        return []
    return list(sheet.answers.select_related("question").order_by("question__position"))


def audience_choices(programme: Programme) -> list[tuple[str, "str | Promise"]]:
    """Who may be asked: both bases, and each class of the organization."""
    named = _kept(programme).exclude(class_name="").order_by()
    classes = sorted(set(named.values_list("class_name", flat=True)), key=by_grade)
    return [
        ("mentees", _("all mentees")),
        ("mentors", _("all mentors")),
        *((f"class:{name}", _("class %(name)s") % {"name": name}) for name in classes),
    ]


def by_grade(name: str) -> tuple[int, str]:
    """Put 4А before 10Б: classes are ordered by their number, then by their letter."""
    digits = "".join(takewhile(str.isdigit, name))
    return int(digits or 0), name


def audience(programme: Programme, chosen: str) -> QuerySet[Person]:
    """The people behind a choice of the form."""
    people = _kept(programme)
    if chosen == "mentees":
        return people.filter(mentee__left_on=None, mentee__isnull=False)
    if chosen == "mentors":
        return people.filter(mentor__left_on=None, mentor__isnull=False)
    return people.filter(class_name=chosen.removeprefix("class:"))


def _kept(programme: Programme) -> QuerySet[Person]:
    return Person.objects.filter(organization_id=programme.organization_id).kept()


@dataclass(frozen=True)
class ClassLine:
    """How many of a class have answered; without any contents."""

    name: str
    asked: int
    answered: int
    waiting: Sequence[Person]


def by_class(campaign: Campaign) -> list[ClassLine]:
    """The table of answered and not answered, class by class."""
    invitations = campaign.invitations.select_related("person").order_by(
        "person__class_name", "person__sort_name", "pk"
    )
    groups: dict[str, list[Invitation]] = {}
    for invitation in invitations:
        groups.setdefault(invitation.person.class_name, []).append(invitation)
    return [
        ClassLine(
            name,
            len(asked),
            sum(one.answered_at is not None for one in asked),
            [one.person for one in asked if one.answered_at is None and one.refused_at is None],
        )
        for name, asked in sorted(groups.items(), key=lambda group: by_grade(group[0]))
    ]


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
    directions = directions_for(campaign.programme)
    answers: dict[int, list[Answer]] = {}
    for answer in Answer.objects.filter(sheet__in=sheets).select_related("question"):
        answers.setdefault(answer.question_id, []).append(answer)
    return Results(
        campaign,
        count,
        [
            _result(question, answers.get(question.pk, []), directions)
            for question in questions_of(campaign)
        ],
    )


def _result(question: Question, answers: list[Answer], directions: list[Direction]) -> Result:
    if question.kind in (QuestionKind.SHORT, QuestionKind.LONG, QuestionKind.DATE):
        texts = sorted(answer.text for answer in answers)
        return Result(question, len(answers), [], texts, None, None)
    if question.kind == QuestionKind.NUMBER:
        numbers = [answer.number for answer in answers if answer.number is not None]
        counted = sorted(Counter(numbers).items())
        bars = [(str(number), times) for number, times in counted]
        return Result(question, len(answers), bars, [], *_middle(numbers))
    times = Counter(code for answer in answers for code in _codes(answer))
    bars = [(str(label), times[code]) for code, label in choices_of(question, directions)]
    marks = [answer.number for answer in answers if answer.number is not None]
    return Result(question, len(answers), bars, [], *_middle(marks))


def _codes(answer: Answer) -> list[str]:
    return answer.chosen or ([str(answer.number)] if answer.number is not None else [])


def _middle(numbers: list[int]) -> tuple[float | None, float | None]:
    if not numbers:
        return None, None
    return round(statistics.mean(numbers), 2), statistics.median(numbers)


@dataclass(frozen=True)
class Shown:
    """An answer in words, beside its question."""

    question: Question
    words: str


def in_words(answers: list[Answer], directions: list[Direction]) -> list[Shown]:
    """Say the answers as a person reads them."""
    return [Shown(answer.question, _words(answer, directions)) for answer in answers]


def _words(answer: Answer, directions: list[Direction]) -> str:
    value: Any = value_of(answer)
    labels = dict(choices_of(answer.question, directions))
    if isinstance(value, list):
        return ", ".join(str(labels.get(code, code)) for code in value)
    if answer.question.kind in (QuestionKind.ONE, QuestionKind.YES_NO):
        return str(labels.get(value, value))
    return str(value)
