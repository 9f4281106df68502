"""Forms of the two parts: what a mentee asks for, what a mentor gives."""

from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from kernel.russian.fields import DayField, LineField, TextField
from participants.actions.profiles import MenteeFacts, MentorFacts
from participants.connections import lent
from participants.forms.people import helper
from participants.models import Direction, MenteeProfile, MentoringForm, MentorProfile

_ROWS = {"rows": 3}


class MenteePart(forms.Form):
    """What a mentee asks for and wishes."""

    request = TextField(label=_("Request in own words"), required=False)
    directions = forms.ModelMultipleChoiceField(
        label=_("What help is wanted"),
        queryset=Direction.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    interests = TextField(label=_("Interests"), required=False)
    strengths = TextField(label=_("Strengths"), required=False)
    difficulties = TextField(
        label=_("Difficulties"),
        required=False,
        help_text=_("Only what a mentor needs to know. No diagnoses and nothing about health."),
    )
    wished_form = forms.ModelChoiceField(
        label=_("Wished form"),
        queryset=MentoringForm.objects.none(),
        required=False,
        empty_label=_("any form"),
    )
    wished_mentor = TextField(label=_("Wishes about the mentor"), required=False)
    available_time = LineField(label=_("Suitable time"), required=False)

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "directions", Direction, organization)
        _offer(self, "wished_form", MentoringForm, organization)
        _make_small(self)
        self.helper = helper(
            Fieldset(_("Request"), "request", "directions"),
            Fieldset(_("About the mentee"), "interests", "strengths", "difficulties"),
            Fieldset(_("Wishes"), Row("wished_form", "available_time"), "wished_mentor"),
        )

    @property
    def facts(self) -> MenteeFacts:
        """What was entered, as a value."""
        said = dict(self.cleaned_data)
        return MenteeFacts(**{**said, "directions": tuple(said["directions"])})


class MentorPart(forms.Form):
    """What a mentor gives, and how much of it."""

    competences = TextField(label=_("Competences"), required=False)
    directions = forms.ModelMultipleChoiceField(
        label=_("Can help with"),
        queryset=Direction.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    achievements = TextField(label=_("Achievements"), required=False)
    interests = TextField(label=_("Interests"), required=False)
    wished_forms = forms.ModelMultipleChoiceField(
        label=_("Wished forms"),
        queryset=MentoringForm.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    age_from = forms.IntegerField(
        label=_("Mentees aged from"), required=False, min_value=3, max_value=99
    )
    age_to = forms.IntegerField(label=_("to"), required=False, min_value=3, max_value=99)
    capacity = forms.IntegerField(
        label=_("How many mentees at once"),
        min_value=0,
        max_value=30,
        initial=1,
        help_text=_("0 means: takes no new mentees."),
    )
    available_time = LineField(label=_("Time for mentoring"), required=False)
    experience = TextField(label=_("Experience as a mentor"), required=False)
    is_ready_for_training = forms.BooleanField(
        label=_("Ready for training"), required=False, initial=True
    )
    trained_on = DayField(label=_("Trained on"), required=False)

    def __init__(
        self,
        *args: Any,
        organization: Organization,
        profile: MentorProfile | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.profile = profile
        _offer(self, "directions", Direction, organization)
        _offer(self, "wished_forms", MentoringForm, organization)
        _make_small(self)
        self.helper = helper(
            Fieldset(_("What the mentor can do"), "competences", "directions", "achievements"),
            Fieldset(_("Wishes"), "wished_forms", Row("age_from", "age_to"), "interests"),
            Fieldset(_("Time"), Row("capacity", "available_time")),
            Fieldset(_("Preparation"), "experience", Row("trained_on"), "is_ready_for_training"),
        )

    def clean_capacity(self) -> int:
        """A mentor cannot take fewer than there are already."""
        capacity: int = self.cleaned_data["capacity"]
        load = lent().load
        if self.profile is not None and load is not None:
            taken = load([self.profile.person_id]).get(self.profile.person_id, 0)
            if capacity < taken:
                raise forms.ValidationError(
                    gettext("The mentor has open pairs already: %(taken)d. Fewer cannot be set.")
                    % {"taken": taken}
                )
        return capacity

    def clean(self) -> None:
        """Check what depends on two fields."""
        least, most = self.cleaned_data.get("age_from"), self.cleaned_data.get("age_to")
        if least and most and least > most:
            self.add_error("age_to", _("The upper age is below the lower one."))

    @property
    def facts(self) -> MentorFacts:
        """What was entered, as a value."""
        said = dict(self.cleaned_data)
        forms_wished = tuple(said.pop("wished_forms"))
        directions = tuple(said.pop("directions"))
        return MentorFacts(**said, directions=directions, forms=forms_wished)


_STORED_AS = {"wished_forms": "forms"}


def initial_of(
    profile: MenteeProfile | MentorProfile | None, form: type[forms.Form]
) -> dict[str, Any]:
    """What the form starts from: the part as it stands."""
    if profile is None:
        return {}
    said = {name: getattr(profile, _STORED_AS.get(name, name)) for name in form.base_fields}
    return {
        name: list(value.all()) if hasattr(value, "all") else value for name, value in said.items()
    }


def _offer(
    form: forms.Form, name: str, model: type[Direction | MentoringForm], organization: Organization
) -> None:
    field: Any = form.fields[name]
    field.queryset = model.objects.offered_to(organization)


def _make_small(form: forms.Form) -> None:
    for field in form.fields.values():
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs.update(_ROWS)
