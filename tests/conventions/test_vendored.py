"""What others made and we serve: known by name, version, licence and checksum."""

import hashlib
import json

from tests.conventions.sources import ROOT

VENDOR = ROOT / "static" / "vendor"
VERSIONS = json.loads((VENDOR / "VERSIONS.json").read_text())
FIRST_VIEW_FONTS = ("golos-cyrillic.woff2", "golos-latin.woff2")


def test_every_vendored_file_is_the_one_that_was_taken():
    changed = [
        f"{package['folder']}/{name}"
        for package in VERSIONS
        for name, known in package["sha256"].items()
        if hashlib.sha256((VENDOR / package["folder"] / name).read_bytes()).hexdigest() != known
    ]

    assert changed == []


def test_every_vendored_folder_is_named_and_carries_its_licence():
    folders = {folder.name for folder in VENDOR.iterdir() if folder.is_dir()}

    assert folders == {package["folder"] for package in VERSIONS}
    assert [name for name in folders if not (VENDOR / name / "LICENSE").exists()] == []


def test_the_typeface_of_the_first_view_is_light():
    size = sum((VENDOR / "golos-text-5.3.0" / name).stat().st_size for name in FIRST_VIEW_FONTS)

    assert size <= 60_000
