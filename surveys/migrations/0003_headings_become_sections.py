"""Headings of questions become sections; what was answered gets its score."""

from django.db import migrations
from django.db.models import F


def make_sections(apps, schema_editor):
    Questionnaire = apps.get_model("surveys", "Questionnaire")
    Section = apps.get_model("surveys", "Section")
    for questionnaire in Questionnaire.objects.all():
        sections = {}
        for question in questionnaire.questions.exclude(heading="").order_by("position"):
            if question.heading not in sections:
                sections[question.heading] = Section.objects.create(
                    questionnaire=questionnaire, position=len(sections), title=question.heading
                )
            question.section = sections[question.heading]
            question.save(update_fields=["section"])


def count_scores(apps, schema_editor):
    Answer = apps.get_model("surveys", "Answer")
    Answer.objects.filter(question__kind="scale").update(score=F("number"))
    of_yes_no = Answer.objects.filter(question__kind="yes_no")
    of_yes_no.filter(chosen=["yes"]).update(score=1)
    of_yes_no.filter(chosen=["no"]).update(score=0)


class Migration(migrations.Migration):
    dependencies = [("surveys", "0002_kinds_of_questions")]

    operations = [
        migrations.RunPython(make_sections, migrations.RunPython.noop),
        migrations.RunPython(count_scores, migrations.RunPython.noop),
    ]
