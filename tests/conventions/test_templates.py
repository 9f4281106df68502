"""Rules of the house for templates, styles and scripts."""

import re
import subprocess

import pytest

from tests.conventions.sources import ROOT, python_files, templates

INLINE = re.compile(
    r"""\s(?:style|on[a-z]+)\s*=\s*["']|<script(?![^>]*\bsrc=)[^>]*>|<style""", re.IGNORECASE
)
FOREIGN = re.compile(r"""(?:src|href|action|url\()\s*=?\s*["']?(?:https?:)?//""", re.IGNORECASE)
TAGS = re.compile(r"""\{%\s*(?:include|extends)\s+["']([^"'#]+)""")


def names(file):
    """The name by which a template is loaded."""
    return str(file).rpartition("/templates/")[2]


@pytest.mark.parametrize("file", templates(), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_template_has_nothing_inline_and_calls_no_foreign_host(file):
    text = re.sub(
        r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", file.read_text(), flags=re.DOTALL
    )

    assert [*INLINE.findall(text), *FOREIGN.findall(text)] == []


def test_styles_and_scripts_call_no_foreign_host():
    ours = [*ROOT.glob("static/css/**/*.css"), *ROOT.glob("static/js/**/*.js")]
    found = [
        f"{file.relative_to(ROOT)}: {address}"
        for file in ours
        for address in re.findall(r"https?://[^\s\"')]+", file.read_text())
        if not address.startswith("http://www.w3.org/")
    ]

    assert ours
    assert found == []


def test_every_template_is_used():
    code = "\n".join(file.read_text() for file in python_files())
    included = {name for file in templates() for name in TAGS.findall(file.read_text())}
    by_convention = re.compile(
        r"^(?:\d{3}(?:_csrf)?\.html|account/|mfa/|usersessions/|mentoring/|allauth/|kernel/paper/)"
    )
    unused = [
        name
        for name in map(names, templates())
        if f'"{name}' not in code
        and name not in included
        and not by_convention.match(name)
        and not name.startswith("components/")
    ]

    assert unused == []


def test_colours_stand_only_in_the_tokens():
    found = [
        f"{file.relative_to(ROOT)}: {colour}"
        for file in (ROOT / "static" / "css").rglob("*.css")
        if file.stem != "tokens"
        for colour in re.findall(
            r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(", file.read_text()
        )
    ]

    assert found == []


def test_no_real_person_of_the_documents_that_schools_gave_us_is_in_the_project():
    surnames = ("Сорок" + "ина", "Белоб" + "аба", "Бадаш" + "ова", "Шеве" + "лева", "Петле" + "ван")
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    found = [
        f"{name}: {surname}"
        for name in tracked
        if name and not name.endswith((".png", ".woff2", ".ttf", ".docx", ".xlsx", ".pdf"))
        if (ROOT / name).is_file()
        for text in [(ROOT / name).read_text(errors="ignore")]
        for surname in surnames
        if surname in text
    ]

    assert found == []
