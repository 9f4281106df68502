"""The words by which the journal tells of accounts, and the names of its records."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation, Membership, Organization, User
from kernel.history import Told


def names_of_members(numbers: Iterable[int]) -> dict[int, str]:
    """Whose roles they are."""
    found = Membership.objects.filter(pk__in=numbers).select_related("user")
    return {member.pk: member.user.name.full for member in found}


def names_of_users(numbers: Iterable[int]) -> dict[int, str]:
    """Whose accounts they are."""
    return {user.pk: user.name.full for user in User.objects.filter(pk__in=numbers)}


def names_of_invited(numbers: Iterable[int]) -> dict[int, str]:
    """Who was invited."""
    return {one.pk: one.name.full for one in Invitation.objects.filter(pk__in=numbers)}


def names_of_organizations(numbers: Iterable[int]) -> dict[int, str]:
    """What organizations are called."""
    found = Organization.objects.filter(pk__in=numbers)
    return {one.pk: one.short_name for one in found}


TOLD = Told(
    title=_("Sign-in, people and roles"),
    words={
        "sign_in": _("Signed in"),
        "sign_in_failed": _("A failed attempt to sign in"),
        "sign_out": _("Signed out"),
        "session_over": _("Signed out after the time-out"),
        "end_session": _("A session was ended"),
        "end_sessions": _("All sessions were ended"),
        "set_password": _("The password was changed"),
        "want_email": _("A change of the e-mail was asked for"),
        "change_email": _("The e-mail was changed"),
        "change_profile": _("The profile was changed"),
        "set_up_second_factor": _("The second factor was set up"),
        "switch_off_second_factor": _("The second factor was switched off"),
        "reset_second_factor": _("The second factor was reset"),
        "create_user": _("An account was made"),
        "block_user": _("The account was closed"),
        "unblock_user": _("The account was opened again"),
        "invite": _("An invitation was sent"),
        "renew_invitation": _("The invitation was sent anew"),
        "withdraw_invitation": _("The invitation was withdrawn"),
        "accept_invitation": _("The invitation was accepted"),
        "grant_role": _("A role was given"),
        "rename_classes": _("Roles moved on with their classes"),
        "describe_role": _("The details of a role were changed"),
        "end_role": _("A role was taken away"),
        "refuse_self_grant": _("Somebody tried to give a role to themselves"),
        "make_card": _("A class card was made"),
        "revoke_card": _("A class card was taken back"),
        "add_organization": _("An organization was added"),
        "describe_organization": _("The requisites were changed"),
        "retry_letter": _("A letter about sign-in was sent once more"),
        "export_journal": _("The journal was taken out as a file"),
    },
    pages={
        "accounts.membership": "member",
        "accounts.invitation": "invitation",
        "accounts.organization": "organization-below",
    },
    names={
        "accounts.membership": names_of_members,
        "accounts.user": names_of_users,
        "accounts.invitation": names_of_invited,
        "accounts.organization": names_of_organizations,
    },
)
