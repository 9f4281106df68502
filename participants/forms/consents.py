"""Forms of consents: what a paper says, whom to ask, the answer of a parent."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from kernel.russian import search_key
from kernel.russian.fields import DayField, LineField, TextField
from participants.actions.consents import Scan
from participants.forms.people import helper
from participants.models import Person
from participants.states import Category, Purpose

SCAN_BYTES = 10 * 1024 * 1024
_YES, _NO = "yes", "no"
_PDF = b"%PDF-"
_PICTURES = {"JPEG", "PNG"}


class ScanField(forms.FileField):
    """A scan of a signed paper: PDF, JPEG or PNG, judged by what is in it."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Look inside the file, whatever its name says."""
        file: Any = super().clean(data, initial)
        if not file:
            return None
        if (file.size or 0) > SCAN_BYTES:
            raise forms.ValidationError(_("The file is larger than 10 MB."))
        content = file.read()
        if not (content.startswith(_PDF) or _is_picture(content)):
            raise forms.ValidationError(_("This is neither a PDF nor a JPEG or PNG picture."))
        return Scan(file.name or "", content)


class PaperConsent(forms.Form):
    """What a signed paper says."""

    purpose = forms.ChoiceField(label=_("For what"), choices=Purpose.choices)
    signer = forms.ChoiceField(label=_("Who signed"))
    answer = forms.ChoiceField(
        label=_("What the paper says"),
        choices=[(_YES, _("agrees")), (_NO, _("refuses"))],
        widget=forms.RadioSelect,
        initial=_YES,
    )
    answered_on = DayField(label=_("Date on the paper"))
    expires_on = DayField(
        label=_("Valid until"), required=False, help_text=_("If the paper names a term.")
    )
    categories = forms.MultipleChoiceField(
        label=_("What may be published"),
        choices=Category.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Only for the consent to publication."),
    )
    reason = LineField(label=_("Reason of the refusal"), required=False, max_length=500)
    scan = ScanField(
        label=_("Scan or photo of the paper"),
        required=False,
        help_text=_("PDF, JPEG or PNG, up to 10 MB."),
    )

    def __init__(
        self, *args: Any, signers: Sequence[tuple[Person, str]], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        _offer_signers(self, signers)
        self.helper = helper(
            "purpose",
            "signer",
            "answer",
            Row("answered_on", "expires_on"),
            "categories",
            "reason",
            "scan",
        )

    def clean_answered_on(self) -> date:
        """Nobody signs tomorrow's paper."""
        day: date = self.cleaned_data["answered_on"]
        if day > self.today:
            raise forms.ValidationError(_("The date on the paper cannot be in the future."))
        return day

    def clean(self) -> None:
        """Check what depends on several fields."""
        said = self.cleaned_data
        signed_on, expires_on = said.get("answered_on"), said.get("expires_on")
        if signed_on and expires_on and expires_on < signed_on:
            self.add_error("expires_on", _("The end of the term is before the date of the paper."))
        _check_categories(self)

    @property
    def facts(self) -> dict[str, Any]:
        """What was entered, for the action; the signer apart."""
        said = self.cleaned_data
        return {
            "purpose": said["purpose"],
            "agrees": said["answer"] == _YES,
            "answered_on": said["answered_on"],
            "expires_on": said["expires_on"],
            "categories": tuple(said["categories"]),
            "reason": said["reason"],
            "scan": said["scan"],
        }


class AskConsent(forms.Form):
    """Whom to send a personal link, and for what."""

    purpose = forms.ChoiceField(label=_("For what"), choices=Purpose.choices)
    signer = forms.ChoiceField(label=_("Who answers"))

    def __init__(self, *args: Any, signers: Sequence[tuple[Person, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_signers(self, signers)
        self.helper = helper("purpose", "signer")


class OnlineAnswer(forms.Form):
    """The answer of a signer: yes or no, confirmed by typing the own name."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[(_YES, _("I agree")), (_NO, _("I do not agree"))],
        widget=forms.RadioSelect,
    )
    categories = forms.MultipleChoiceField(
        label=_("What may be published"),
        choices=Category.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("What is not ticked will not be published."),
    )
    reason = TextField(label=_("Why you do not agree"), required=False, max_length=500)
    full_name = LineField(
        label=_("Your last name, first name and patronymic"),
        max_length=320,
        help_text=_("You confirm the answer by typing your name in full."),
    )

    def __init__(self, *args: Any, purpose: str, signer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signer = signer
        if purpose != Purpose.PUBLICATION:
            del self.fields["categories"]
        self.fields["reason"].widget.attrs["rows"] = 2
        self.helper = helper(*self.fields)

    def clean_full_name(self) -> str:
        """The name must be the one the link was made for."""
        typed: str = self.cleaned_data["full_name"]
        if search_key(typed) != search_key(self.signer.name.full):
            raise forms.ValidationError(
                _(
                    "The name is not the one that the school knows. Type it in full; if it is"
                    " right, ask the school to correct the card."
                )
            )
        return typed

    def clean(self) -> None:
        """Check what depends on several fields."""
        _check_categories(self, agrees=self.cleaned_data.get("answer") == _YES)

    @property
    def facts(self) -> dict[str, Any]:
        """What was answered, for the action."""
        said = self.cleaned_data
        return {
            "agrees": said["answer"] == _YES,
            "reason": said["reason"],
            "categories": tuple(said.get("categories", ())),
        }


class Withdrawal(forms.Form):
    """Taking a consent back: nothing but a decision."""

    helper = helper()


class ClassChoice(forms.Form):
    """One of the classes that the role may see."""

    class_name = forms.ChoiceField(label=_("Class or group"))

    def __init__(self, *args: Any, classes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["class_name"]
        field.choices = [(name, name) for name in classes]
        self.helper = helper(*self.fields)


class ClassForms(ClassChoice):
    """Blanks of consents for a whole class."""

    purpose = forms.ChoiceField(label=_("For what"), choices=Purpose.choices)


def _offer_signers(form: forms.Form, signers: Sequence[tuple[Person, str]]) -> None:
    field: Any = form.fields["signer"]
    field.choices = [(str(person.pk), f"{person.name.full} — {role}") for person, role in signers]


def _check_categories(form: forms.Form, *, agrees: bool | None = None) -> None:
    said = form.cleaned_data
    purpose = said.get("purpose", Purpose.PUBLICATION)
    yes = said.get("answer") == _YES if agrees is None else agrees
    is_asked = "categories" in form.fields and purpose == Purpose.PUBLICATION
    if is_asked and yes and not said.get("categories"):
        form.add_error("categories", _("Tick what may be published."))


def _is_picture(content: bytes) -> bool:
    try:
        with Image.open(BytesIO(content)) as picture:
            picture.verify()
            return picture.format in _PICTURES
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
