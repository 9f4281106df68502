"""What a campaign has found: counted by the database, in a constant number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel.pieces import Bar
from surveys.actions.anonymous import MENTEE, MENTOR
from surveys.counting import Tally, tally
from surveys.kinds import Offers, kind_of
from surveys.models import Campaign, Question
from surveys.queries.answering import offers_of, questions_of
from surveys.queries.comparison import Compared, compared
from surveys.queries.sources import Answers, Source
from surveys.small_groups import EVERYBODY, Group
from surveys.states import Privacy, QuestionKind

MOST_TEXTS = 500
IN_WORDS = (QuestionKind.SHORT, QuestionKind.LONG, QuestionKind.DATE)
NUMBERS = (QuestionKind.NUMBER, QuestionKind.SCALE)
ROLES = {MENTEE: gettext_lazy("mentees"), MENTOR: gettext_lazy("mentors")}

Counts = Mapping[int, int]


@dataclass(frozen=True)
class Result:
    """What was answered to one question: counts of choices or marks, and free texts."""

    question: Question
    answered: int
    bars: Sequence[tuple[str, int]]
    texts: Sequence[str]
    mean: float | None
    median: float | None
    codes: Sequence[tuple[str, int]] = ()
    compared: Compared = field(default_factory=Compared)

    @property
    def drawn(self) -> list[Bar]:
        """The counts as bars."""
        return [Bar(label, count) for label, count in self.bars]

    @property
    def top(self) -> int:
        """The longest bar, or the number of those who answered where that is more."""
        return max((self.answered, *(count for _label, count in self.bars)))


@dataclass(frozen=True)
class Choice:
    """A group that results can be asked for."""

    group: Group
    label: "str | Promise"
    code: str


@dataclass(frozen=True)
class Results:
    """The results of a campaign; hidden while a person could be guessed from them."""

    campaign: Campaign
    sheet_count: int
    results: Sequence[Result]
    choices: Sequence[Choice] = ()
    chosen: Choice | None = None
    words: str = ""
    has_more_texts: bool = False

    @property
    def is_in_box(self) -> bool:
        """Anonymous answers are counted once, when nobody can add to them any more."""
        return self.campaign.privacy == Privacy.ANONYMOUS and self.campaign.box_opened_on is None

    @property
    def is_hidden(self) -> bool:
        """Fewer answers than the campaign promised, where names were not promised to be shown."""
        is_named = self.campaign.privacy == Privacy.NAMED
        return self.is_in_box or (not is_named and self.sheet_count < self.campaign.fewest)


def results_of(campaign: Campaign, *, asked: str = "", words: str = "") -> Results:
    """Count the answers of everybody, or of the group that an address asks for."""
    source = Source(campaign)
    found = Results(campaign, source.sheet_count, [])
    if found.is_hidden:
        return found
    choices = [Choice(group, label_of(group), code_of(group)) for group in source.groups]
    chosen = next((choice for choice in choices if choice.code == asked), None)
    group = chosen.group if chosen is not None else None
    answers = source.only(group)
    texts = texts_of(answers, words)
    counting = Counting(source.shown(group), answers, offers_of(campaign))
    beside = compared(campaign) if group is None else {}
    return Results(
        campaign,
        source.sheet_count,
        [
            counting.result(question, texts, beside.get(question.code, Compared()))
            for question in questions_of(campaign)
        ],
        choices,
        chosen,
        words,
        sum(map(len, texts.values())) >= MOST_TEXTS,
    )


class Counting:
    """The counts of all questions at once: three queries, however many answers there are."""

    def __init__(self, shown: Counts, answers: Answers, offers: Offers) -> None:
        self.shown = shown
        self.offers = offers
        self.tallies: dict[int, dict[str, int]] = defaultdict(dict)
        for one in tally(answers):
            self._add(one)
        self.numbers: dict[int, Counter[int]] = defaultdict(Counter)
        rows = answers.exclude(number=None).values_list("question_id", "number").order_by()
        for question, number, count in rows.annotate(count=Count("pk")):
            self.numbers[question][number] = count

    def _add(self, one: Tally) -> None:
        self.tallies[one.question_id][one.code] = one.count

    def result(
        self, question: Question, texts: Mapping[int, list[str]], beside: Compared
    ) -> Result:
        """What is known of one question."""
        numbers = self.numbers[question.pk]
        codes = self._codes(question)
        labels = kind_of(question).labels(question, self.offers)
        bars = [(labels.get(code, code), count) for code, count in codes]
        return Result(
            question,
            self.shown.get(question.pk, 0),
            bars,
            texts.get(question.pk, []),
            mean_of(numbers),
            median_of(numbers),
            codes,
            beside,
        )

    def _codes(self, question: Question) -> list[tuple[str, int]]:
        if question.kind == QuestionKind.NUMBER:
            return [(str(number), n) for number, n in sorted(self.numbers[question.pk].items())]
        labels = kind_of(question).labels(question, self.offers)
        if question.kind == QuestionKind.SCALE:
            marks = self.numbers[question.pk]
            return [(code, marks[int(code)]) for code in labels]
        tallies = self.tallies[question.pk]
        return [(code, tallies.get(code, 0)) for code in labels]


def mean_of(numbers: Mapping[int, int]) -> float | None:
    """The mean of numbers that were counted."""
    count = sum(numbers.values())
    return round(sum(number * n for number, n in numbers.items()) / count, 2) if count else None


def median_of(numbers: Mapping[int, int]) -> float | None:
    """The median of numbers that were counted: the middle one, or the middle of the two."""
    count = sum(numbers.values())
    if not count:
        return None
    low, high = _nth(numbers, (count - 1) // 2), _nth(numbers, count // 2)
    return (low + high) / 2


def _nth(numbers: Mapping[int, int], place: int) -> int:
    seen = 0
    for number in sorted(numbers):
        seen += numbers[number]
        if seen > place:
            return number
    raise IndexError(place)


def texts_of(answers: Answers, words: str) -> dict[int, list[str]]:
    """Free texts by question, those with the words in them; by the alphabet, so in no order."""
    wanted = Q(question__kind__in=IN_WORDS) | Q(question__has_other=True)
    rows = answers.filter(wanted).exclude(text="")
    if words:
        # SQLite knows capital letters of the Latin alphabet only.
        rows = rows.filter(
            Q(text__icontains=words)
            | Q(text__contains=words.lower())
            | Q(text__contains=words.capitalize())
        )
    found: dict[int, list[str]] = defaultdict(list)
    for question, text in rows.order_by("text").values_list("question_id", "text")[:MOST_TEXTS]:
        found[question].append(text)
    return found


def label_of(group: Group) -> "str | Promise":
    """A group in words."""
    if group == EVERYBODY:
        return _("the others together")
    role = ROLES.get(group.role)
    if not group.class_name:
        return role if role is not None else _("the others together")
    return f"{group.class_name}, {role}" if role is not None else group.class_name


def code_of(group: Group) -> str:
    """A group in an address."""
    return f"{group.role}.{group.class_name}"


def arrived(campaign: Campaign) -> list[tuple[date, int]]:
    """How many had answered by the end of each day, from the first answer to the last."""
    rows = campaign.invitations.exclude(answered_on=None).values_list("answered_on").order_by()
    by_day = dict(rows.annotate(count=Count("pk")))
    return list(_summed(by_day))


def _summed(by_day: Mapping[date, int]) -> Iterable[tuple[date, int]]:
    if not by_day:
        return
    day, last, total = min(by_day), max(by_day), 0
    while day <= last:
        total += by_day.get(day, 0)
        yield day, total
        day += timedelta(days=1)
