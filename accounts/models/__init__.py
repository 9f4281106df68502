"""Organizations as a tree, the people who sign in, and their roles with dates."""

from accounts.models.entry import Card, Invitation, Letter
from accounts.models.organizations import Organization
from accounts.models.people import Membership, User, name_fields

__all__ = [
    "Card",
    "Invitation",
    "Letter",
    "Membership",
    "Organization",
    "User",
    "name_fields",
]
