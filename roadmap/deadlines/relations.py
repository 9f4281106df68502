"""What a deadline depends on: «после встречи», «по плану», «по мере необходимости»."""

from roadmap.deadlines.reader import Reader

_STOP = frozenset({"END", "BRACKET", "RHYTHM", "ALWAYS", "MONTH", "DATE", "MONTH_YEAR", "TIMES"})
_SOFT = frozenset({"COMMA", "UNTIL", "FROM", "IN", "TO", "DASH", "AND", "TOWARD", "FILLER"})
_NO_NOUNS = frozenset("END BRACKET COMMA DASH AND THEN UNTIL TO FROM BAD".split())


def _stops(r: Reader) -> bool:
    """Whether what a relation depends on ends here."""
    kind, after = r.kinds[r.at], r.kinds[r.at + 1]
    if kind in _STOP:
        return True
    if kind == "NUMERAL":
        return after in {"MONTH", "TIMES", "NUMBER"} or (
            after == "DASH" and r.kinds[r.at + 3] == "MONTH"
        )
    if kind == "YEARS":
        return True
    if kind in _SOFT and r.tokens[r.at].word != "от":
        return (
            after in _STOP
            or after in {"DURING", "YEARS", "MEASURE", "NEED", "DEMAND"}
            or _is_day_there(r)
        )
    return kind == "EVERY" and after != "WORD"


def _is_day_there(r: Reader) -> bool:
    return r.kinds[r.at + 1] == "NUMERAL" and r.kinds[r.at + 2] in {"MONTH", "TIMES", "NUMBER"}


def relation(r: Reader, start: int) -> bool:
    """Take everything that the deadline depends on, in the words of the phrase."""
    r.at = max(r.at, start + 1)
    while not _stops(r):
        r.at += 2 if r.next_is("FROM", "DATE") else 1
    while r.kinds[r.at - 1] in _SOFT and r.at - 1 > start:
        r.at -= 1
    asking = {"NEED", "DEMAND"} if r.kinds[start] in {"TO", "AT"} else {"NEED"}
    wanted = [at for at in range(start, r.at) if r.kinds[at] in asking]
    if wanted:
        r.demand = r.demand or str(r.values[wanted[0]])
        return True
    words = r.words(start, r.at)
    r.relation = f"{r.relation}, {words}" if r.relation else words
    return True


def is_related(r: Reader, at: int) -> bool:
    """Whether a preposition here has a noun to depend on."""
    return r.kinds[at] not in _NO_NOUNS
