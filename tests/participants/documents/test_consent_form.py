"""The blank of a consent: all that article 9 asks for, nothing invented."""

from datetime import date

import pytest

from kernel.documents import paper as p
from kernel.documents.html import as_html
from kernel.documents.templates import check_wording
from participants.actions.presets import load_presets
from participants.documents.consent_form import PLACEHOLDERS, as_paper, wording
from participants.models import ConsentText
from participants.queries.consents import blanks_of
from participants.states import Purpose
from tests.factories.participants import EmployeeFactory, GuardianFactory, PersonFactory
from tests.people import the_school

TODAY = date(2026, 11, 24)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _presets():
    load_presets()


def said(blank):
    return "\n".join(p.plain(paragraph.runs) for paragraph in wording(blank))


@pytest.mark.parametrize("purpose", Purpose)
def test_shipped_wordings_know_their_placeholders_and_name_their_source(purpose):
    text = ConsentText.objects.get(organization=None, purpose=purpose)

    check_wording(text.body, PLACEHOLDERS)
    assert "152-ФЗ" in text.source


@pytest.mark.parametrize("purpose", Purpose)
def test_the_elements_of_the_law_are_there(purpose):
    person = GuardianFactory(child__organization=the_school()).child

    text = said(blanks_of(person, purpose, today=TODAY)[0])

    for element in (
        the_school().full_name,
        "ИНН",
        "Цель обработки",
        "данных",
        "Срок",
        "тозвать",
        "31.08.2027",
    ):
        assert element in text or element.replace("тозвать", "отребовать прекратить") in text
    assert "{" not in text


def test_a_child_of_twelve_has_one_sheet_and_one_of_fifteen_two():
    young = GuardianFactory(child__organization=the_school()).child
    older = GuardianFactory(child__organization=the_school(), child__born_on=date(2011, 3, 1)).child
    grown = EmployeeFactory(organization=the_school())

    counts = [
        len(blanks_of(one, Purpose.TAKING_PART, today=TODAY)) for one in (young, older, grown)
    ]

    assert counts == [1, 2, 1]


def test_without_a_known_representative_the_name_is_left_for_the_pen():
    blank = blanks_of(PersonFactory(organization=the_school()), Purpose.TAKING_PART, today=TODAY)[0]

    assert "____" in said(blank)


def test_publication_has_its_boxes_and_names_stay_letters():
    person = GuardianFactory(
        child__organization=the_school(), child__last_name="<b>Жирный</b>"
    ).child

    html = as_html(as_paper(blanks_of(person, Purpose.PUBLICATION, today=TODAY)))

    assert "фотографии и видеозаписи" in html
    assert "<b>Жирный" not in html
