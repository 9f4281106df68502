"""Who acts: the kernel knows an actor only by these few facts."""

from typing import Protocol


class Actor(Protocol):
    """A person in one of their roles. `accounts.models.Membership` is the one that exists."""

    user_id: int
    organization_id: int
    role: str
