# Campaigns remind by themselves, and say who is told about answers.

from django.conf import settings
from django.db import migrations, models


def tell_whoever_asked(apps, schema_editor):
    """Until now the one who made a campaign was told about its answers."""
    campaigns = apps.get_model("surveys", "Campaign").objects.exclude(made_by=None)
    for campaign in campaigns.iterator():
        campaign.told.add(campaign.made_by_id)


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0006_classes_have_posters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="campaign",
            name="audience",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="campaign",
            name="is_fixed_list",
            field=models.BooleanField(default=True, verbose_name="nobody is added later"),
        ),
        migrations.AddField(
            model_name="campaign",
            name="remind_every",
            field=models.PositiveSmallIntegerField(
                default=0, verbose_name="days between reminders"
            ),
        ),
        migrations.AddField(
            model_name="campaign",
            name="remind_most",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="how many reminders"),
        ),
        migrations.AddField(
            model_name="campaign",
            name="told",
            field=models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="invitation",
            name="reminder_count",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.RunPython(tell_whoever_asked, migrations.RunPython.noop),
    ]
