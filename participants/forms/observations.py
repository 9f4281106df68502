"""Forms of information from third parties: whom to ask, the answer, the reason, the extract."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kernel.russian.fields import LineField, TextField
from participants.delicate import delicate_words
from participants.forms.people import helper
from participants.states import SourceKind


class AskThirdParty(forms.Form):
    """Whom to ask: somebody who can sign in, or somebody by a personal link."""

    source = forms.ChoiceField(label=_("Whom to ask"), choices=SourceKind.choices)
    user = forms.ChoiceField(
        label=_("Somebody of the school who signs in"),
        required=False,
        help_text=_("They will get a notice. Leave it empty to make a personal link."),
    )
    source_name = LineField(
        label=_("or the name of somebody else"),
        required=False,
        help_text=_("You will get a link to hand over. It works for two weeks."),
    )

    helper = helper("source", "user", "source_name")

    def __init__(self, *args: Any, staff: Sequence[tuple[User, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = {str(user.pk): user for user, _name in staff}
        field: Any = self.fields["user"]
        field.choices = [("", "—"), *((str(user.pk), name) for user, name in staff)]

    def clean(self) -> None:
        """One of the two, not both."""
        said = self.cleaned_data
        if bool(said.get("user")) == bool(said.get("source_name")):
            raise ValidationError(gettext("Choose somebody of the school or enter a name."))

    @property
    def facts(self) -> dict[str, Any]:
        """Who is asked, as the action needs it."""
        said = self.cleaned_data
        user = self.staff.get(said["user"])
        name = user.name.full if user else said["source_name"]
        return {"source": said["source"], "source_name": name, "user": user}


class WithDelicateWords(forms.Form):
    """A text that is read again when it holds words of health, offences or family quarrels."""

    is_read_again = forms.BooleanField(
        label=_("I have read it again: nothing of it is about health, offences or family quarrels"),
        required=False,
    )
    texts: tuple[str, ...] = ()

    def clean(self) -> None:
        """Ask once about each such word."""
        said = self.cleaned_data
        if said.get("is_read_again"):
            return
        for name in self.texts:
            if words := delicate_words(said.get(name, "")):
                self.add_error(
                    name,
                    gettext(
                        "Read these words again: %(words)s. Take them out, or tick the box below."
                    )
                    % {"words": ", ".join(words)},
                )


class ObservationAnswer(WithDelicateWords):
    """What a third party says about the request of a mentee."""

    said = TextField(
        label=_("What helps to choose a mentor"),
        max_length=4000,
        help_text=_(
            "Successes, difficulties in lessons, interests, how they get on with classmates. Do not"
            " write about health, diagnoses, offences, family quarrels and other children."
        ),
    )
    closed_note = TextField(
        label=_("For the psychologist only"),
        required=False,
        max_length=4000,
        help_text=_(
            "The curator and the mentor do not see it. Each opening is written down with a reason."
        ),
    )
    texts = ("said",)

    helper = helper("said", "closed_note", "is_read_again")

    @property
    def facts(self) -> dict[str, str]:
        """What was said, as the action needs it."""
        return {name: self.cleaned_data[name] for name in ("said", "closed_note")}


class Extract(WithDelicateWords):
    """What the mentor may know."""

    text = TextField(
        label=_("For the mentor"),
        required=False,
        max_length=1000,
        help_text=_("In your own words, without names and details. Empty it to take it back."),
    )
    texts = ("text",)

    helper = helper("text", "is_read_again")
