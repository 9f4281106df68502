"""The first act of an empty installation: somebody must be there to invite all the others."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.organizations import add_organization
from accounts.actions.users import create_user
from accounts.models import Membership, Organization
from accounts.states import OrganizationKind, Role
from kernel import journal
from kernel.refusals import Refusal
from kernel.russian import PersonName


class BegunAlready(Refusal):
    """There are organizations already; whoever works in them invites the others."""


@transaction.atomic
def begin(
    name: PersonName,
    *,
    region: str,
    username: str,
    email: str,
    password: str,
    by: None,
    today: date,
) -> list[Membership]:
    """Make the regional centre and its first person, who also looks after the installation."""
    if Organization.objects.exists():
        raise BegunAlready(_("There are organizations already. Ask those who work in them."))
    centre = add_organization(
        None, kind=OrganizationKind.REGION, by=by, full_name=region, short_name=region[:120]
    )
    user = create_user(name, username=username, email=email, password=password, by=by)
    roles = [
        Membership.objects.create(user=user, organization=centre, role=role, since_on=today)
        for role in (Role.REGION, Role.ADMIN)
    ]
    for role in roles:
        journal.record("grant_role", role, by=by, role_given=role.role, first=True)
    return roles
