"""Who may do what with organizations, people and roles. This file is the whole answer."""

from accounts.models import Card, Invitation, Membership, Organization
from accounts.states import APPOINTS, EDUCATIONAL, LEVELS_ABOVE, STAFF, OrganizationKind, Role
from kernel.access import Rule, both, declare, role_is, signed_in

RANK = {
    Role.REGION: 4,
    Role.MUNICIPALITY: 3,
    Role.DIRECTOR: 2,
    Role.CURATOR: 1,
}


def appoints(by: Membership, _subject: object) -> bool:
    """Hold for whoever may appoint anybody at all."""
    return bool(APPOINTS.get(by.role))


def may_appoint(by: Membership, role: str, organization: Organization) -> bool:
    """Tell whether the role may be given there: by the matrix, in the subtree, where it fits."""
    return (
        role in APPOINTS.get(by.role, frozenset())
        and is_within(organization, by.organization_id)
        and suits(role, organization)
    )


def suits(role: str, organization: Organization) -> bool:
    """Tell whether a role exists in such an organization."""
    if role == Role.REGION:
        return organization.kind == OrganizationKind.REGION
    if role == Role.MUNICIPALITY:
        return organization.kind == OrganizationKind.MUNICIPALITY
    return role == Role.ADMIN or organization.kind in EDUCATIONAL


def is_within(organization: Organization, top_id: int) -> bool:
    """Tell whether an organization is the other or lies below it."""
    above: Organization | None = organization
    while above is not None:
        if above.pk == top_id:
            return True
        above = above.parent
    return False


def dismisses(by: Membership, membership: Membership) -> bool:
    """Hold for whoever may appoint to this role there. Never oneself."""
    return by.user_id != membership.user_id and may_appoint(
        by, membership.role, membership.organization
    )


def outranks(by: Membership, membership: Membership) -> bool:
    """Hold for whoever stands above in the same branch, and for the technical administrator.

    The administrator blocks and unblocks accounts, but nobody who stands above a school.
    """
    if by.user_id == membership.user_id or not is_within(
        membership.organization, by.organization_id
    ):
        return False
    if by.role == Role.ADMIN:
        return membership.role not in LEVELS_ABOVE | {Role.ADMIN}
    if by.role == Role.CURATOR:
        return membership.role in APPOINTS[Role.CURATOR]
    return RANK.get(Role(by.role), 0) > RANK.get(Role(membership.role), 0)


def resets_second_factor(by: Membership, membership: Membership) -> bool:
    """A curator may not."""
    return by.role != Role.CURATOR and outranks(by, membership)


def in_force(_by: Membership, membership: Membership) -> bool:
    """Hold while nobody has ended the role."""
    return membership.ended_at is None


def looks_after(by: Membership, organization: Organization) -> bool:
    """A director edits the requisites of the own school, those above all below them."""
    if by.role == Role.DIRECTOR:
        return organization.pk == by.organization_id
    return by.role in LEVELS_ABOVE and is_within(organization, by.organization_id)


def invited_there(by: Membership, invitation: Invitation) -> bool:
    """Hold for whoever may send such an invitation."""
    return may_appoint(by, invitation.role, invitation.organization)


def is_pending(_by: Membership, invitation: Invitation) -> bool:
    """Hold while nobody has used or withdrawn it."""
    return invitation.accepted_at is None and invitation.withdrawn_at is None


def teaches(by: Membership, card: Card) -> bool:
    """Curators make cards for the school, class teachers for their own class."""
    if card.organization_id != by.organization_id:
        return False
    if by.role == Role.CLASS_TEACHER:
        pupils = card.user.memberships.filter(organization_id=by.organization_id)
        return bool(by.class_name) and pupils.filter(class_name=by.class_name).exists()
    return by.role == Role.CURATOR


def is_valid(_by: Membership, card: Card) -> bool:
    """Hold while the card has not been replaced or taken back."""
    return card.revoked_at is None


declare(
    {
        "accounts.members": Rule(role_is(*LEVELS_ABOVE, Role.DIRECTOR, Role.CURATOR, Role.ADMIN)),
        "accounts.member": Rule(signed_in),
        "accounts.grant_role": Rule(both(appoints, dismisses)),
        "accounts.end_role": Rule(dismisses, when=in_force),
        "accounts.hand_over": Rule(dismisses, when=in_force),
        "accounts.block": Rule(outranks),
        "accounts.reset_second_factor": Rule(resets_second_factor),
        "accounts.end_sessions_of": Rule(outranks),
        "accounts.invite": Rule(appoints),
        "accounts.invitation": Rule(invited_there),
        "accounts.withdraw_invitation": Rule(invited_there, when=is_pending),
        "accounts.organizations": Rule(role_is(*LEVELS_ABOVE, Role.ADMIN)),
        "accounts.organization": Rule(role_is(*LEVELS_ABOVE, *STAFF, Role.ADMIN)),
        "accounts.add_organization": Rule(role_is(*LEVELS_ABOVE)),
        "accounts.edit_organization": Rule(looks_after),
        "accounts.class_cards": Rule(role_is(Role.CURATOR, Role.CLASS_TEACHER)),
        "accounts.revoke_card": Rule(teaches, when=is_valid),
        "accounts.journal": Rule(role_is(Role.CURATOR, Role.DIRECTOR, Role.ADMIN)),
        "accounts.journal_views": Rule(role_is(Role.DIRECTOR, Role.ADMIN)),
        "accounts.export_journal": Rule(role_is(Role.DIRECTOR, Role.ADMIN)),
    }
)
