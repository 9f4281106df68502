"""What the linter knows of the method: steps, norms and measures. It is data, in JSON files.

The patterns are looked for in folded text (see `folded`), those of norms and phrases in the text
as it stands.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from roadmap.linting.plan import Place

FOLDER = Path(__file__).parent.parent / "data" / "linting"

_DASHES = re.compile(r"\s*[\u2010-\u2015\u2212]\s*")


def folded(text: str) -> str:
    """Write the text as patterns expect it: small letters, one space, one kind of dash, no «ё»."""
    return " ".join(_DASHES.sub(" - ", text.lower().replace("ё", "е")).split())


@dataclass(frozen=True, slots=True)
class Words:
    """Any of several patterns."""

    pattern: re.Pattern[str] | None

    def stand_in(self, text: str) -> bool:
        """Tell whether the text holds one of them."""
        return self.pattern is not None and self.pattern.search(text) is not None


def words_of(patterns: Iterable[str]) -> Words:
    """Join patterns into one."""
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return Words(re.compile(joined) if joined else None)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the method, known by its words; `after` are the steps that come before it.

    `rhythms` and `rhythm_match` say what makes an activity this step when it comes back so often.
    """

    code: str
    name: str
    match: Words
    unless: Words
    not_in: frozenset[str]
    after: tuple[str, ...]
    stage: str
    obligatory: frozenset[str]
    reported: frozenset[str]
    rhythms: frozenset[str]
    rhythm_match: Words
    source: str

    def is_in(self, text: str, stage_code: str = "") -> bool:
        """Tell whether a folded text names the step."""
        if stage_code in self.not_in or self.unless.stand_in(text):
            return False
        return self.match.stand_in(text)


@dataclass(frozen=True, slots=True)
class Norm:
    """An act that is out of force or was never there, and what stands instead."""

    code: str
    pattern: re.Pattern[str]
    replace: str
    now: str
    since: date
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A deadline that lacks a word, and how it reads with it."""

    pattern: re.Pattern[str]
    replace: str
    why: str


@dataclass(frozen=True)
class Method:
    """Everything the rules measure with."""

    steps: Mapping[str, Step]
    norms: tuple[Norm, ...]
    phrases: tuple[Phrase, ...]
    audiences: Mapping[str, Words]
    words: Mapping[str, Words]
    shares: Mapping[str, Fraction]
    counts: Mapping[str, int]
    leave: tuple[str, str]
    appendix: Mapping[str, re.Pattern[str]]
    light_words: tuple[str, ...]

    def obligatory(self, place: Place) -> list[Step]:
        """The steps that no plan of the place may miss."""
        return [step for step in self.steps.values() if place in step.obligatory]

    def reported(self, place: Place) -> list[Step]:
        """The reports that are expected of the place."""
        return [step for step in self.steps.values() if place in step.reported]


# Where the lists of words stand in measures.json.
WORD_LISTS: Mapping[str, tuple[str, ...]] = {
    "one_off": ("one_off",),
    "posts": ("overload", "posts"),
    "events": ("weekend", "events"),
    "summer": ("leave", "unless"),
    "vague": ("demand", "vague"),
    "demanded": ("demand", "by_nature"),
    "always": ("demand", "always_by_nature"),
    "subjects": ("same", "subjects"),
    "measuring": ("measuring",),
}


@dataclass(frozen=True)
class Knowledge:
    """What the files say, before it is made into patterns: each piece by its code."""

    steps: dict[str, dict[str, Any]]
    norms: dict[str, dict[str, Any]]
    measures: dict[str, Any]

    @property
    def word_lists(self) -> dict[str, list[str]]:
        """The lists of words by their names."""
        return {name: self._list_at(path) for name, path in WORD_LISTS.items()}

    def _list_at(self, path: tuple[str, ...]) -> list[str]:
        said: Any = self.measures
        for name in path:
            said = said[name]
        return list(said)


def shipped_knowledge() -> Knowledge:
    """Read the files that the product ships."""
    return Knowledge(
        steps={said["code"]: said for said in _json("steps")["steps"]},
        norms={said["code"]: said for said in _json("law")["norms"]},
        measures=_json("measures"),
    )


@cache
def shipped_method() -> Method:
    """The method as it is shipped."""
    knowledge = shipped_knowledge()
    return method_of(knowledge, knowledge.word_lists)


def method_of(knowledge: Knowledge, word_lists: Mapping[str, Iterable[str]]) -> Method:
    """Make patterns and numbers of what is known."""
    measures = knowledge.measures
    return Method(
        steps={code: _step(said) for code, said in knowledge.steps.items()},
        norms=tuple(_norm(said) for said in knowledge.norms.values()),
        phrases=tuple(
            Phrase(_loose(said["pattern"]), said["replace"], said["why"])
            for said in measures["phrases"]
        ),
        audiences={name: words_of(said) for name, said in measures["audiences"].items()},
        words={name: words_of(said) for name, said in word_lists.items()},
        shares={
            "siblings": Fraction(*measures["siblings"]["share"]),
            "overload": Fraction(*measures["overload"]["share"]),
        },
        counts={
            "siblings": measures["siblings"]["least"],
            "overload": measures["overload"]["least_activities"],
            "weekend": measures["weekend"]["longest_days"],
            "stretch": measures["stretch_days"],
            "same": measures["same"]["least_words"],
        },
        leave=(measures["leave"]["first"], measures["leave"]["last"]),
        appendix={name: _loose(said) for name, said in measures["appendix"].items()},
        light_words=tuple(measures["same"]["light"]),
    )


def _json(name: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return said


def _loose(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _step(said: Mapping[str, Any]) -> Step:
    return Step(
        code=said["code"],
        name=said["name"],
        match=words_of(said["match"]),
        unless=words_of(said.get("unless", ())),
        not_in=frozenset(said.get("not_in", ())),
        after=tuple(said.get("after", ())),
        stage=said.get("stage", ""),
        obligatory=frozenset(said.get("obligatory", ())),
        reported=frozenset(said.get("reported", ())),
        rhythms=frozenset(said.get("rhythms", ())),
        rhythm_match=words_of(said.get("rhythm_match", ())),
        source=said.get("source", ""),
    )


def _norm(said: Mapping[str, Any]) -> Norm:
    return Norm(
        code=said["code"],
        pattern=_loose(said["pattern"]),
        replace=said["replace"],
        now=said["now"],
        since=date.fromisoformat(said["since"]),
        why=said["why"],
        source=said["source"],
    )
