"""A file that cannot be read, and why, in words for the person who sent it."""

from kernel.refusals import Refusal


class SpreadsheetRefused(Refusal):
    """The file is no table that we can read; the message says what to do with it."""
