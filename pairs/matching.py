"""Who fits whom, and why: rules and scores as pure functions, without database or clock.

A hard rule forbids a pair and says so (`obstacles`); a score says how well a pair fits and of
what it is made (`facts`); a warning is told and forbids nothing. All three are `Why` values:
`pairs.reasons` turns them into sentences, so page, report and action say the same.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

# How much each part of the score can bring; together 100.
WEIGHTS: Mapping[str, int] = {
    "directions": 40,
    "words": 20,
    "form": 15,
    "time": 10,
    "interests": 10,
    "trained": 5,
}
POINTS_PER_WORD = 7
POINTS_PER_INTEREST = 5
FACTS_SHOWN = 3
MENTORS_NAMED = 3

_WORD = re.compile(r"[а-яёa-z]{4,}")
_STEM = 5
_EMPTY_WORDS = frozenset(
    "быть будет буду хочу хотел хотела хотелось можно нужно нужна нужен надо очень чтобы когда"
    " есть этом этот этой мной меня моей свой свои своей себя могу умею помочь помощь помогу"
    " помогаю научиться учить также более перед после через который которая или либо мочь"
    " трудно хорошо много люблю нравится знаю стать свою опыт работа работы работе".split()
)


@dataclass(frozen=True)
class Why:
    """One reason: its code and the words it is said with."""

    code: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A form of mentoring: which kinds of people stand on either side."""

    key: int
    name: str
    mentor_kinds: frozenset[str]
    mentee_kinds: frozenset[str]

    def fits(self, mentee: "Mentee", mentor: "Mentor") -> bool:
        """Tell whether the form is meant for these two."""
        return mentee.kind in self.mentee_kinds and mentor.kind in self.mentor_kinds


@dataclass(frozen=True)
class Mentee:
    """A mentee as matching sees them: no name, only what decides."""

    key: int
    kind: str
    directions: frozenset[str] = frozenset()
    request: str = ""
    interests: str = ""
    time: str = ""
    wished_form: int | None = None
    age: int | None = None
    consents: bool = True
    guardians: frozenset[int] = frozenset()
    parted_from: frozenset[int] = frozenset()

    @cached_property
    def request_words(self) -> Mapping[str, str]:
        """The telling words of the request."""
        return telling_words(self.request)

    @cached_property
    def interest_words(self) -> Mapping[str, str]:
        """The telling words of the interests."""
        return telling_words(self.interests)

    @cached_property
    def time_words(self) -> Mapping[str, str]:
        """The telling words of the suitable time."""
        return telling_words(self.time)


@dataclass(frozen=True)
class Mentor:
    """A mentor as matching sees them; `places` is what is left of the capacity."""

    key: int
    kind: str
    places: int = 1
    directions: frozenset[str] = frozenset()
    competences: str = ""
    interests: str = ""
    time: str = ""
    forms: frozenset[int] = frozenset()
    age_from: int | None = None
    age_to: int | None = None
    consents: bool = True
    is_trained: bool = True
    must_be_trained: bool = False
    interview: str = "ready"
    must_be_admitted: bool = False
    has_shown_record: bool = True
    guardians: frozenset[int] = frozenset()

    @cached_property
    def competence_words(self) -> Mapping[str, str]:
        """The telling words of the competences."""
        return telling_words(self.competences)

    @cached_property
    def interest_words(self) -> Mapping[str, str]:
        """The telling words of the interests."""
        return telling_words(self.interests)

    @cached_property
    def time_words(self) -> Mapping[str, str]:
        """The telling words of the time for mentoring."""
        return telling_words(self.time)


@dataclass(frozen=True)
class Verdict:
    """What there is to say about one mentee with one mentor."""

    mentee: int
    mentor: int
    form: int | None
    score: int
    facts: tuple[Why, ...] = ()
    warnings: tuple[Why, ...] = ()
    obstacles: tuple[Why, ...] = ()

    @property
    def fits(self) -> bool:
        """Tell whether nothing but a free place is needed."""
        return all(obstacle.code == "no_places" for obstacle in self.obstacles)


@dataclass(frozen=True)
class Unmatched:
    """A mentee without a proposal: the first rule in the way and the mentors it is about."""

    mentee: int
    why: Why
    mentors: tuple[int, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """What one run of matching proposes."""

    pairs: tuple[Verdict, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()


# For each mentee a row of scores (None forbids), for each mentor the places; gives (row, column).
Solve = Callable[[Sequence[Sequence[int | None]], Sequence[int]], Iterable[tuple[int, int]]]


def telling_words(text: str) -> dict[str, str]:
    """The words of a text that say something, by the beginning that Russian endings leave alone."""
    words = _WORD.findall(text.lower().replace("ё", "е"))
    return {word[:_STEM]: word for word in reversed(words) if word not in _EMPTY_WORDS}


@dataclass
class Judge:
    """Judges pairs under the forms of mentoring of one organization."""

    forms: Sequence[Form]
    _fitting: dict[tuple[str, str], tuple[Form, ...]] = field(default_factory=dict)

    def verdict(self, mentee: Mentee, mentor: Mentor) -> Verdict:
        """Say everything about the two: form, score with its parts, warnings, obstacles."""
        form = self.form_for(mentee, mentor)
        common = _common(mentee, mentor, form)
        points = _points(mentee, mentor, common)
        strongest = sorted((code for code in points if points[code]), key=lambda c: -points[c])
        return Verdict(
            mentee=mentee.key,
            mentor=mentor.key,
            form=form.key if form else None,
            score=sum(points.values()),
            facts=tuple(_fact(code, mentee, common) for code in strongest[:FACTS_SHOWN]),
            warnings=tuple(_warnings(mentee, mentor, form, strongest)),
            obstacles=tuple(self.obstacles(mentee, mentor)),
        )

    def score(self, mentee: Mentee, mentor: Mentor) -> int | None:
        """The score alone; None when a rule forbids the pair."""
        if next(iter(self.obstacles(mentee, mentor)), None):
            return None
        common = _common(mentee, mentor, self.form_for(mentee, mentor))
        return sum(_points(mentee, mentor, common).values())

    def form_for(self, mentee: Mentee, mentor: Mentor) -> Form | None:
        """Choose the form: the wished one if it fits, else the first of the directory that does."""
        first = None
        for form in self.fitting(mentee, mentor):
            if mentor.forms and form.key not in mentor.forms:
                continue
            if form.key == mentee.wished_form:
                return form
            first = first or form
        return first

    def obstacles(self, mentee: Mentee, mentor: Mentor) -> Iterable[Why]:
        """Name every hard rule that the two break, the gravest first."""
        for code, is_broken in RULES.items():
            if is_broken(self, mentee, mentor):
                yield Why(code, _ages(mentor) if code == "age" else ())

    def fitting(self, mentee: Mentee, mentor: Mentor) -> tuple[Form, ...]:
        """The forms that are meant for such two people."""
        kinds = (mentee.kind, mentor.kind)
        if kinds not in self._fitting:
            self._fitting[kinds] = tuple(form for form in self.forms if form.fits(mentee, mentor))
        return self._fitting[kinds]


# What forbids a pair, the gravest first. Places come last: they are the easiest to change.
RULES: Mapping[str, Callable[[Judge, Mentee, Mentor], bool]] = {
    "same_person": lambda _judge, mentee, mentor: mentee.key == mentor.key,
    "relatives": lambda _judge, mentee, mentor: (
        mentor.key in mentee.guardians or mentee.key in mentor.guardians
    ),
    "no_consent_of_mentee": lambda _judge, mentee, _mentor: not mentee.consents,
    "no_consent_of_mentor": lambda _judge, _mentee, mentor: not mentor.consents,
    "must_be_trained": lambda _judge, _mentee, mentor: (
        mentor.must_be_trained and not mentor.is_trained
    ),
    "not_admitted": lambda _judge, _mentee, mentor: mentor.interview == "refused",
    "must_be_admitted": lambda _judge, _mentee, mentor: (
        mentor.must_be_admitted and mentor.interview != "ready"
    ),
    "parted_before": lambda _judge, mentee, mentor: mentor.key in mentee.parted_from,
    "no_form": lambda judge, mentee, mentor: not judge.fitting(mentee, mentor),
    "form_not_wished": lambda judge, mentee, mentor: (
        bool(judge.fitting(mentee, mentor)) and judge.form_for(mentee, mentor) is None
    ),
    "age": lambda _judge, mentee, mentor: not _age_fits(mentee, mentor),
    "no_places": lambda _judge, _mentee, mentor: mentor.places < 1,
}


def propose(
    mentees: Sequence[Mentee], mentors: Sequence[Mentor], forms: Sequence[Form], *, solve: Solve
) -> Proposal:
    """Propose as many pairs as the rules allow, the best of all such sets.

    The same people give the same proposal, in whatever order they come.
    """
    judge = Judge(forms)
    rows = sorted(mentees, key=lambda mentee: mentee.key)
    columns = sorted(mentors, key=lambda mentor: mentor.key)
    scores = [[judge.score(mentee, mentor) for mentor in columns] for mentee in rows]
    places = [max(0, mentor.places) for mentor in columns]
    chosen = dict(solve(scores, places)) if rows and columns else {}
    return Proposal(
        pairs=tuple(
            judge.verdict(rows[row], columns[column]) for row, column in sorted(chosen.items())
        ),
        unmatched=tuple(
            _why_unmatched(mentee, [judge.verdict(mentee, mentor) for mentor in columns])
            for row, mentee in enumerate(rows)
            if row not in chosen
        ),
    )


def _why_unmatched(mentee: Mentee, verdicts: Sequence[Verdict]) -> Unmatched:
    """Find what would have to change: the rule nearest to a pair."""
    if not mentee.consents:
        return Unmatched(mentee.key, Why("no_consent_of_mentee"))
    if not verdicts:
        return Unmatched(mentee.key, Why("no_mentors"))
    fitting = sorted((v for v in verdicts if v.fits), key=lambda v: (-v.score, v.mentor))
    if fitting:
        named = tuple(verdict.mentor for verdict in fitting[:MENTORS_NAMED])
        return Unmatched(mentee.key, Why("places_taken"), named)
    nearest = min(verdicts, key=lambda v: (len(v.obstacles), -v.score, v.mentor))
    return Unmatched(mentee.key, nearest.obstacles[0], (nearest.mentor,))


Common = Mapping[str, Collection[str]]


def _common(mentee: Mentee, mentor: Mentor, form: Form | None) -> Common:
    """What the two have in common: names of directions and of the form, beginnings of words."""
    wished = form is not None and form.key == mentee.wished_form
    return {
        "directions": mentee.directions & mentor.directions,
        "words": mentee.request_words.keys() & mentor.competence_words.keys(),
        "form": (form.name,) if form and wished else (),
        "time": mentee.time_words.keys() & mentor.time_words.keys(),
        "interests": mentee.interest_words.keys() & mentor.interest_words.keys(),
    }


def _points(mentee: Mentee, mentor: Mentor, common: Common) -> dict[str, int]:
    """What each part brings."""
    share = len(common["directions"]) / (len(mentee.directions) or 1)
    return {
        "directions": round(WEIGHTS["directions"] * share),
        "words": min(WEIGHTS["words"], POINTS_PER_WORD * len(common["words"])),
        "form": WEIGHTS["form"] if common["form"] else 0,
        "time": WEIGHTS["time"] if common["time"] else 0,
        "interests": min(WEIGHTS["interests"], POINTS_PER_INTEREST * len(common["interests"])),
        "trained": WEIGHTS["trained"] if mentor.is_trained else 0,
    }


def _fact(code: str, mentee: Mentee, common: Common) -> Why:
    """Say a part in the mentee's own words."""
    texts: Mapping[str, Mapping[str, str]] = {
        "words": mentee.request_words,
        "time": mentee.time_words,
        "interests": mentee.interest_words,
    }
    said = texts.get(code, {})
    return Why(code, tuple(sorted(said.get(word, word) for word in common.get(code, ()))))


def _warnings(
    mentee: Mentee, mentor: Mentor, form: Form | None, strongest: Sequence[str]
) -> Iterable[Why]:
    if not mentor.is_trained:
        yield Why("not_trained")
    if mentor.interview == "reserve":
        yield Why("in_reserve")
    if not mentor.interview:
        yield Why("no_interview")
    if not mentor.has_shown_record:
        yield Why("no_record_shown")
    if mentee.wished_form and form and form.key != mentee.wished_form:
        yield Why("other_form", (form.name,))
    if not set(strongest) - {"trained"}:
        yield Why("nothing_in_common")
    if mentee.age is None and (mentor.age_from or mentor.age_to):
        yield Why("age_unknown")


def _age_fits(mentee: Mentee, mentor: Mentor) -> bool:
    if mentee.age is None:
        return True
    return (mentor.age_from or 0) <= mentee.age <= (mentor.age_to or mentee.age)


def _ages(mentor: Mentor) -> tuple[str, ...]:
    return (str(mentor.age_from or ""), str(mentor.age_to or ""))
