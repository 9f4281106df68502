"""How much a deed asks of a person, and how much the system took over. It is data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "burden.json"

# What was done to which kind of record, as the journal writes it.
Key = tuple[str, str]


@dataclass(frozen=True)
class Weight:
    """One deed: its caption, the fields typed, the minutes taken, the papers made or signed.

    `by_itself` marks what people do too: it counts only where the system did it.
    """

    of: str
    deed: str
    caption: str
    minutes: float
    fields: int = 0
    documents: int = 0
    by_itself: bool = False

    @property
    def key(self) -> Key:
        """How the journal knows it."""
        return self.of, self.deed


@dataclass(frozen=True)
class BurdenForm:
    """All weights, with the source they were estimated by. A question takes part of a minute."""

    source: str
    asked: Mapping[Key, Weight]
    made: Mapping[Key, Weight]
    question_minutes: float
    notice_caption: str
    notice_minutes: float


@cache
def burden_form() -> BurdenForm:
    """Read the shipped weights."""
    said = json.loads(FILE.read_text())
    return BurdenForm(
        source=said["source"],
        asked=_weights(said["asked"]),
        made=_weights(said["made"]),
        question_minutes=said["question_minutes"],
        notice_caption=said["notice_caption"],
        notice_minutes=said["notice_minutes"],
    )


def _weights(lines: list[dict[str, object]]) -> dict[Key, Weight]:
    weights = [Weight(**line) for line in lines]  # type: ignore[arg-type]
    return {weight.key: weight for weight in weights}
