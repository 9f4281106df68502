"""Who gets what at the kernel's own addresses."""

from django.core.files.base import ContentFile
from django.utils import timezone

from kernel.models import Job
from kernel.states import JobState
from tests.security.access import Access, everybody, only

HERS = only("curator", others=404)


def a_job(world):
    """Finished work of the curator, with a file."""
    made = Job.objects.create(
        kind="test.work",
        title="Сводный отчёт",
        state=JobState.DONE,
        tenant_id=world.school.pk,
        started_by=world.curator.user,
        role=world.curator.role,
        wanted_at=timezone.now(),
        finished_at=timezone.now(),
        file_name="отчёт.xlsx",
    )
    made.file.save("made", ContentFile(b"made"))
    return made


ACCESS = {
    "job": Access(url=lambda world: [world.made(a_job).pk], answers=HERS),
    "job-file": Access(url=lambda world: [world.made(a_job).pk], answers=HERS),
    "gallery": [
        Access(answers=everybody(200, anonymous=200)),
        Access(answers=everybody(404, anonymous=404), settings={"DEMO": False}),
    ],
}
