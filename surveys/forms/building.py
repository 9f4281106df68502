"""What people type when they build a questionnaire."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.branches import ALL, ANY, DECIDING
from surveys.choices import OTHER, choices_of
from surveys.models import Question, Questionnaire
from surveys.states import Aim, Prefill, QuestionKind, Side

MOST_CHOICES = 60
MOST_MARKS = 11
_SCORE = re.compile(r"^(.*?)\s*\|\s*(-?\d{1,3})$")

COMMON = ("text", "help_text", "is_required")
COUNTED = ("construct", "is_reversed")
# What each kind is asked besides the words of the question.
ASKED: Mapping[str, Sequence[str]] = {
    QuestionKind.SHORT: ("prefill",),
    QuestionKind.LONG: (),
    QuestionKind.ONE: ("choices", "has_other", *COUNTED),
    QuestionKind.SEVERAL: ("choices", "has_other", "least", "most", *COUNTED),
    QuestionKind.SCALE: ("scale_from", "scale_to", "label_low", "label_high", *COUNTED),
    QuestionKind.NUMBER: ("least", "most"),
    QuestionKind.DATE: (),
    QuestionKind.YES_NO: COUNTED,
    QuestionKind.MATRIX: ("rows", "choices", *COUNTED),
    QuestionKind.RANKING: ("choices", "most"),
    QuestionKind.PEOPLE: ("most",),
    QuestionKind.FILE: (),
}
# Kinds that one can change between without losing anything.
ALIKE: Sequence[frozenset[str]] = (
    frozenset({QuestionKind.SHORT, QuestionKind.LONG}),
    frozenset({QuestionKind.ONE, QuestionKind.SEVERAL}),
)


class Built(forms.Form):
    """A form of the builder, laid out as all forms are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class DescribeQuestionnaire(Built):
    """The words around the questions."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    intro = forms.CharField(
        label=gettext_lazy("Introduction for those who answer"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    thanks = forms.CharField(
        label=gettext_lazy("Words of thanks at the end"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    side = forms.ChoiceField(label=gettext_lazy("Who answers"), choices=Side.choices)
    purpose = forms.ChoiceField(label=gettext_lazy("What it is for"), choices=Aim.choices)
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Whose method it is, where the list of questions comes from."),
    )


class DescribeSection(Built):
    """A heading with a few words under it."""

    title = forms.CharField(label=gettext_lazy("Heading"), max_length=200)
    intro = forms.CharField(
        label=gettext_lazy("Introduction"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class WriteQuestion(Built):
    """A question of a kind; the fields that the kind does not take are not shown."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of answer"))
    text = forms.CharField(
        label=gettext_lazy("Question"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    help_text = forms.CharField(
        label=gettext_lazy("Help under the question"), max_length=500, required=False
    )
    rows = forms.CharField(
        label=gettext_lazy("Rows, one a line"), widget=forms.Textarea(attrs={"rows": 5})
    )
    choices = forms.CharField(
        label=gettext_lazy("Choices, one a line"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("To count points, write them behind a bar: always | 3."),
    )
    has_other = forms.BooleanField(
        label=gettext_lazy("Offer “other” with own words"), required=False
    )
    scale_from = forms.IntegerField(
        label=gettext_lazy("Scale from"), min_value=0, max_value=1, initial=1
    )
    scale_to = forms.IntegerField(
        label=gettext_lazy("Scale to"), min_value=2, max_value=10, initial=10
    )
    label_low = forms.CharField(
        label=gettext_lazy("What the low end means"), max_length=80, required=False
    )
    label_high = forms.CharField(
        label=gettext_lazy("What the high end means"), max_length=80, required=False
    )
    least = forms.IntegerField(label=gettext_lazy("The least"), required=False)
    most = forms.IntegerField(label=gettext_lazy("The most"), required=False)
    prefill = forms.ChoiceField(
        label=gettext_lazy("Filled in from the base"),
        choices=[("", gettext_lazy("nothing")), *Prefill.choices],
        required=False,
    )
    is_required = forms.BooleanField(
        label=gettext_lazy("The question must be answered"), required=False
    )
    construct = forms.RegexField(
        r"^[A-Z][A-Z0-9_]*$",
        label=gettext_lazy("Construct"),
        max_length=20,
        required=False,
        help_text=gettext_lazy(
            "Questions with the same code are counted together and compared before and after."
        ),
        error_messages={"invalid": gettext_lazy("Write the code in capital Latin letters.")},
    )
    is_reversed = forms.BooleanField(
        label=gettext_lazy("The higher the answer, the worse"), required=False
    )

    def __init__(self, *args: Any, kind: str, question: Question | None = None, **kw: Any) -> None:
        super().__init__(*args, initial=_initial(question), **kw)
        self.question = question
        alike = next((kinds for kinds in ALIKE if kind in kinds), frozenset({kind}))
        wanted = {*COMMON, *(name for each in alike for name in ASKED[each])}
        if len(alike) > 1:
            wanted.add("kind")
            kinds = [(each.value, each.label) for each in QuestionKind if each in alike]
            self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
            self.fields["kind"].initial = kind
        for name in self.fields.keys() - wanted:
            del self.fields[name]

    def clean_choices(self) -> list[dict[str, Any]]:
        """One choice a line, perhaps with its points."""
        before = self.question.choices if self.question else []
        lines = [_scored(line) for line in _lines(self.cleaned_data["choices"])]
        _require_distinct([text for text, _score in lines])
        return [
            {**kept, **({"score": score} if score is not None else {})}
            for kept, (_text, score) in zip(
                _coded([text for text, _score in lines], before, "c"), lines, strict=True
            )
        ]

    def clean_rows(self) -> list[dict[str, Any]]:
        """One row a line."""
        lines = _lines(self.cleaned_data["rows"])
        _require_distinct(lines)
        return _coded(lines, self.question.rows if self.question else [], "r")

    def clean(self) -> dict[str, Any]:
        """The least is not above the most."""
        said = super().clean() or {}
        least, most = said.get("least"), said.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", _("The most is less than the least. Exchange them."))
        return said


def _initial(question: Question | None) -> dict[str, Any]:
    if question is None:
        return {}
    names = [*COMMON, *(name for names in ASKED.values() for name in names), "kind"]
    known = {name: getattr(question, name) for name in names}
    written = [
        f"{choice['text']} | {choice['score']}" if "score" in choice else choice["text"]
        for choice in question.choices
    ]
    rows = "\n".join(row["text"] for row in question.rows)
    return {**known, "choices": "\n".join(written), "rows": rows}


def _lines(text: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_CHOICES:
        raise forms.ValidationError(
            _("There are %(count)d lines. Leave %(most)d at most.")
            % {"count": len(lines), "most": MOST_CHOICES}
        )
    return lines


def _scored(line: str) -> tuple[str, int | None]:
    found = _SCORE.match(line)
    return (found[1], int(found[2])) if found and found[1] else (line, None)


def _require_distinct(lines: Sequence[str]) -> None:
    twice = [line for line in lines if lines.count(line) > 1]
    if twice:
        raise forms.ValidationError(
            _("“%(line)s” stands there twice. Leave it once.") % {"line": twice[0]}
        )


def _coded(texts: Sequence[str], before: Sequence[Mapping[str, Any]], letter: str) -> list[Any]:
    """Give each text its code: the one it had, else that of the line it has taken, else a new."""
    by_text = {one["text"]: one for one in before}
    free = {number: one for number, one in enumerate(before) if one["text"] not in texts}
    taken = {one["code"] for one in before} | {OTHER}
    coded = []
    for number, text in enumerate(texts):
        known = by_text.get(text) or free.get(number)
        code = known["code"] if known else _free(letter, taken)
        taken.add(code)
        english = {"en": by_text[text]["en"]} if "en" in by_text.get(text, {}) else {}
        coded.append({"code": code, "text": text, **english})
    return coded


def _free(letter: str, taken: Iterable[str]) -> str:
    number = 1
    while f"{letter}{number}" in taken:
        number += 1
    return f"{letter}{number}"


class SetCondition(Built):
    """On which earlier answers a question or a section is asked; nothing chosen means always."""

    joined = forms.ChoiceField(
        label=gettext_lazy("Where several questions are chosen"),
        choices=[
            (ALL, gettext_lazy("all of them must be answered so")),
            (ANY, gettext_lazy("one of them is enough")),
        ],
        widget=forms.RadioSelect,
        initial=ALL,
    )

    def __init__(
        self, *args: Any, earlier: Sequence[Question], condition: Mapping[str, Any], **kw: Any
    ) -> None:
        super().__init__(*args, initial={"joined": condition.get("joined", ALL)}, **kw)
        chosen = {line["question"]: line["answers"] for line in condition.get("conditions", [])}
        self.deciding = [question for question in earlier if question.kind in DECIDING]
        joined = self.fields.pop("joined")
        for question in self.deciding:
            self.fields[f"if.{question.code}"] = forms.MultipleChoiceField(
                label=question.text,
                choices=choices_of(question, []),
                widget=forms.CheckboxSelectMultiple,
                required=False,
                initial=chosen.get(question.code, []),
            )
        if len(self.deciding) > 1:
            self.fields["joined"] = joined

    def condition(self) -> dict[str, Any]:
        """What was chosen, as it is kept."""
        lines = [
            {"question": question.code, "answers": answers}
            for question in self.deciding
            if (answers := self.cleaned_data[f"if.{question.code}"])
        ]
        joined = self.cleaned_data.get("joined", ALL)
        return {"joined": joined, "conditions": lines} if lines else {}


def facts_of(questionnaire: Questionnaire) -> dict[str, Any]:
    """The words around the questions, as their form wants them."""
    return {name: getattr(questionnaire, name) for name in DescribeQuestionnaire.base_fields}
