"""What stays where two cards of one person say different things."""

from collections.abc import Sequence
from typing import Any

from django import forms

from participants.merging import FORMER, KEPT, Difference


class MergeChoices(forms.Form):
    """One choice for each difference; whoever says nothing keeps what is usual."""

    def __init__(self, *args: Any, differences: Sequence[Difference], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differences = differences
        for difference in differences:
            self.fields[difference.name] = forms.ChoiceField(
                label=str(difference.label),
                choices=[(KEPT, difference.kept or "—"), (FORMER, difference.former or "—")],
                initial=difference.usual,
                widget=forms.RadioSelect,
                required=False,
            )

    @property
    def taken(self) -> frozenset[str]:
        """What is taken from the card that goes."""
        said = self.cleaned_data
        return frozenset(
            difference.name
            for difference in self.differences
            if (said.get(difference.name) or difference.usual) == FORMER
        )
