"""The form pack: labels, help and errors belong to their fields, for eyes and for ears."""

import pytest
from django.template import Context, Template

from kernel.gallery import SampleForm

FORM = Template("{% load crispy_forms_tags %}{{ form|crispy }}")
LAID_OUT = Template("{% load crispy_forms_tags %}{% crispy form %}")


def draw(form, template=FORM):
    return template.render(Context({"form": form}))


@pytest.fixture
def wrong():
    return SampleForm({"name": "", "email": "орлов@", "form_of_work": "pupil"})


def test_an_error_stands_at_its_field_and_in_the_summary(wrong):
    drawn = draw(wrong)

    assert '<a href="#id_email">Электронная почта:' in drawn
    assert 'id="id_email_error"' in drawn
    assert 'aria-invalid="true" aria-describedby="id_email_error"' in drawn


def test_what_was_typed_stays(wrong):
    drawn = draw(wrong)

    assert 'value="орлов@"' in drawn
    assert 'value="pupil"' in drawn
    assert drawn.count(" checked") == 1


def test_help_is_tied_to_its_field():
    drawn = draw(SampleForm())

    assert '<div class="field-help" id="id_name_helptext">Как в паспорте.</div>' in drawn
    assert 'aria-describedby="id_name_helptext"' in drawn


def test_the_optional_is_said_in_words():
    label = 'for="id_email">Электронная почта <span class="field-optional">(необязательно)</span>'

    assert label in draw(SampleForm())


def test_choices_are_a_fieldset_that_the_summary_can_reach(wrong):
    drawn = draw(SampleForm({}))

    assert '<fieldset class="field" id="id_form_of_work"' in drawn
    assert '<a href="#id_form_of_work">' in drawn
    assert drawn.count('<legend class="field-label">') == 2


def test_a_layout_draws_each_field_once():
    drawn = draw(SampleForm({}), LAID_OUT)

    assert drawn.count('name="name"') == 1
    assert drawn.count("error-summary-title") == 1
    assert "<legend>О человеке</legend>" in drawn
    assert "Сохранить" in drawn
