"""Signs of life: what runs apart from the pages says in the database that it still runs."""

from datetime import datetime, timedelta

from kernel.models import Heartbeat

WORKER = "worker"
BACKUP = "backup"
BEATS_EVERY = timedelta(seconds=10)
SILENT_AFTER = timedelta(seconds=45)


def beat(part: str, *, now: datetime) -> None:
    """Say that a part is alive. One statement, so that any number of workers may say it at once."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(part=part, beaten_at=now)],
        update_conflicts=True,
        unique_fields=["part"],
        update_fields=["beaten_at"],
    )


def last_beat(part: str) -> datetime | None:
    """When a part was last heard of; None for one that never was."""
    return Heartbeat.objects.filter(part=part).values_list("beaten_at", flat=True).first()


def is_alive(part: str, *, now: datetime) -> bool:
    """Tell whether a part was heard of lately."""
    return Heartbeat.objects.filter(part=part, beaten_at__gt=now - SILENT_AFTER).exists()
