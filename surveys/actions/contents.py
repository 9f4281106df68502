"""Write what a questionnaire says."""

from django.db import transaction

from surveys.content import Content, as_question, as_section
from surveys.models import Question, Questionnaire, Section


@transaction.atomic
def write_content(questionnaire: Questionnaire, content: Content) -> None:
    """Give a questionnaire that has no questions yet the sections and questions of a content."""
    headed = [part.section for part in content.parts if part.section]
    made = Section.objects.bulk_create(
        as_section(questionnaire, position, said) for position, said in enumerate(headed)
    )
    sections = iter(made)
    questions: list[Question] = []
    for part in content.parts:
        section = next(sections) if part.section else None
        for said in part.questions:
            questions.append(as_question(questionnaire, section, len(questions), said))
    Question.objects.bulk_create(questions)
