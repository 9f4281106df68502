# Anonymous answers have a box of their own; when somebody answered is known by the day.

from zoneinfo import ZoneInfo

import django.db.models.deletion
import surveys.sealing
from django.conf import settings
from django.db import migrations, models


def keep_the_day(apps, schema_editor):
    """When somebody answered is kept by the day, where their school is."""
    invitations = apps.get_model("surveys", "Invitation").objects.exclude(answered_at=None)
    rows = invitations.select_related("campaign__programme__organization")
    for invitation in rows.iterator():
        zone = ZoneInfo(invitation.campaign.programme.organization.time_zone)
        invitation.answered_on = invitation.answered_at.astimezone(zone).date()
        invitation.save(update_fields=["answered_on"])


class Migration(migrations.Migration):
    dependencies = [
        ("roadmap", "0005_findings_are_decided_about"),
        ("surveys", "0004_drop_the_old_headings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AnonymousAnswer",
            fields=[
                (
                    "key",
                    models.CharField(
                        default=surveys.sealing.random_key,
                        editable=False,
                        max_length=32,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=10)),
                ("class_name", models.CharField(blank=True, max_length=20)),
                ("text", models.TextField(blank=True)),
                ("number", models.IntegerField(blank=True, null=True)),
                ("chosen", models.JSONField(blank=True, default=list)),
                ("score", models.IntegerField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "anonymous answer",
            },
        ),
        migrations.CreateModel(
            name="AnonymousSheet",
            fields=[
                (
                    "key",
                    models.CharField(
                        default=surveys.sealing.random_key,
                        editable=False,
                        max_length=32,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sealed", models.TextField()),
            ],
            options={
                "verbose_name": "anonymous answer sheet",
            },
        ),
        migrations.AddField(
            model_name="campaign",
            name="box_count",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="campaign",
            name="box_opened_on",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="campaign",
            name="fewest",
            field=models.PositiveSmallIntegerField(
                default=5, verbose_name="results are shown from"
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="answered_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunPython(keep_the_day, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="invitation",
            name="answered_at",
        ),
        migrations.AlterField(
            model_name="campaign",
            name="privacy",
            field=models.CharField(
                choices=[
                    ("named", "with names"),
                    ("confidential", "confidential"),
                    ("anonymous", "anonymous"),
                ],
                default="named",
                max_length=14,
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("fewest__gte", 5)), name="campaign_hides_fewer_than_five"
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("box_opened_on", None),
                    models.Q(("privacy", "anonymous"), ("state", "closed")),
                    _connector="OR",
                ),
                name="campaign_closed_once_its_box_is_open",
            ),
        ),
        migrations.AddField(
            model_name="anonymousanswer",
            name="campaign",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="anonymous_answers",
                to="surveys.campaign",
            ),
        ),
        migrations.AddField(
            model_name="anonymousanswer",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="anonymous_answers",
                to="surveys.question",
            ),
        ),
        migrations.AddField(
            model_name="anonymoussheet",
            name="campaign",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="box",
                to="surveys.campaign",
            ),
        ),
    ]
