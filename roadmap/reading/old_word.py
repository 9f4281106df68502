"""Old .doc and .rtf go through LibreOffice, where it is installed."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from roadmap.reading.archive import damaged
from roadmap.reading.refused import RoadmapRefused

_SECONDS = 90
_PROGRAMS = ("soffice", "libreoffice")


def converted(content: bytes, suffix: str) -> bytes:
    """Return the file as .docx."""
    program = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    if program is None:
        raise RoadmapRefused(
            _("Old files (%(suffix)s) are not read here. Save it as .docx and send it again.")
            % {"suffix": suffix}
        )
    with tempfile.TemporaryDirectory(prefix="roadmap-") as room:
        source = Path(room) / f"roadmap{suffix}"
        source.write_bytes(content)
        _run(program, room, source)
        result = Path(room) / "roadmap.docx"
        if not result.exists():
            raise damaged()
        return result.read_bytes()


def _run(program: str, room: str, source: Path) -> None:
    """Run the office with a profile of its own, without network homes or macros."""
    try:
        subprocess.run(  # noqa: S603 -- fixed arguments, no shell
            [
                program,
                f"-env:UserInstallation=file://{room}/profile",
                "--headless",
                "--norestore",
                "--convert-to",
                "docx",
                "--outdir",
                room,
                str(source),
            ],
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={"HOME": room, "PATH": os.environ.get("PATH", "")},
        )
    except (subprocess.TimeoutExpired, OSError) as failed:
        raise damaged() from failed
