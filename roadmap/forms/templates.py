"""Templates of an authority, and the answers of a school to a new version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmap.actions.following import Choice
from roadmap.difference import How
from roadmap.following import Item
from roadmap.models import RoadmapTemplate, TemplateVersion
from roadmap.states import Answer
from roadmap.templates_shipped import shipped

OWN = "roadmap"
REASON_LIMIT = 1000


class MakeTemplate(forms.Form):
    """What a template begins with."""

    source = forms.ChoiceField(label=gettext_lazy("Begin with"), widget=forms.RadioSelect)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=400)
    about = forms.CharField(
        label=gettext_lazy("For whom it is, in one sentence"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("For organizations of these kinds"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one kind.")},
    )

    def __init__(
        self,
        *args: Any,
        kinds: list[tuple[str, str]],
        versions: Iterable[TemplateVersion],
        has_roadmap: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        own = [(OWN, _("our own roadmap of this year"))] if has_roadmap else []
        _offer(
            self.fields["source"],
            [
                *((code, template.title) for code, template in shipped().items()),
                *((f"v{each.pk}", str(each)) for each in versions),
                *own,
            ],
        )
        _offer(self.fields["kinds"], kinds)


class PublishTemplate(forms.Form):
    """A new version: what is new in it, and whether the organizations are told."""

    note = forms.CharField(
        label=gettext_lazy("What is new, for those who will read it"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write what is new in this version.")},
    )
    push = forms.BooleanField(
        label=gettext_lazy("Tell the organizations at once"), required=False, initial=True
    )


class DescribeTemplate(forms.Form):
    """For whom a template is."""

    about = forms.CharField(max_length=1000, required=False)
    kinds = forms.MultipleChoiceField()

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["kinds"], kinds)


@dataclass(frozen=True)
class ItemRow:
    """One item of the form: what was answered so far, and what is wrong with the answer."""

    item: Item
    answer: str
    reason: str
    error: str
    is_locked: bool


class DecideItems:
    """The answers to the items of a version, each with its radio and its reason.

    An item without an answer waits; one that would take out what was carried out is `locked`.
    """

    def __init__(
        self, items: Iterable[Item], sent: Mapping[str, str], *, locked: frozenset[str]
    ) -> None:
        self.rows: list[ItemRow] = []
        self.choices: dict[str, Choice] = {}
        for item in items:
            is_locked = item.how is How.REMOVED and item.our_key in locked
            self.rows.append(self._read(item, sent, is_locked=is_locked))

    @property
    def has_errors(self) -> bool:
        """Tell whether an answer lacks its reason."""
        return any(row.error for row in self.rows)

    def _read(self, item: Item, sent: Mapping[str, str], *, is_locked: bool) -> ItemRow:
        said = sent.get(f"{item.key}-answer", "")
        reason = sent.get(f"{item.key}-reason", "").replace("\x00", "").strip()[:REASON_LIMIT]
        error = ""
        if said == "decline":
            error = "" if reason else _("Write why you decline it.")
            self.choices[item.key] = Choice(Answer.DECLINED, reason)
        elif said in {"take", "take-words"} and not is_locked:
            self.choices[item.key] = Choice(Answer.TAKEN, keeps_days=said == "take-words")
        return ItemRow(item, said, reason, error, is_locked)


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def source_of(
    said: str, versions: Iterable[TemplateVersion]
) -> tuple[Mapping[str, Any], str] | None:
    """The words and the name of what a template begins with; nothing for one's own roadmap."""
    if said in shipped():
        template = shipped()[said]
        return template.content(), template.title
    for version in versions:
        if said == f"v{version.pk}":
            return version.content, str(version)
    return None


def described(template: RoadmapTemplate) -> dict[str, Any]:
    """What stands in the description now."""
    return {"about": template.about, "kinds": template.kinds}
