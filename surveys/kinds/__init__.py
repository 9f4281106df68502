"""Kinds of questions: how each is asked, checked, kept, shown again and said in words.

A question becomes one form field or several (`fields`): a matrix asks once a row, a ranking once
a choice. `gathered` makes one answer of them, `columns` says how that answer is kept.

| Kind | `text` | `number` | `chosen` | takes from the question |
|---|---|---|---|---|
| short, long | the words | | [] | |
| date | `2026-11-24` | | [] | |
| number | | the number | [] | `least`, `most`: its limits |
| scale | | the mark | [] | `scale_from`, `scale_to` and the labels of both ends |
| yes_no | | | `["yes"]` | |
| one | own words | | `["code"]`, own words `["other"]` | `choices`, `has_other` |
| several | own words | | `["code", …]` | `choices`, `has_other`, `least`, `most`: how many |
| matrix | | | `["row:code", …]` | `rows`, `choices` |
| ranking | | | `["1:code", "2:code", …]` | `choices`, `most`: how many places |
| people | | | `["1:number of the person", …]` | `most`: how many, the first is wished most |
| file | name of the file | | [] | the bytes stand in `file` |

A choice and a row are `{"code": …, "text": …}`, with `en` beside `text` and, in a choice, perhaps
`score`. Every answer is thus a text, a number or a list of codes: `surveys/counting.py` counts
them in the database, without reading an answer into memory.
"""

from collections.abc import Mapping
from typing import Any

from surveys.kinds.base import Chosen, Kind, Offers
from surveys.kinds.choices import One, Several, YesNo
from surveys.kinds.grids import Matrix, People, Ranking
from surveys.kinds.marks import Number, Scale
from surveys.kinds.words import Day, File, Long, Short
from surveys.models import Answer, Question
from surveys.states import QuestionKind

__all__ = ["KINDS", "Chosen", "Kind", "Offers", "codes_of", "is_empty", "kind_of", "stored"]

KINDS: Mapping[str, Kind] = {
    QuestionKind.SHORT: Short(),
    QuestionKind.LONG: Long(),
    QuestionKind.ONE: One(),
    QuestionKind.SEVERAL: Several(),
    QuestionKind.SCALE: Scale(),
    QuestionKind.NUMBER: Number(),
    QuestionKind.DATE: Day(),
    QuestionKind.YES_NO: YesNo(),
    QuestionKind.MATRIX: Matrix(),
    QuestionKind.RANKING: Ranking(),
    QuestionKind.PEOPLE: People(),
    QuestionKind.FILE: File(),
}


def kind_of(question: Question) -> Kind:
    """What the question can do."""
    return KINDS[question.kind]


def is_empty(value: Any) -> bool:
    """Tell whether nothing was answered; a nought is an answer."""
    return value is None or value in ("", []) or (isinstance(value, Chosen) and not value.codes)


def stored(question: Question, value: Any) -> dict[str, Any]:
    """Every column of an answer and what it holds for this value."""
    kind = kind_of(question)
    empty: dict[str, Any] = {"text": "", "number": None, "chosen": [], "file": ""}
    columns = {**empty, **kind.columns(question, value)}
    return {**columns, "score": kind.score(question, columns)}


def codes_of(answer: Answer) -> list[str]:
    """An answer as codes, for the branches that look at it."""
    if answer.number is not None:
        return [str(answer.number)]
    return list(answer.chosen) or ([answer.text] if answer.text else [])
