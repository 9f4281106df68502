"""What people type about pairs, orders, meetings and the queue."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.states import Role
from kernel.russian import Case
from kernel.russian.fields import DayField, LineField, TextField
from pairs.actions.meetings import is_late
from pairs.documents.pair_order import check_order_wording
from pairs.models import Meeting, Pair, PairOrder, PairQuerySet
from pairs.order_facts import NeededForm
from pairs.states import MeetingFormat, MeetingKind, NextStep, OrderState, OrderWord, PairState
from participants.models import MentoringForm
from roadmap.models import Programme

CONTROLLERS = (Role.DIRECTOR, Role.CURATOR, Role.PSYCHOLOGIST)
LONGEST_MEETING = 600


def _offered_forms(request: Any) -> Any:
    """The forms of mentoring that the organization chooses from."""
    return MentoringForm.objects.offered_to(request.membership.organization)


class PairFilter(django_filters.FilterSet):
    """Filters of the list of pairs."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=PairState.choices)
    form = django_filters.ModelChoiceFilter(label=_("Form"), queryset=_offered_forms)
    class_name = django_filters.CharFilter(label=_("Class of the mentee"), method="of_class")

    class Meta:
        model = Pair
        fields = ["state", "form", "class_name"]

    def of_class(self, pairs: PairQuerySet, _name: str, value: str) -> PairQuerySet:
        """Keep one class, however its letter was typed: SQLite folds only Latin letters."""
        typed = value.strip()
        return pairs.filter(mentee__class_name__in={typed, typed.upper(), typed.lower()})


class OrderFilter(django_filters.FilterSet):
    """Filters of the list of orders."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=OrderState.choices)

    class Meta:
        model = PairOrder
        fields = ["state"]


class ChooseMentor(forms.Form):
    """Another mentor for a mentee, with the reason that is kept."""

    mentor = forms.TypedChoiceField(
        label=_("Mentor"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a mentor from the list.")},
    )
    reason = LineField(
        label=_("Why"),
        max_length=300,
        help_text=_("Kept in the history of the pair; the director may ask."),
    )

    def __init__(self, *args: Any, mentors: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["mentor"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(pk, str(pk)) for pk in mentors]


class Reason(forms.Form):
    """Why something ends or goes back."""

    reason = TextField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class Result(forms.Form):
    """What came of a pair that has done its work."""

    reason = TextField(
        label=_("What came of it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class Comment(forms.Form):
    """What is to be mended in an order."""

    comment = TextField(
        label=_("What is to be mended"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class Goal(forms.Form):
    """What the pair wants to reach."""

    goal = TextField(label=_("Goal"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class OrderText(forms.Form):
    """What an order says besides its pairs."""

    until_on = DayField(label=_("The pairs work until"))
    word = forms.ChoiceField(
        label=_("Kind of act"),
        choices=OrderWord.choices,
        help_text=_("As your school calls it. The choice is remembered."),
    )
    curator = forms.ModelChoiceField(
        label=_("Curator of the programme"), queryset=Membership.objects.none(), empty_label=None
    )
    control = forms.ModelChoiceField(
        label=_("Control is laid on"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("the director keeps it"),
    )

    def __init__(self, *args: Any, programme: Programme, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        staff = (
            Membership.objects.current(today)
            .filter(organization=programme.organization_id)
            .select_related("user", "organization")
            .order_by("user__sort_name", "pk")
        )
        for name, roles in (("curator", (Role.CURATOR,)), ("control", CONTROLLERS)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = staff.in_role(*roles)
            setattr(field, "label_from_instance", _appointed)

    def clean_until_on(self) -> date:
        """The term lies within the school year of the programme or the next one."""
        until_on: date = self.cleaned_data["until_on"]
        year = self.programme.school_year
        if not year.starts_on < until_on <= year.next.ends_on:
            raise ValidationError(
                _("The term lies outside the school year %(year)s."), params={"year": year.label}
            )
        return until_on


class DrawUpOrder(OrderText):
    """Which proposed pairs go into a new order, and what it says."""

    pairs = forms.TypedMultipleChoiceField(
        label=_("Pairs in the order"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one pair.")},
    )
    field_order = ["pairs", "until_on", "word", "curator", "control"]

    def __init__(self, *args: Any, pairs: Sequence[Pair], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["pairs"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [
            (pair.pk, f"{pair.mentee.name.short} — {pair.mentor.name.short}") for pair in pairs
        ]


class ConfirmNames(forms.Form):
    """The forms of names and posts that an order needs, as a person reads and mends them."""

    def __init__(self, *args: Any, needed: Sequence[NeededForm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needed = dict(zip((f"form_{n}" for n in range(len(needed))), needed, strict=True))
        for name, form in self.needed.items():
            self.fields[name] = LineField(
                label=f"{form.text}, {Case(form.case).label}",
                max_length=310,
                initial=form.form,
            )

    @property
    def confirmed(self) -> dict[NeededForm, str]:
        """The forms as they were read."""
        return {form: self.cleaned_data[name] for name, form in self.needed.items()}


class OrderWording(forms.Form):
    """The words of the order, with placeholders of a closed list."""

    body = TextField(
        label=_("Text of the order"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 24})
    )
    source = LineField(label=_("What the text is based on"), max_length=300, required=False)

    def clean_body(self) -> str:
        """The words still make an order."""
        body: str = self.cleaned_data["body"]
        check_order_wording(body)
        return body


class RecordMeeting(forms.Form):
    """A meeting in four fields. A reason is asked for only when the meeting is long ago."""

    held_on = DayField(label=_("When you met"))
    lasted_minutes = forms.IntegerField(
        label=_("How many minutes"),
        min_value=1,
        max_value=LONGEST_MEETING,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "step": "5"}),
    )
    topic = TextField(
        label=_("What you did"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    next_on = DayField(label=_("When you meet next"), required=False)

    def __init__(self, *args: Any, pair: Pair, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pair, self.today = pair, today
        held_on = self.fields["held_on"]
        held_on.widget.attrs["max"] = today.isoformat()
        if pair.active_since_on:
            held_on.widget.attrs["min"] = pair.active_since_on.isoformat()
        typed = self.data.get("held_on", "") if self.is_bound else ""
        if typed and self._reads_late(typed):
            self.fields["late_reason"] = LineField(
                label=_("Why it is recorded only now"), max_length=300
            )

    def clean_held_on(self) -> date:
        """A meeting is recorded once it was held, within the life of the pair."""
        held_on: date = self.cleaned_data["held_on"]
        if held_on > self.today:
            raise ValidationError(_("The date is in the future. Record a meeting once it is over."))
        since = self.pair.active_since_on
        if since and held_on < since:
            raise ValidationError(_("The pair was not active on this day. Check the date."))
        return held_on

    def clean(self) -> dict[str, Any]:
        """The next meeting comes after this one."""
        said = super().clean() or self.cleaned_data
        held_on, next_on = said.get("held_on"), said.get("next_on")
        if held_on and next_on and next_on <= held_on:
            self.add_error("next_on", _("The next meeting comes after this one."))
        if next_on and next_on > self.today + timedelta(days=400):
            self.add_error("next_on", _("Check the year of the next meeting."))
        return said

    def _reads_late(self, typed: str) -> bool:
        try:
            held_on = DayField().clean(typed)
        except ValidationError:
            return False
        return held_on is not None and is_late(held_on, self.today)


class EditMeeting(RecordMeeting):
    """A record with all its fields; the reason is asked for once three days have passed."""

    kind = forms.ChoiceField(label=_("Kind of meeting"), choices=MeetingKind.choices)
    format = forms.ChoiceField(label=_("How you met"), choices=MeetingFormat.choices)
    field_order = ["held_on", "lasted_minutes", "topic", "next_on", "kind", "format", "reason"]

    def __init__(self, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("late_reason", None)
        if needs_reason:
            self.fields["reason"] = LineField(label=_("Why it changes"), max_length=300)

    @classmethod
    def initial_of(cls, meeting: Meeting) -> dict[str, Any]:
        """What stands in the record now."""
        names = ("held_on", "lasted_minutes", "topic", "next_on", "kind", "format")
        return {name: getattr(meeting, name) for name in names}


class CancelMeeting(forms.Form):
    """Why a record is taken back."""

    reason = LineField(label=_("Why the record is cancelled"), max_length=300)


class PlanStep(forms.Form):
    """What is done for somebody who waits, and when it is looked at again."""

    next_step = forms.ChoiceField(label=_("Next step"), choices=NextStep.choices)
    review_on = DayField(label=_("Look again on"))
    note = TextField(
        label=_("Note"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_review_on(self) -> date:
        """The next look lies ahead, and not too far."""
        review_on: date = self.cleaned_data["review_on"]
        if not self.today <= review_on <= self.today + timedelta(days=120):
            raise ValidationError(_("Choose a day from today on, within four months."))
        return review_on


class Refusal(forms.Form):
    """The written refusal of a pair."""

    note = TextField(
        label=_("Who refused, when and how"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It stands on one page with the form of the next step, which has a note as well.
        super().__init__(*args, **{"auto_id": "refusal_%s", **kwargs})


def _appointed(membership: Membership) -> str:
    post = f", {membership.post}" if membership.post else ""
    return f"{membership.user.name.short}{post}"
