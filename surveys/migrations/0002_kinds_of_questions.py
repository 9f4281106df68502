"""Sections of their own, more kinds of questions, a second language, files and scores."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]

    operations = [
        migrations.RenameField("question", "section", "heading"),
        migrations.AddField(
            model_name="answer",
            name="file",
            field=models.FileField(blank=True, upload_to="answers/%Y/%m"),
        ),
        migrations.AddField(
            model_name="answer",
            name="score",
            field=models.IntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="question",
            name="english",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="question",
            name="has_other",
            field=models.BooleanField(default=False, verbose_name="own words as a choice"),
        ),
        migrations.AddField(
            model_name="question",
            name="is_reversed",
            field=models.BooleanField(default=False, verbose_name="the higher, the worse"),
        ),
        migrations.AddField(
            model_name="question",
            name="least",
            field=models.IntegerField(blank=True, null=True, verbose_name="the least"),
        ),
        migrations.AddField(
            model_name="question",
            name="most",
            field=models.IntegerField(blank=True, null=True, verbose_name="the most"),
        ),
        migrations.AddField(
            model_name="question",
            name="prefill",
            field=models.CharField(
                blank=True,
                choices=[
                    ("name", "name of the person"),
                    ("class", "class of the person"),
                    ("partner", "the other side of the pair"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="rows",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="question",
            name="show_if",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="questionnaire",
            name="english",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="questionnaire",
            name="origin",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="copies",
                to="surveys.questionnaire",
            ),
        ),
        migrations.AlterField(
            model_name="question",
            name="kind",
            field=models.CharField(
                choices=[
                    ("short", "short text"),
                    ("long", "long text"),
                    ("one", "one choice"),
                    ("several", "several choices"),
                    ("scale", "scale"),
                    ("number", "number"),
                    ("date", "date"),
                    ("yes_no", "yes or no"),
                    ("matrix", "table of choices"),
                    ("ranking", "ranking"),
                    ("people", "choice of people"),
                    ("file", "file"),
                ],
                max_length=10,
                verbose_name="kind of answer",
            ),
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200, verbose_name="heading")),
                ("intro", models.TextField(blank=True, verbose_name="introduction")),
                ("show_if", models.JSONField(blank=True, default=dict)),
                ("english", models.JSONField(blank=True, default=dict)),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="surveys.questionnaire",
                    ),
                ),
            ],
            options={
                "verbose_name": "section",
            },
        ),
        migrations.AddField(
            model_name="question",
            name="section",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="questions",
                to="surveys.section",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("scale_from__lt", models.F("scale_to"))),
                name="question_scale_rises",
            ),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.UniqueConstraint(
                fields=("questionnaire", "position"), name="section_position_once"
            ),
        ),
    ]
