"""Questions that are answered by choosing, with own words where none of the choices fits."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.choices import NO, OTHER, YES, choices_of
from surveys.kinds.base import Chosen, Columns, Kind, Offers, Parts, heads
from surveys.kinds.words import LONGEST_LINE
from surveys.models import Answer, Question


def as_chosen(value: Any) -> Chosen:
    """A value as codes, whether it came from a form, a test or a paper."""
    if isinstance(value, Chosen):
        return value
    return Chosen([str(code) for code in (value if isinstance(value, list) else [value])])


class One(Kind):
    """One of several choices."""

    def fields(self, question: Question, offers: Offers) -> dict[str, forms.Field]:
        choices = choices_of(question, list(offers.directions))
        main = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **heads(question))
        return {"": main, **own_words(question)}

    def gathered(self, question: Question, parts: Parts) -> Any:
        codes = parts[""] if isinstance(parts[""], list) else [parts[""]] * bool(parts[""])
        return with_own_words(codes, parts)

    def columns(self, question: Question, value: Any) -> Columns:
        chosen = as_chosen(value)
        return {"chosen": chosen.codes, "text": chosen.words}

    def parts(self, answer: Answer) -> Parts:
        return {"": answer.chosen[0] if answer.chosen else "", OTHER: answer.text}

    def words(self, answer: Answer, offers: Offers) -> str:
        labels = self.labels(answer.question, offers)
        named = [
            answer.text if code == OTHER and answer.text else labels.get(code, code)
            for code in answer.chosen
        ]
        return ", ".join(named)

    def labels(self, question: Question, offers: Offers) -> dict[str, str]:
        return {code: str(words) for code, words in choices_of(question, list(offers.directions))}

    def score(self, question: Question, columns: Columns) -> int | None:
        scores = scores_of(question)
        if not scores:
            return None
        reached = sum(scores.get(code, 0) for code in columns["chosen"])
        ends = min(scores.values()) + max(scores.values())
        return ends - reached if question.is_reversed else reached


class YesNo(One):
    """Yes or no; yes counts for one."""

    def score(self, question: Question, columns: Columns) -> int | None:
        return int(columns["chosen"] == [NO if question.is_reversed else YES])


class Several(One):
    """Several choices, within limits."""

    def fields(self, question: Question, offers: Offers) -> dict[str, forms.Field]:
        facts = heads(question)
        main = forms.MultipleChoiceField(
            choices=choices_of(question, list(offers.directions)),
            widget=forms.CheckboxSelectMultiple,
            **facts | {"help_text": " ".join(filter(None, [facts["help_text"], limits(question)]))},
        )
        return {"": main, **own_words(question)}

    def gathered(self, question: Question, parts: Parts) -> Any:
        count = len(parts[""])
        if question.most is not None and count > question.most:
            raise forms.ValidationError(
                _("Too many are chosen: %(count)d. Leave %(most)d at most.")
                % {"count": count, "most": question.most}
            )
        if question.least is not None and 0 < count < question.least:
            raise forms.ValidationError(
                _("Too few are chosen: %(count)d. Choose %(least)d at least.")
                % {"count": count, "least": question.least}
            )
        return super().gathered(question, parts)

    def parts(self, answer: Answer) -> Parts:
        return {"": list(answer.chosen), OTHER: answer.text}


def scores_of(question: Question) -> dict[str, int]:
    """What each choice counts for; empty where nothing counts."""
    return {one["code"]: int(one["score"]) for one in question.choices if "score" in one}


def limits(question: Question) -> str:
    """Say how many may be chosen."""
    if question.least is not None and question.most is not None:
        return _("Choose from %(least)d to %(most)d.") % {
            "least": question.least,
            "most": question.most,
        }
    if question.most is not None:
        return _("Choose %(most)d at most.") % {"most": question.most}
    if question.least is not None:
        return _("Choose %(least)d at least.") % {"least": question.least}
    return ""


def own_words(question: Question) -> dict[str, forms.Field]:
    """The line for own words, where the question lets them in."""
    if not question.has_other:
        return {}
    label = gettext_lazy("If other: in your own words")
    return {OTHER: forms.CharField(label=label, max_length=LONGEST_LINE, required=False)}


def with_own_words(codes: list[str], parts: Parts) -> Chosen:
    """Put own words to the choice that they belong to; without that choice they are dropped."""
    words = parts.get(OTHER, "")
    if OTHER in codes and not words:
        raise forms.ValidationError(_("Write in your own words what “other” means."))
    return Chosen(list(codes), words if OTHER in codes else "")
