"""Old .doc goes through LibreOffice where it is installed."""

import shutil
import subprocess

import pytest

from roadmap.reading import read
from tests.roadmap.reading.makers import docx
from tests.roadmap.reading.plans import FRONT, WITH_RESULTS

OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_old_documents_are_read_as_the_new_one(tmp_path):
    new = tmp_path / "plan.docx"
    new.write_bytes(docx(FRONT, WITH_RESULTS))
    expected = read(new.read_bytes(), "plan.docx").to_dict()["stages"]

    # Straight from .docx the office loses the tables of python-docx; through .rtf it keeps them.
    for source, kind in (("docx", "rtf"), ("rtf", "doc")):
        convert(tmp_path / f"plan.{source}", kind)

        roadmap = read((tmp_path / f"plan.{kind}").read_bytes(), f"plan.{kind}")

        assert roadmap.to_dict()["stages"] == expected


def convert(path, kind):
    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation=file://{path.parent}/profile",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(path.parent),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
