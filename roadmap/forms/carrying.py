"""Carrying a roadmap out: closing an activity, evidence, responsible people."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Membership
from kernel.refusals import Refusal
from kernel.uploads import DOCUMENTS, Upload, take
from roadmap.models import Activity
from roadmap.people import who_may_answer

MOST_MEGABYTES = 20
ALLOWED = gettext_lazy("PDF, JPEG, PNG, Word, Excel, PowerPoint or ODF")
ACCEPT = ",".join(f".{kind}" for kind in sorted(DOCUMENTS))


class Proof(forms.Form):
    """A file or a link that shows that something was done."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("PDF, JPEG, PNG, Word, Excel, PowerPoint or ODF, up to 20 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"empty": gettext_lazy("The file is empty. Choose another one.")},
    )
    link = forms.URLField(
        label=gettext_lazy("Link"), required=False, max_length=200, assume_scheme="https"
    )
    is_free_of_personal_data = forms.BooleanField(
        label=gettext_lazy("There is no personal data in it: the municipality may see it"),
        required=False,
    )

    def clean_file(self) -> Upload | None:
        """Take the file by what it holds."""
        sent = self.cleaned_data.get("file")
        if not sent:
            return None
        try:
            return take(sent, kinds=DOCUMENTS, most_megabytes=MOST_MEGABYTES, allowed_words=ALLOWED)
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal

    def clean_link(self) -> str:
        """Take addresses of the web only."""
        link: str = self.cleaned_data["link"]
        if link and not link.startswith(("https://", "http://")):
            raise ValidationError(_("Enter an address that begins with https://."))
        return link

    def facts(self) -> dict[str, Any]:
        """What was sent, as the action needs it."""
        return {
            "upload": self.cleaned_data["file"],
            "link": self.cleaned_data["link"],
            "is_free_of_personal_data": self.cleaned_data["is_free_of_personal_data"],
        }


class AddEvidence(Proof):
    """More evidence for an activity."""

    field_order = ["file", "link", "is_free_of_personal_data"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It stands on one page with the form that closes the activity: ids are of one thing only.
        super().__init__(*args, **{"auto_id": "evidence_%s", **kwargs})

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("file") and not given.get("link"):
            raise ValidationError(_("Choose a file or give a link."))
        return given


class CompleteActivity(Proof):
    """What was done, in a few words, and what shows it."""

    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ["note", "file", "link", "is_free_of_personal_data"]


class SkipActivity(forms.Form):
    """Why it is not needed this year."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is not needed this year"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Write why it is not needed this year.")},
    )


class People(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """People by name and role."""

    def label_from_instance(self, obj: Any) -> str:
        """Соколова М. И., куратор."""
        return f"{obj.user.name.full}, {obj.post or obj.get_role_display()}"


class AssignActivity(forms.Form):
    """Who is in charge, and who helps: people, and bodies in words."""

    people = People(
        label=pgettext_lazy("activity", "In charge"),
        queryset=Membership.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    bodies = forms.CharField(
        label=gettext_lazy("Bodies in charge"),
        help_text=gettext_lazy("In words: pedagogical council, working group."),
        max_length=300,
        required=False,
    )
    helpers = People(
        label=pgettext_lazy("activity", "Helping"),
        queryset=Membership.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They are reminded too, but do not answer for it."),
    )
    helping_bodies = forms.CharField(
        label=gettext_lazy("Bodies that help"), max_length=300, required=False
    )

    def __init__(self, *args: Any, activity: Activity, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = who_may_answer(activity.organization_id, today)
        for name in ("people", "helpers"):
            field = self.fields[name]
            assert isinstance(field, People)
            field.queryset = offered
        if not self.is_bound:
            self.initial = {
                "people": [person.pk for person in activity.responsible.all()],
                "helpers": [person.pk for person in activity.helpers.all()],
                "bodies": activity.bodies,
                "helping_bodies": activity.helping_bodies,
            }


class AddComment(forms.Form):
    """What somebody says about an activity."""

    text = forms.CharField(
        label=gettext_lazy("Comment"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Write your comment.")},
    )
