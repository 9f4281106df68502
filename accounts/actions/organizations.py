"""What can be done with organizations."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization
from accounts.rules import is_within
from accounts.states import OrganizationKind, Role
from kernel import journal
from kernel.refusals import Refusal
from kernel.russian import search_key


class NoSuchPlace(Refusal):
    """The organization cannot stand there in the tree."""


@transaction.atomic
def add_organization(
    parent: Organization | None, *, kind: str, by: Membership | None, **facts: Any
) -> Organization:
    """Enter an organization under another. A region makes municipalities, both make schools."""
    if by is not None:
        _check_place(parent, kind, by)
    made = Organization(parent=parent, kind=kind, **facts)
    _write_search(made)
    made.save()
    journal.record("add_organization", made, by=by)
    return made


@transaction.atomic
def describe_organization(
    organization: Organization, *, by: Membership, **facts: Any
) -> Organization:
    """Change requisites and settings. The journal keeps what has changed."""
    fresh = Organization.objects.select_for_update().get(pk=organization.pk)
    changed = sorted(field for field, value in facts.items() if getattr(fresh, field) != value)
    for field, value in facts.items():
        setattr(fresh, field, value)
    _write_search(fresh)
    fresh.save(update_fields=[*facts, "search"])
    journal.record("describe_organization", fresh, by=by, changed=changed)
    return fresh


def _check_place(parent: Organization | None, kind: str, by: Membership) -> None:
    if parent is None or not is_within(parent, by.organization_id):
        raise NoSuchPlace(_("Choose where the organization belongs."))
    wanted = {
        OrganizationKind.REGION: None,
        OrganizationKind.MUNICIPALITY: OrganizationKind.REGION,
    }.get(OrganizationKind(kind), OrganizationKind.MUNICIPALITY)
    makes_municipality = kind == OrganizationKind.MUNICIPALITY
    if parent.kind != wanted or (makes_municipality and by.role != Role.REGION):
        raise NoSuchPlace(_("Such an organization cannot stand there."))


def _write_search(organization: Organization) -> None:
    organization.search = search_key(f"{organization.short_name} {organization.full_name}")[:600]
