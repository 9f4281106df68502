"""The old headings stand in the sections now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("surveys", "0003_headings_become_sections")]

    operations = [migrations.RemoveField("question", "heading")]
