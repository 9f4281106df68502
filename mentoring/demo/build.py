"""Make the demo region, part by part, in the order of the rooms."""

from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction

from accounts.models import User
from kernel.calendar import today_in
from mentoring.demo import people, questionnaires, training, world, year
from mentoring.demo.world import World

PARTS: tuple[tuple[str, Callable[[World], None]], ...] = (
    ("справочники", year.load_presets),
    ("организации", world.organize),
    ("сотрудники", world.staff),
    ("участники", people.enter),
    ("дорожные карты", year.plans),
    ("будни", year.everyday),
    ("согласия", year.consents),
    ("сведения, собеседования и обучение", training.groups),
    ("анкеты", year.questionnaires),
    ("свои анкеты", questionnaires.build),
    ("пары", year.pairs),
    ("отчёты", year.reports),
)


def build(*, schools: int, participants: int, now: datetime, say: Callable[[str], None]) -> bool:
    """Make the region unless it is there already; True when it was made.

    The same numbers give the same region. All or nothing.
    """
    if User.objects.filter(username="demo-region").exists():
        return False
    made = World(
        now=now,
        today=today_in("Asia/Yekaterinburg", now),
        schools_wanted=schools,
        participants_wanted=participants,
    )
    with transaction.atomic():
        _take_the_time_it_needs()
        for title, part in PARTS:
            say(title)
            part(made)
    return True


def _take_the_time_it_needs() -> None:
    """A large region thinks longer between two queries than a page may."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
