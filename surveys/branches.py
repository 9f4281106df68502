"""Branches: which questions are asked, depending on what was answered before.

A condition is kept as `{"joined": "all", "conditions": [{"question": "met", "answers": ["yes"]}]}`:
each line holds when one of its answers was given, `joined` says whether all lines or any of them
must hold. Nothing is asked on the answer to a question that was not asked itself.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from surveys.choices import choices_of
from surveys.languages import said
from surveys.models import Question
from surveys.states import QuestionKind

Condition = Mapping[str, Any]
Codes = Mapping[str, Sequence[str]]

ALL, ANY = "all", "any"
# Kinds whose answers a branch can look at.
DECIDING = (QuestionKind.ONE, QuestionKind.SEVERAL, QuestionKind.YES_NO, QuestionKind.SCALE)


def holds(condition: Condition, known: Codes) -> bool:
    """Tell whether a condition holds for the answers by code of question; none always holds."""
    lines = condition.get("conditions", [])
    if not lines:
        return True
    met = [bool(set(line["answers"]) & set(known.get(line["question"], ()))) for line in lines]
    return any(met) if condition.get("joined") == ANY else all(met)


def is_asked(question: Question, known: Codes) -> bool:
    """Tell whether a question is asked: its section is, and it is itself."""
    of_section = question.section.show_if if question.section is not None else {}
    return holds(of_section, known) and holds(question.show_if, known)


def left_open(condition: Condition, here: Container[str], known: Codes) -> Condition | None:
    """What of a condition the answers on this page still decide.

    Nothing is left where the pages before have met it; None where they have ruled it out.
    """
    lines = condition.get("conditions", [])
    open_lines = [line for line in lines if line["question"] in here]
    decided = [line for line in lines if line["question"] not in here]
    met = [bool(set(line["answers"]) & set(known.get(line["question"], ()))) for line in decided]
    if condition.get("joined") == ANY:
        if any(met):
            return {}
        return {**condition, "conditions": open_lines} if open_lines or not lines else None
    return {**condition, "conditions": open_lines} if all(met) else None


def looks_at(condition: Condition) -> set[str]:
    """The codes of the questions that a condition looks at."""
    return {line["question"] for line in condition.get("conditions", [])}


def in_words(condition: Condition, questions: Iterable[Question]) -> str:
    """Say a condition to somebody who reads the questionnaire on paper or without scripts."""
    by_code = {question.code: question for question in questions}
    told = [
        _line(by_code[line["question"]], line["answers"])
        for line in condition.get("conditions", [])
        if line["question"] in by_code
    ]
    glue = _(" or ") if condition.get("joined") == ANY else _(" and ")
    return _("Only if %(conditions)s.") % {"conditions": glue.join(told)} if told else ""


def _line(question: Question, answers: Sequence[str]) -> str:
    labels = dict(choices_of(question, []))
    return _("“%(question)s” is answered: %(answers)s") % {
        "question": said(question, "text"),
        "answers": ", ".join(str(labels.get(code, code)) for code in answers),
    }
