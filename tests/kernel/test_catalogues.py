"""The check of the catalogues finds what would reach people in English, and only that."""

import gettext
import os
import shutil

import pytest

from kernel import catalogues

HEAD = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ru\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 "
"&& (n%100<12 || n%100>14) ? 1 : 2);\\n"

"""
PAIR = 'msgid "pair"\nmsgstr "пара"\n\n'
MEETINGS = (
    'msgid "%(count)s meeting"\nmsgid_plural "%(count)s meetings"\n'
    'msgstr[0] "%(count)s встреча"\nmsgstr[1] "%(count)s встречи"\nmsgstr[2] "%(count)s встреч"\n\n'
)
SOURCE = """
from django.utils.translation import gettext as _, ngettext
pair = _("pair")
def meetings(count):
    return ngettext("%(count)s meeting", "%(count)s meetings", count) % {"count": count}
"""

needs_gettext = pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed")


@pytest.fixture
def places(tmp_path):
    """A project with one room and a root, both with a catalogue."""
    for folder, source, entries in [("pairs", SOURCE, PAIR + MEETINGS), ("mentoring", "", "")]:
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "texts.py").write_text(source, encoding="utf-8")
        if entries:
            write(tmp_path / folder, entries)
    write(tmp_path, "")
    return catalogues.rooms(tmp_path, ["pairs"])


def write(folder, entries):
    po = folder / catalogues.BESIDE
    po.parent.mkdir(parents=True, exist_ok=True)
    po.write_text(HEAD + entries, encoding="utf-8")
    return po


def reasons(places):
    return [fault.reason.split(";")[0] for fault in catalogues.faults(places)]


@needs_gettext
def test_a_complete_catalogue_has_no_fault(places):
    assert reasons(places) == []


@needs_gettext
def test_an_empty_string_is_a_fault(places):
    write(places[0].folder, PAIR.replace("пара", "") + MEETINGS)

    assert reasons(places) == ["not translated"]


@needs_gettext
def test_an_empty_plural_form_is_a_fault(places):
    write(places[0].folder, PAIR + MEETINGS.replace('%(count)s встреч"\n\n', '"\n\n'))

    assert reasons(places) == ["not translated"]


@needs_gettext
def test_counting_as_in_another_language_is_a_fault(places):
    po = write(places[0].folder, PAIR)
    po.write_text(po.read_text(encoding="utf-8").replace("nplurals=3", "nplurals=4"))

    assert "needs nplurals=3, see another room" in [f.reason for f in catalogues.faults(places)]


@needs_gettext
def test_a_guess_of_gettext_is_a_fault(places):
    write(places[0].folder, "#, fuzzy\n" + PAIR + MEETINGS)

    assert reasons(places) == ["marked as doubtful (fuzzy)"]


@needs_gettext
def test_a_lost_placeholder_is_a_fault(places):
    lost = MEETINGS.replace("%(count)s встречи", "%(number)s встречи")
    write(places[0].folder, PAIR + "#, python-format\n" + lost)

    assert len(reasons(places)) == 1


@needs_gettext
def test_a_string_of_the_source_that_the_catalogue_does_not_know_is_a_fault(places):
    write(places[0].folder, MEETINGS)

    assert reasons(places) == ["not in the catalogue"]


@needs_gettext
def test_two_rooms_that_translate_one_string_differently_are_a_fault(places):
    write(places[1].folder, PAIR.replace("пара", "чета"))

    assert reasons(places) == ["says otherwise than pairs"]


@needs_gettext
def test_a_context_lets_two_rooms_mean_different_things(places):
    write(places[1].folder, 'msgctxt "shoes"\n' + PAIR.replace("пара", "чета"))

    assert reasons(places) == []


@needs_gettext
def test_a_new_string_in_a_template_of_the_root_is_found(places):
    templates = places[0].root / "templates"
    templates.mkdir()
    (templates / "home.html").write_text('{% load i18n %}{% translate "Good morning" %}')

    assert [(f.room, f.text) for f in catalogues.faults(places)] == [(".", "Good morning")]


@needs_gettext
def test_the_root_leaves_the_strings_of_the_rooms_to_them(places):
    catalogues.update_all(places)

    assert "meeting" not in places[1].po.read_text(encoding="utf-8")
    assert "встречи" in places[0].po.read_text(encoding="utf-8")


@needs_gettext
def test_checking_changes_nothing(places):
    before = places[0].po.read_bytes()

    catalogues.faults(places)

    assert places[0].po.read_bytes() == before
    assert not list(places[0].root.rglob("*.pot"))


def test_compiling_needs_no_gettext_and_counts_as_russian_does(places):
    count = catalogues.compile_all(places)

    with places[0].mo.open("rb") as stream:
        russian = gettext.GNUTranslations(stream)
    said = [russian.ngettext("%(count)s meeting", "", number) for number in (1, 2, 5, 11, 21)]
    assert count == 2
    assert said == [
        "%(count)s встреча",
        "%(count)s встречи",
        "%(count)s встреч",
        "%(count)s встреч",
        "%(count)s встреча",
    ]


def test_compiling_again_does_only_what_has_changed(places):
    catalogues.compile_all(places)
    os.utime(places[0].mo, (1, 1))

    assert catalogues.compile_all(places) == 1
    assert catalogues.compile_all(places) == 0
