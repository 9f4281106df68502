"""Forms of a card: the person, the representatives, one's own contacts."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.states import Gender
from kernel.russian import PersonName
from kernel.russian.fields import DayField, LineField, NameField, PhoneField
from participants.actions.people import PersonFacts
from participants.models import Person
from participants.people_rules import CLASS_LENGTH, birth_trouble, clean_class
from participants.states import LEARNERS, PersonKind, Relation

NEW_CARD = "new"


def helper(*layout: Any) -> FormHelper:
    """Lay a form out inside the page's own form tag."""
    made = FormHelper()
    made.form_tag = False
    made.disable_csrf = True
    if layout:
        made.layout = Layout(*layout)
    return made


class PersonCard(forms.Form):
    """The card of one person."""

    kind = forms.ChoiceField(label=_("Who"), choices=PersonKind.choices)
    last_name = NameField(label=_("Last name"))
    first_name = NameField(label=_("First name"))
    patronymic = NameField(label=_("Patronymic"), required=False)
    gender = forms.ChoiceField(
        label=_("Gender"),
        choices=[("", _("by the name")), *Gender.choices],
        required=False,
    )
    born_on = DayField(label=_("Date of birth"), required=False)
    birth_year = forms.IntegerField(
        label=_("or the year alone"), required=False, min_value=1900, max_value=2100
    )
    class_name = LineField(
        label=_("Class or group"),
        required=False,
        max_length=CLASS_LENGTH,
        help_text=_("For pupils and students: 7А, ПР-21."),
    )
    post = LineField(label=_("Post"), required=False, max_length=160)
    workplace = LineField(
        label=_("Place of work or study"),
        required=False,
        max_length=300,
        help_text=_("For those who come from outside."),
    )
    experience_years = forms.IntegerField(
        label=_("Years of service"), required=False, min_value=0, max_value=70
    )
    phone = PhoneField(label=_("Phone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.helper = helper(
            Fieldset(
                _("Last name, first name, patronymic"),
                Row("last_name", "first_name"),
                Row("patronymic", "gender"),
            ),
            Fieldset(
                _("Who it is"),
                Row("kind", "class_name"),
                Row("born_on", "birth_year"),
                Row("post", "experience_years"),
                "workplace",
            ),
            Fieldset(_("Contacts"), Row("phone", "email")),
        )

    def clean_class_name(self) -> str:
        """Keep classes in one spelling."""
        return clean_class(self.cleaned_data["class_name"])

    def clean(self) -> None:
        """Check what depends on several fields."""
        said = self.cleaned_data
        kind = said.get("kind", "")
        if kind in LEARNERS and "class_name" in said and not said["class_name"]:
            self.add_error("class_name", _("Enter the class or group."))
        if "born_on" in said and "birth_year" in said and kind:
            trouble = birth_trouble(kind, said["born_on"], said["birth_year"], self.today)
            if trouble:
                self.add_error("born_on" if said["born_on"] else "birth_year", trouble)

    @property
    def facts(self) -> PersonFacts:
        """What was entered, as a value."""
        return PersonFacts(**self.cleaned_data)


class PersonChange(PersonCard):
    """The card of one person as it is corrected: a move keeps its day."""

    moved_on = DayField(
        label=_("In this class or post since"),
        required=False,
        help_text=_(
            "Only when the person has moved: the move stays on the card. Leave it empty when the"
            " class or post was written wrongly."
        ),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.helper.layout[1].append("moved_on")

    @property
    def facts(self) -> PersonFacts:
        """What was entered, as a value."""
        said = {name: self.cleaned_data[name] for name in PersonCard.base_fields}
        return PersonFacts(**said)


class GuardianCard(forms.Form):
    """A representative: their name, what they are to the child, how to reach them."""

    relation = forms.ChoiceField(label=_("Who is it to the child"), choices=Relation.choices)
    last_name = NameField(label=_("Last name"))
    first_name = NameField(label=_("First name"))
    patronymic = NameField(label=_("Patronymic"), required=False)
    phone = PhoneField(label=_("Phone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    authority = LineField(
        label=_("Document of authority"),
        required=False,
        help_text=_("For guardians: name, number and date. Parents need none."),
    )

    def __init__(self, *args: Any, namesakes: Sequence[Person] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = []
        if namesakes:
            # A card with this name is already there: the person decides whether it is the same.
            self.fields["existing"] = forms.ChoiceField(
                label=_("There is already a card with this name"),
                widget=forms.RadioSelect,
                choices=[
                    *((str(one.pk), _same_person(one)) for one in namesakes),
                    (NEW_CARD, _("It is somebody else, make a new card")),
                ],
            )
            chosen = ["existing"]
        self.helper = helper(
            *chosen,
            "relation",
            Row("last_name", "first_name"),
            "patronymic",
            Row("phone", "email"),
            "authority",
        )

    @property
    def name(self) -> PersonName:
        """The name that was entered."""
        said = self.cleaned_data
        return PersonName(said["last_name"], said["first_name"], said["patronymic"])

    @property
    def existing(self) -> str:
        """The number of the card that was chosen, if one was."""
        chosen: str = self.cleaned_data.get("existing", "")
        return "" if chosen == NEW_CARD else chosen

    @property
    def is_decided(self) -> bool:
        """Tell whether it was said whether a namesake is the same person."""
        return "existing" in self.cleaned_data


class OwnContacts(forms.Form):
    """What people may correct about themselves and their children."""

    phone = PhoneField(label=_("Phone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)

    helper = helper("phone", "email")


class Reason(forms.Form):
    """Why a deed is done: it goes into the journal."""

    reason = LineField(label=_("Why it is needed"), max_length=300)

    helper = helper("reason")


def _same_person(person: Person) -> str:
    known = ", ".join(part for part in (person.phone, person.place_text) if part)
    return f"{person.name.full}, {known}" if known else person.name.full
