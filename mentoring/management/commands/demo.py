"""Make the demo region."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from accounts.demo import PASSWORD
from accounts.models import Membership
from mentoring.demo.build import build


class Command(BaseCommand):
    """`manage.py demo`: a region with a year of life, invented names, safe to run twice."""

    help = "Make an invented region with a school year in progress."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the size of the region."""
        parser.add_argument("--schools", type=int, default=12)
        parser.add_argument("--participants", type=int, default=360)
        parser.add_argument("--sign-ins", action="store_true", help="only print the sign-ins")

    def handle(self, **options: Any) -> None:
        """Build, then say who can sign in."""
        if not options["sign_ins"]:
            made = build(
                schools=options["schools"],
                participants=options["participants"],
                now=timezone.now(),
                say=lambda part: self.stdout.write(f"  {part}"),
            )
            self.stdout.write("Готово." if made else "Демонстрационный регион уже создан.")
        if options["sign_ins"] or options["verbosity"]:
            self._print_sign_ins()

    def _print_sign_ins(self) -> None:
        self.stdout.write(f"Пароль у всех один: {PASSWORD}")
        people = Membership.objects.filter(user__username__startswith="demo-")
        for membership in people.select_related("user", "organization").order_by("pk"):
            role = membership.get_role_display()
            self.stdout.write(f"  {membership.user.username:20} {role}, {membership.organization}")
