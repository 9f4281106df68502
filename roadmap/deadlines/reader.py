"""The state of reading one part of a phrase: where we are and what was understood so far."""

from typing import Any

from roadmap.deadlines.tokens import Token
from roadmap.deadlines.values import DayRule, Period, Rate, Rhythm, Span

# Words that carry no time of their own; left alone they are not worth reporting.
_SILENT = frozenset(
    "FROM TO UNTIL TOWARD IN AND COMMA DASH BRACKET FILLER CALENDAR THIS OWN_YEAR STUDY_YEAR "
    "WHOLE YEAR_WORD RATE_WORD LATE EARLY BASIS NUMBER MONTH_WORD WEEKDAY HOUR THEN STRETCH "
    "SCHOOL".split()
)
_PADDING = ["END"] * 8


class Reader:
    """Tokens with a place among them, and the facts collected on the way."""

    __slots__ = (
        "at",
        "context",
        "demand",
        "following",
        "is_broken",
        "is_calendar_year",
        "is_closing",
        "kinds",
        "left",
        "next_year",
        "ongoing_after_spans",
        "period",
        "rate",
        "relation",
        "rhythm",
        "rules",
        "school_year",
        "span_places",
        "spans",
        "spans_end",
        "text",
        "tokens",
        "values",
        "weekdays",
        "within",
    )

    def __init__(
        self, text: str, tokens: list[Token], *, school_year: int | None, is_calendar_year: bool
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.kinds: list[str] = [token.kind for token in tokens] + _PADDING
        self.values: list[Any] = [token.value for token in tokens] + _PADDING
        self.at = 0
        self.context = school_year
        self.is_calendar_year = is_calendar_year
        self.is_closing = False
        self.is_broken = False
        self.spans: list[Span] = []
        self.span_places: list[tuple[int, int]] = []
        self.spans_end = -1
        self.rhythm: Rhythm | None = None
        self.rate: Rate | None = None
        self.rules: list[DayRule] = []
        self.weekdays: list[int] = []
        self.following = False
        self.school_year: int | None = None
        self.next_year = False
        self.within: Span | None = None
        self.period = Period.NONE
        self.ongoing_after_spans = False
        self.demand = ""
        self.relation = ""
        self.left: list[int] = []

    def next_is(self, *kinds: str) -> bool:
        """Tell whether the next tokens are of these kinds, in this order."""
        end = self.at + len(kinds)
        return tuple(self.kinds[self.at : end]) == kinds

    def leave(self, count: int = 1) -> None:
        """Pass tokens that were not understood and remember those that say something."""
        for at in range(self.at, min(self.at + count, len(self.tokens))):
            if self.kinds[at] not in _SILENT:
                self.left.append(at)
        self.at += count

    def skip(self, kinds: frozenset[str]) -> None:
        """Pass words that change nothing here."""
        while self.kinds[self.at] in kinds:
            self.at += 1

    def add(self, spans: list[Span], start: int) -> None:
        """Keep the spans that were read from `start` up to here."""
        self.spans.extend(spans)
        self.span_places.append((start, self.at))
        self.spans_end = self.at

    def words(self, start: int, end: int) -> str:
        """Return the text of the tokens from `start` to `end`, on one line."""
        if start >= end or start >= len(self.tokens):
            return ""
        last = self.tokens[min(end, len(self.tokens)) - 1]
        return " ".join(self.text[self.tokens[start].start : last.end].split())
