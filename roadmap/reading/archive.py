"""Office files are ZIP archives of XML; nothing in them is trusted."""

from io import BytesIO
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 -- it is a class

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from roadmap.reading.refused import RoadmapRefused

MAX_ENTRIES = 2_000
MAX_PART_BYTES = 25 * 1024 * 1024
MAX_RATIO = 150
_RATIO_FLOOR_BYTES = 1024 * 1024


def damaged() -> RoadmapRefused:
    """Return the refusal of a broken file."""
    return RoadmapRefused(
        _("The file is damaged or holds what it must not. Open it, save it anew and send it again.")
    )


class Archive:
    """A ZIP file that is opened part by part, each checked before it is unpacked."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(content))
            self.names = frozenset(self._zip.namelist())
        except (BadZipFile, ValueError, OSError, NotImplementedError) as broken:
            raise damaged() from broken
        if len(self.names) > MAX_ENTRIES:
            raise damaged()

    def part(self, name: str) -> bytes:
        """Unpack one part; a part that grows too much is a bomb."""
        entry = self._zip.getinfo(name)
        large = entry.file_size > _RATIO_FLOOR_BYTES
        if entry.file_size > MAX_PART_BYTES or (
            large and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        ):
            raise damaged()
        try:
            with self._zip.open(entry) as packed:
                content = packed.read(MAX_PART_BYTES + 1)
        except RuntimeError as locked:
            raise RoadmapRefused(
                _("The file is protected with a password. Save it without one and send it again.")
            ) from locked
        except (BadZipFile, ZlibError, OSError, EOFError, NotImplementedError) as broken:
            raise damaged() from broken
        if len(content) > MAX_PART_BYTES:
            raise damaged()
        return content

    def xml(self, name: str) -> Element | None:
        """Parse one part; None when there is no such part. Entities are refused."""
        if name not in self.names:
            return None
        try:
            root: Element = fromstring(self.part(name), forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, RecursionError) as broken:
            raise damaged() from broken
        return root

    def has_pictures(self) -> bool:
        """Tell whether there are pictures inside."""
        return any("media/" in name or name.startswith("Pictures/") for name in self.names)
