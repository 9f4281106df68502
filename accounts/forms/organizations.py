"""What people type about organizations."""

from typing import Any
from zoneinfo import ZoneInfo

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization
from accounts.states import (
    ABOVE_SCHOOLS,
    SEES_PERSONAL_DATA,
    Gender,
    OrganizationKind,
    Role,
)
from kernel.calendar import TIME_ZONES
from kernel.russian.fields import LineField, NameField, PhoneField

HOURS = [(hour, f"{hour}:00") for hour in range(6, 22)]
DEMANDING = (
    Role.REGION,
    Role.MUNICIPALITY,
    *(role for role in Role if role in SEES_PERSONAL_DATA),
    Role.MENTOR,
    Role.ADMIN,
)


class RequisitesForm(forms.Form):
    """What papers print about an organization, and how it works with the product."""

    full_name = LineField(label=_("Full official name"), max_length=400)
    short_name = LineField(label=_("Short official name"), max_length=120)
    head_post = LineField(
        label=_("Post of the head"),
        max_length=120,
        required=False,
        help_text=_("In the nominative: director, head of the department."),
    )
    head_last_name = NameField(label=_("Head's last name"), required=False)
    head_first_name = NameField(label=_("Head's first name"), required=False)
    head_patronymic = NameField(label=_("Head's patronymic"), required=False)
    head_gender = forms.ChoiceField(
        label=_("Head's gender"), choices=[("", _("not said")), *Gender.choices], required=False
    )
    place = LineField(label=_("Place"), max_length=120, required=False)
    address = LineField(label=_("Address"), max_length=300, required=False)
    inn = forms.CharField(
        label=_("INN"),
        required=False,
        validators=[RegexValidator(r"^(\d{10}|\d{12})$", _("The INN has 10 or 12 digits."))],
    )
    ogrn = forms.CharField(
        label=_("OGRN"),
        required=False,
        validators=[RegexValidator(r"^(\d{13}|\d{15})$", _("The OGRN has 13 or 15 digits."))],
    )
    site = forms.URLField(label=_("Site"), required=False, assume_scheme="https")
    phone = PhoneField(label=_("Phone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=TIME_ZONES)
    reminder_hour = forms.TypedChoiceField(
        label=_("Hour of reminders"),
        choices=HOURS,
        coerce=int,
        help_text=_("By the clock of the organization itself."),
    )
    second_factor_roles = forms.MultipleChoiceField(
        label=_("Who must sign in with a second factor"),
        choices=[(role.value, role.label) for role in DEMANDING],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "A code from an application on the phone, besides the password. Recommended for all"
            " who see personal data. It applies to the organizations below as well."
        ),
    )

    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(
        Fieldset(_("Names"), "full_name", "short_name"),
        Fieldset(
            _("Head"),
            Row("head_last_name", "head_first_name", "head_patronymic"),
            Row("head_post", "head_gender"),
        ),
        Fieldset(
            _("Requisites"),
            Row("place", "address"),
            Row("inn", "ogrn"),
            Row("phone", "email", "site"),
        ),
        Fieldset(_("Settings"), Row("time_zone", "reminder_hour"), "second_factor_roles"),
    )

    @classmethod
    def describing(cls, organization: Organization, typed: Any = None) -> "RequisitesForm":
        """A form filled with what is known."""
        form = cls(typed, initial={name: getattr(organization, name) for name in cls.base_fields})
        zone = form.fields["time_zone"]
        assert isinstance(zone, forms.ChoiceField)
        known = {code for code, _label in TIME_ZONES}
        if organization.time_zone not in known:
            kept = ZoneInfo(organization.time_zone).key
            zone.choices = [(kept, kept), *TIME_ZONES]
        return form


class NewOrganizationForm(forms.Form):
    """A new organization below one's own; the requisites are added by its director."""

    kind = forms.ChoiceField(label=_("Kind"))
    parent = forms.ModelChoiceField(
        label=_("Subordinate to"), queryset=Organization.objects.none(), empty_label=None
    )
    full_name = LineField(label=_("Full official name"), max_length=400)
    short_name = LineField(label=_("Short official name"), max_length=120)
    place = LineField(label=_("Place"), max_length=120, required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=TIME_ZONES)

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [
            kind
            for kind in OrganizationKind
            if kind not in ABOVE_SCHOOLS
            or (kind == OrganizationKind.MUNICIPALITY and by.role == Role.REGION)
        ]
        kind, parent = self.fields["kind"], self.fields["parent"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(parent, forms.ModelChoiceField)
        kind.choices = [(one.value, one.label) for one in kinds]
        parent.queryset = (
            Organization.objects.within(by.organization_id)
            .filter(kind__in=ABOVE_SCHOOLS, closed_on=None)
            .select_related("parent__parent")
            .order_by("search")
        )
        parent.initial = by.organization_id
        self.fields["time_zone"].initial = by.organization.time_zone
