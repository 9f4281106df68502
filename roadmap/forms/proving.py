"""Choosing the facts of the system that prove activities."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from roadmap import proofs
from roadmap.models import Activity

PREFIX = "proof-"


class ChooseProofs(forms.Form):
    """A choice of a fact for each of some activities; `guesses` are offered, never taken."""

    def __init__(
        self,
        *args: Any,
        activities: Sequence[Activity],
        guesses: Mapping[int, str],
        for_above: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.activities, self.guesses = activities, guesses
        offered = [("", _("by nothing, a person marks it")), *proofs.choices(for_above=for_above)]
        for activity in activities:
            self.fields[f"{PREFIX}{activity.pk}"] = forms.ChoiceField(
                label=_("What proves “%(title)s”") % {"title": activity.title[:80]},
                choices=self._with_own(offered, activity.proof_code),
                initial=activity.proof_code,
                required=False,
            )

    @property
    def chosen(self) -> dict[int, str]:
        """The choices by the numbers of activities."""
        return {
            int(name.removeprefix(PREFIX)): code
            for name, code in self.cleaned_data.items()
            if name.startswith(PREFIX)
        }

    def with_guesses(self, sent: Mapping[str, str]) -> dict[str, str]:
        """What was chosen so far, with the guesses where nothing was: to be shown, not kept."""
        return {
            name: sent.get(name, "") or self.guesses.get(int(name.removeprefix(PREFIX)), "")
            for name in self.fields
        }

    @staticmethod
    def _with_own(offered: Sequence[tuple[str, Any]], code: str) -> list[tuple[str, Any]]:
        """A fact of another level that the text came with stays a choice."""
        if code in {known for known, _label in offered}:
            return list(offered)
        proof = proofs.known(code)
        return [*offered, (code, proof.label if proof else _("a fact that is not counted here"))]
