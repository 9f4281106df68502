"""Make the first organization of an empty installation and its first person."""

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.actions.beginning import begin
from kernel.refusals import Refusal
from kernel.russian import PersonName


class Command(BaseCommand):
    """`manage.py begin`: the one who can sign in first, and invite all the others."""

    help = "Make the regional centre and the person who invites all the others."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take who and where."""
        parser.add_argument("--centre", required=True, help="name of the regional centre")
        parser.add_argument("--login", required=True, help="login name")
        parser.add_argument("--email", default="", help="for letters and for a forgotten password")
        parser.add_argument("--last-name", required=True)
        parser.add_argument("--first-name", required=True)
        parser.add_argument("--patronymic", default="")

    def handle(self, **options: Any) -> None:
        """Make them, and print the password once."""
        password = secrets.token_urlsafe(12)
        try:
            begin(
                PersonName(options["last_name"], options["first_name"], options["patronymic"]),
                region=options["centre"],
                username=options["login"],
                email=options["email"],
                password=password,
                by=None,
                today=timezone.localdate(),
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{options['login']}: {password}")
