"""Reading the roadmaps that schools keep in Word, Excel and other files; no database is touched.

`read(content, name)` understands .docx, .doc (where LibreOffice is installed), .xlsx, .xls, .odt,
.pdf with a text layer, .html and text; what it cannot read it refuses with a sentence.
"""

from roadmap.reading.files import MAX_BYTES, blocks_of
from roadmap.reading.plain_text import read_text as blocks_of_text
from roadmap.reading.refused import RoadmapRefused
from roadmap.reading.roadmaps import read_blocks
from roadmap.reading.values import Approval, Problem, ReadColumn, ReadItem, ReadRoadmap, ReadStage

__all__ = [
    "MAX_BYTES",
    "Approval",
    "Problem",
    "ReadColumn",
    "ReadItem",
    "ReadRoadmap",
    "ReadStage",
    "RoadmapRefused",
    "read",
    "read_pasted",
]


def read(content: bytes, name: str) -> ReadRoadmap:
    """Read a file as a roadmap; raise `RoadmapRefused` with a sentence when it cannot be."""
    return read_blocks(blocks_of(content, name))


def read_pasted(text: str) -> ReadRoadmap:
    """Read a text that was pasted from Word or a page."""
    return read_blocks(blocks_of_text(text))
