"""Papers of article 351.8: for employees who mentor employees, and for nobody else."""

from datetime import date

import pytest
from django.urls import reverse

from kernel.documents.html import as_html
from participants.actions.presets import load_presets
from participants.documents.employment import (
    additional_agreement,
    employment_facts,
    labour_consent,
)
from participants.models import MentoringForm
from tests.factories.participants import EmployeeFactory, MentorFactory, PersonFactory
from tests.people import client_of, curator, the_school

pytestmark = pytest.mark.django_db

UNTIL = date(2027, 8, 31)


def mentor_in(form, *, factory=EmployeeFactory, **facts):
    load_presets()
    person = factory(organization=the_school(), last_name="Вересова", **facts)
    MentorFactory(person=person).forms.add(MentoringForm.objects.get(code=form))
    return person


@pytest.mark.parametrize("make", [labour_consent, additional_agreement])
def test_each_paper_names_the_article_and_the_notice(make):
    person = mentor_in("teacher-teacher")

    text = as_html(make(employment_facts(person, until=UNTIL)))

    for element in ("351.8", "Вересова", "три рабочих дня", the_school().full_name):
        assert element in text


def test_the_agreement_is_a_draft_with_content_term_form_and_pay():
    person = mentor_in("teacher-teacher")

    text = as_html(additional_agreement(employment_facts(person, until=UNTIL)))

    for element in ("ПРОЕКТ", "Содержание.", "Срок.", "31.08.2027", "Форма.", "Оплата."):
        assert element in text


@pytest.mark.parametrize(
    ("form", "who", "status"),
    [
        ("teacher-teacher", {}, 200),
        ("teacher-pupil", {}, 404),
        ("teacher-teacher", {"kind": "outside", "post": "инженер"}, 404),
        ("pupil-pupil", {"factory": PersonFactory}, 404),
    ],
)
def test_it_is_offered_only_where_it_applies(form, who, status):
    person = mentor_in(form, **who)
    browser = client_of(curator())

    page = browser.get(reverse("person", args=[person.pk])).content.decode()
    paper = browser.get(reverse("employment-paper", args=[person.pk, "agreement", "docx"]))

    assert paper.status_code == status
    assert ("351.8" in page) is (status == 200)


def test_who_has_left_the_programme_is_offered_nothing():
    person = mentor_in("teacher-teacher")
    person.mentor.left_on = date(2026, 11, 1)
    person.mentor.save()

    page = client_of(curator()).get(reverse("person", args=[person.pk])).content.decode()

    assert "351.8" not in page
