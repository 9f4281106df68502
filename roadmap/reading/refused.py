"""The refusal to read a file: a sentence for the curator."""

from kernel.refusals import Refusal


class RoadmapRefused(Refusal):
    """The file cannot be read as a roadmap; the message says why and what to do."""
