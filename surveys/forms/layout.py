"""How the questions of a questionnaire stand on the page."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from crispy_forms.layout import Layout, LayoutObject
from django.template.loader import render_to_string

from surveys.branches import Codes, Condition, in_words, left_open
from surveys.choices import OTHER
from surveys.kinds import kind_of
from surveys.languages import said
from surveys.models import Question, Section


class Group(LayoutObject):
    """Questions under a heading, or a branch: shown when its condition holds.

    Headings are what people have typed, so they are drawn by our own template: crispy's
    Fieldset takes a heading for the source of a template.
    """

    def __init__(self, *fields: Any, template: str, **facts: Any) -> None:
        self.fields = list(fields)
        self.template = template
        self.facts = facts

    def render(self, form: Any, context: Any, template_pack: str = "mentoring", **_: Any) -> str:
        """Draw the fields inside the group."""
        fields = self.get_rendered_fields(form, context, template_pack)
        return render_to_string(self.template, {**self.facts, "fields": fields})


@dataclass(frozen=True)
class Page:
    """The questions that stand together, and what was answered on the pages before."""

    questions: Sequence[Question]
    names: Mapping[str, Mapping[str, str]]
    earlier: Codes

    def layout(self) -> Layout:
        """The whole page."""
        drawn: list[Any] = []
        for _number, found in groupby(self.questions, key=lambda question: question.section_id):
            asked = list(found)
            drawn += self._section(asked[0].section, [self._question(one) for one in asked])
        return Layout(*drawn)

    def _section(self, section: Section | None, pieces: list[Any]) -> list[Any]:
        if section is None:
            return pieces
        heading = Group(
            *pieces,
            template="surveys/fields/section.html",
            title=said(section, "title"),
            intro=said(section, "intro"),
        )
        return [self._branch(heading, section.show_if)]

    def _question(self, question: Question) -> Any:
        names = self.names[question.code]
        if kind_of(question).is_grouped:
            piece: Any = Group(
                *names.values(),
                template="surveys/fields/grid.html",
                title=said(question, "text"),
                intro=said(question, "help_text"),
                kind=question.kind,
                is_required=question.is_required,
            )
        elif OTHER in names:
            only_if = {"conditions": [{"question": question.code, "answers": [OTHER]}]}
            own = Group(
                names[OTHER],
                template="surveys/fields/own_words.html",
                condition=json.dumps(only_if),
            )
            piece = Layout(names[""], own)
        else:
            piece = names[""]
        return self._branch(piece, question.show_if)

    def _branch(self, piece: Any, condition: Condition) -> Any:
        """Wrap what depends on a question of this page; leave out what nobody can be asked."""
        left = left_open(condition, self.names, self.earlier)
        if left is None:
            return Layout()
        if not left.get("conditions"):
            return piece
        return Group(
            piece,
            template="surveys/fields/branch.html",
            condition=json.dumps(left, ensure_ascii=False),
            note=in_words(left, self.questions),
        )
