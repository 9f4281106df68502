"""manage.py load_presets: the directories, wordings and questionnaires shipped with the product."""

from typing import Any

from django.core.management.base import BaseCommand

from participants.actions import presets as of_participants
from surveys.actions import presets as of_surveys

ROOMS = {"participants": of_participants.load_presets, "surveys": of_surveys.load_presets}


class Command(BaseCommand):
    """Loads what is shipped. Safe to run after every update: a second run changes nothing."""

    help = "Load the shipped directories, wordings and questionnaires."

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask each room in turn."""
        for room, load in ROOMS.items():
            self.stdout.write(f"{room}: {load()}")
