"""Who acts: the kernel knows an actor only by these few facts."""

from typing import Protocol


class Actor(Protocol):
    """A person in one of their roles: a membership, or the one who started long work."""

    @property
    def user_id(self) -> int:
        """Who."""

    @property
    def organization_id(self) -> int:
        """For which organization."""

    @property
    def role(self) -> str:
        """In what role."""
