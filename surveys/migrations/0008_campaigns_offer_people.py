# A campaign names those who can be chosen in it.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0012_partners_offer_mentors"),
        ("surveys", "0007_campaigns_remind_by_themselves"),
    ]

    operations = [
        migrations.AddField(
            model_name="campaign",
            name="offered",
            field=models.ManyToManyField(blank=True, related_name="+", to="participants.person"),
        ),
    ]
