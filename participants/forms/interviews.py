"""Forms of interviews: planning a row of them, moving one, the sheet, the note of a certificate."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from kernel.russian.fields import DayField, LineField, TextField
from participants.actions.interviews import Sheet
from participants.forms.people import helper
from participants.models import Interview, Person, PersonQuerySet
from participants.states import InterviewDecision, InterviewMark


class Appointment(forms.Form):
    """When and where a talk is, and who talks."""

    held_on = DayField(label=_("Date"))
    starts_at = forms.TimeField(
        label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = LineField(label=_("Where"), required=False, max_length=160)
    interviewer = forms.ChoiceField(label=_("Who talks"))
    second = forms.ChoiceField(label=_("Second interviewer"), required=False)

    helper = helper(Row("held_on", "starts_at"), "place", Row("interviewer", "second"))

    def __init__(self, *args: Any, interviewers: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.interviewers = {str(one.pk): one for one in interviewers}
        chosen = [
            (pk, f"{one.user.name.short}, {one.get_role_display()}")
            for pk, one in self.interviewers.items()
        ]
        first: Any = self.fields["interviewer"]
        second: Any = self.fields["second"]
        first.choices = chosen
        second.choices = [("", gettext("nobody")), *chosen]

    def clean(self) -> None:
        """Two interviewers are two people."""
        said = self.cleaned_data
        if said.get("second") and said.get("second") == said.get("interviewer"):
            self.add_error(
                "second",
                gettext("The second interviewer is the same person. Choose another or nobody."),
            )

    @property
    def facts(self) -> dict[str, Any]:
        """What was chosen, as the action needs it."""
        said = self.cleaned_data
        return {
            **said,
            "interviewer": self.interviewers[said["interviewer"]],
            "second": self.interviewers.get(said["second"]),
        }


class PlanInterviews(Appointment):
    """A row of talks with several mentors, one after another."""

    people = forms.ModelMultipleChoiceField(
        label=_("Mentors"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one mentor.")},
    )
    minutes = forms.IntegerField(
        label=_("Minutes for each"), min_value=5, max_value=240, initial=20
    )

    helper = helper(
        Row("held_on", "starts_at"),
        Row("place", "minutes"),
        Row("interviewer", "second"),
        "people",
    )

    def __init__(self, *args: Any, mentors: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        field.queryset = mentors
        field.label_from_instance = _mentor_text


class InterviewSheet(forms.Form):
    """The sheet of a talk: a mark for each point, notes, the decision."""

    notes = TextField(
        label=_("Notes"),
        required=False,
        help_text=_("Only what the choice of a pair needs. No diagnoses, no family matters."),
    )
    decision = forms.ChoiceField(
        label=_("Decision"), choices=InterviewDecision.choices, widget=forms.RadioSelect
    )
    private_reason = TextField(
        label=_("Private reason"),
        required=False,
        max_length=2000,
        help_text=_(
            "Needed for a refusal. Neither the mentor nor anybody else reads it: only the curator"
            " and those who talked."
        ),
    )

    def __init__(self, *args: Any, interview: Interview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = []
        for place, criterion in enumerate(interview.criteria):
            names.append(f"mark_{place}")
            self.fields[names[-1]] = forms.ChoiceField(
                label=criterion,
                choices=InterviewMark.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose an answer.")},
            )
        self.marks = names
        self.helper = helper(
            Fieldset(_("Criteria"), *names),
            Fieldset(_("Result"), "notes", "decision", "private_reason"),
        )

    def clean(self) -> None:
        """A refusal has its reason."""
        said = self.cleaned_data
        if said.get("decision") == InterviewDecision.REFUSED and not said.get("private_reason"):
            self.add_error(
                "private_reason",
                ValidationError(gettext("Say why the mentor is refused: nobody else reads it.")),
            )

    @property
    def sheet(self) -> Sheet:
        """What was found out, as a value."""
        said = self.cleaned_data
        return Sheet(
            marks=tuple(said[name] for name in self.marks),
            notes=said["notes"],
            decision=said["decision"],
            private_reason=said["private_reason"],
        )


class NoRecord(forms.Form):
    """The number and date of a certificate that was shown."""

    number = LineField(label=_("Number of the certificate"), max_length=60)
    issued_on = DayField(label=_("Date of the certificate"))

    helper = helper(Row("number", "issued_on"))


def appointment_of(interview: Interview) -> dict[str, Any]:
    """What an interview says now."""
    return {
        "held_on": interview.held_on,
        "starts_at": interview.starts_at,
        "place": interview.place,
        "interviewer": str(interview.interviewer_id),
        "second": str(interview.second_id or ""),
    }


def _mentor_text(person: Any) -> str:
    known = [person.name.full, person.place_text]
    if said := vars(person)["interview"]:
        known.append(str(InterviewDecision(said).label))
    return ", ".join(part for part in known if part)
