"""What only the whole workbook tells: codes given once, sections and answers that exist."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from surveys.book import OF_CHOICES

MOST_QUESTIONS, MOST_CHOICES = 200, 60
Placed = Sequence[tuple[int, Mapping[str, Any]]]


def mistakes_of_whole(questions: Placed, sections: Sequence[Mapping[str, Any]]) -> list[str]:
    """Every mistake of the whole, in words."""
    said = [question for _number, question in questions]
    return [
        *_codes(said),
        *_places(questions, len(sections)),
        *_choices(said),
        *_conditions([*said, *sections], {question["code"] for question in said}),
    ]


def _codes(questions: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    codes = [question["code"] for question in questions]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield _("The code “%(code)s” is given to several questions.") % {"code": code}
    if len(codes) > MOST_QUESTIONS:
        yield _("A questionnaire has %(most)d questions at most.") % {"most": MOST_QUESTIONS}


def _places(questions: Placed, count: int) -> Iterator[str]:
    for number, question in questions:
        if not 0 <= number <= count:
            yield _("The question “%(code)s” stands in section %(number)d, which is not there.") % {
                "code": question["code"],
                "number": number,
            }


def _choices(questions: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for question in questions:
        for name in OF_CHOICES:
            codes = [one["code"] for one in question.get(name, [])]
            if len(set(codes)) < len(codes) or len(codes) > MOST_CHOICES:
                yield _("“%(code)s”: each choice has a code of its own, %(most)d at most.") % {
                    "code": question["code"],
                    "most": MOST_CHOICES,
                }


def _conditions(parts: Sequence[Mapping[str, Any]], codes: set[str]) -> Iterator[str]:
    for part in parts:
        for line in part.get("show_if", {}).get("conditions", []):
            if line["question"] not in codes:
                yield _("A condition looks at “%(code)s”, and there is no such question.") % {
                    "code": line["question"]
                }
