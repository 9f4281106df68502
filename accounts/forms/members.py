"""What people type when they invite and appoint."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization, User
from accounts.rules import may_appoint
from accounts.states import APPOINTS, LEVELS_ABOVE, Role
from kernel.russian import PersonName
from kernel.russian.fields import DayField, LineField, NameField


class PlaceMixin(forms.Form):
    """A role in an organization, both limited to what the person may give."""

    organization = forms.ModelChoiceField(
        label=_("Organization"), queryset=Organization.objects.none(), empty_label=None
    )
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args: Any, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        roles = APPOINTS.get(by.role, frozenset())
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [(one.value, one.label) for one in Role if one in roles]
        if by.role in LEVELS_ABOVE:
            places = Organization.objects.within(by.organization_id).filter(closed_on=None)
            field = self.fields["organization"]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = places.select_related("parent__parent").order_by("search")
        else:
            del self.fields["organization"]

    def clean(self) -> dict[str, Any]:
        """The role exists in such an organization and is the person's to give."""
        said = super().clean() or self.cleaned_data
        said.setdefault("organization", self.by.organization)
        if "role" in said and not may_appoint(self.by, said["role"], said["organization"]):
            self.add_error("role", _("There is no such role in this organization."))
        return said


class InviteForm(PlaceMixin):
    """Whom to invite, as whom and where."""

    last_name = NameField(label=_("Last name"))
    first_name = NameField(label=_("First name"))
    patronymic = NameField(label=_("Patronymic"), required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("The link goes there. Without an e-mail you hand the link over yourself."),
    )
    post = LineField(label=_("Post"), max_length=160, required=False)
    class_name = LineField(
        label=_("Class"),
        max_length=20,
        required=False,
        help_text=_("For a class teacher and a pupil: 7А."),
    )
    paper = LineField(
        label=_("Appointed by"),
        max_length=200,
        required=False,
        help_text=_("For example: order of 1 September 2026 No. 15."),
    )

    field_order = ("last_name", "first_name", "patronymic", "organization", "role")

    @property
    def name(self) -> PersonName:
        """The name of the invited."""
        said = self.cleaned_data
        return PersonName(said["last_name"], said["first_name"], said["patronymic"])

    @property
    def facts(self) -> dict[str, str]:
        """What the invitation keeps besides the name and the role."""
        return {key: self.cleaned_data[key] for key in ("email", "post", "class_name", "paper")}


class GrantForm(PlaceMixin):
    """One more role for somebody who has an account."""

    since_on = DayField(label=_("First day"))
    until_on = DayField(label=_("Last day"), required=False)
    post = LineField(label=_("Post"), max_length=160, required=False)
    class_name = LineField(label=_("Class"), max_length=20, required=False)
    paper = LineField(label=_("Appointed by"), max_length=200, required=False)

    def clean_until_on(self) -> date | None:
        """The last day is not before the first."""
        until: date | None = self.cleaned_data["until_on"]
        since = self.cleaned_data.get("since_on")
        if until and since and until < since:
            raise ValidationError(_("The last day is before the first one."))
        return until


class DescribeRoleForm(forms.Form):
    """The post, the class and the paper of a role."""

    post = LineField(label=_("Post"), max_length=160, required=False)
    class_name = LineField(label=_("Class"), max_length=20, required=False)
    paper = LineField(label=_("Appointed by"), max_length=200, required=False)


class EndRoleForm(forms.Form):
    """When and why a role ends."""

    until_on = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave it empty to take the role away at once."),
    )
    reason = LineField(label=_("Reason"), max_length=200, required=False)

    def __init__(self, *args: Any, since_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since_on = since_on

    def clean_until_on(self) -> date | None:
        """The last day is not before the first."""
        until: date | None = self.cleaned_data["until_on"]
        if until and until < self.since_on:
            raise ValidationError(_("The last day is before the first one."))
        return until


class HandOverForm(forms.Form):
    """Who takes the role over."""

    to = forms.ModelChoiceField(
        label=_("Who takes the role over"),
        queryset=User.objects.none(),
        empty_label=_("choose"),
        help_text=_("Somebody of this organization. Invite a new person first."),
    )
    paper = LineField(label=_("Appointed by"), max_length=200, required=False)

    def __init__(self, *args: Any, membership: Membership, by: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        colleagues = Membership.objects.filter(
            organization_id=membership.organization_id, ended_at=None, until_on=None
        ).exclude(role__in=[Role.MENTEE, Role.GUARDIAN])
        field.queryset = (
            User.objects.filter(pk__in=colleagues.values("user_id"), is_active=True)
            .exclude(pk__in=[membership.user_id, by.user_id])
            .order_by("sort_name")
        )
