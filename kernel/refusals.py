"""Refusals that are foreseen: each reads as a sentence and is told to the person."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import Promise


class Refusal(Exception):
    """What was asked cannot be done, and the message says why and what to do.

    Forms turn it into an error of the form; everywhere else the middleware answers with a page
    of status 409. It is never logged as an error.
    """

    def __init__(self, message: "str | Promise") -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)
