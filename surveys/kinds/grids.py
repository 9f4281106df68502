"""Questions that are asked by several fields: a matrix, a ranking, a choice of people."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.choices import choices_of
from surveys.kinds.base import Chosen, Columns, Kind, Offers, Parts
from surveys.kinds.choices import as_chosen, scores_of
from surveys.languages import said_choice
from surveys.models import Answer, Question

NOT_CHOSEN = gettext_lazy("not chosen")


class Grid(Kind):
    """Kept as `["before:after", …]`; what stands before and after the colon differs."""

    is_grouped = True

    def columns(self, question: Question, value: Any) -> Columns:
        return {"chosen": as_chosen(value).codes}

    def words(self, answer: Answer, offers: Offers) -> str:
        labels = self.labels(answer.question, offers)
        gone = _("no longer listed")
        return "\n".join(labels.get(code, gone) for code in answer.chosen)


class Matrix(Grid):
    """The same choices for each row: a group of radio buttons a row."""

    def fields(self, question: Question, offers: Offers) -> dict[str, forms.Field]:
        choices = choices_of(question, list(offers.directions))
        return {
            row["code"]: forms.ChoiceField(
                label=said_choice(row), choices=choices, widget=forms.RadioSelect
            )
            for row in question.rows
        }

    def gathered(self, question: Question, parts: Parts) -> Any:
        return Chosen([f"{row}:{code}" for row, code in parts.items() if code])

    def parts(self, answer: Answer) -> Parts:
        return dict(pairs_of(answer.chosen))

    def labels(self, question: Question, offers: Offers) -> dict[str, str]:
        choices = choices_of(question, list(offers.directions))
        return {
            f"{row['code']}:{code}": f"{said_choice(row)}: {words}"
            for row in question.rows
            for code, words in choices
        }

    def score(self, question: Question, columns: Columns) -> int | None:
        scores = scores_of(question)
        if not scores:
            return None
        reached = [scores.get(code, 0) for _row, code in pairs_of(columns["chosen"])]
        ends = min(scores.values()) + max(scores.values())
        return sum(ends - one if question.is_reversed else one for one in reached)


class Ranking(Grid):
    """Places for the choices: a select a choice, so that it works by keyboard and on a phone."""

    def fields(self, question: Question, offers: Offers) -> dict[str, forms.Field]:
        places = [(str(place), str(place)) for place in range(1, self.most(question) + 1)]
        return {
            code: forms.ChoiceField(
                label=label, choices=[("", NOT_CHOSEN), *places], required=False
            )
            for code, label in choices_of(question, list(offers.directions))
        }

    @staticmethod
    def most(question: Question) -> int:
        """How many places there are."""
        return min(question.most or len(question.choices), len(question.choices))

    def gathered(self, question: Question, parts: Parts) -> Any:
        placed = sorted((int(place), code) for code, place in parts.items() if place)
        require_distinct([place for place, _code in placed])
        missing = [place for place in range(1, len(placed) + 1) if place not in dict(placed)]
        if missing:
            raise forms.ValidationError(
                _("Place %(place)d is free. Give the places in turn, from the first.")
                % {"place": missing[0]}
            )
        return Chosen([f"{place}:{code}" for place, code in placed])

    def parts(self, answer: Answer) -> Parts:
        return {code: place for place, code in pairs_of(answer.chosen)}

    def labels(self, question: Question, offers: Offers) -> dict[str, str]:
        choices = choices_of(question, list(offers.directions))
        return {
            f"{place}:{code}": f"{place}. {words}"
            for place in range(1, self.most(question) + 1)
            for code, words in choices
        }


class People(Grid):
    """People of the list that the campaign gives, wished most first: a select a place."""

    def fields(self, question: Question, offers: Offers) -> dict[str, forms.Field]:
        people = [(str(person.pk), said_person(person)) for person in offers.people]
        places = range(1, (question.most or 1) + 1)
        return {
            str(place): forms.ChoiceField(
                label=_("Choice %(place)d") % {"place": place} if len(places) > 1 else _("Choice"),
                choices=[("", NOT_CHOSEN), *people],
                required=place == 1,
            )
            for place in places
        }

    def gathered(self, question: Question, parts: Parts) -> Any:
        wished = [person for person in parts.values() if person]
        if len(set(wished)) < len(wished):
            raise forms.ValidationError(_("One person is chosen twice. Choose different people."))
        return Chosen([f"{place}:{person}" for place, person in enumerate(wished, start=1)])

    def parts(self, answer: Answer) -> Parts:
        return dict(pairs_of(answer.chosen))

    def labels(self, question: Question, offers: Offers) -> dict[str, str]:
        return {
            f"{place}:{person.pk}": f"{place}. {said_person(person)}"
            for place in range(1, (question.most or 1) + 1)
            for person in offers.people
        }


def said_person(person: Any) -> str:
    """A person of the list: the name with the class, where there is one."""
    return ", ".join(filter(None, [str(person.name.full), person.class_name]))


def pairs_of(chosen: Iterable[str]) -> list[tuple[str, str]]:
    """What stands before and after the colon."""
    return [(before, after) for before, _colon, after in (code.partition(":") for code in chosen)]


def require_distinct(places: list[int]) -> None:
    """Refuse a place that was given twice."""
    twice = [place for place, count in Counter(places).items() if count > 1]
    if twice:
        raise forms.ValidationError(
            _("Place %(place)d is given twice. Each place is given once.") % {"place": twice[0]}
        )
