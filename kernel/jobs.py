"""Long work: wanted by a row, run by a worker that holds a lease, finished exactly once.

A job is run at least once from its start or from what it kept; its steps must be idempotent.
A worker that is killed loses the lease, and the sweep gives the job to the next one. After
`ATTEMPTS` lost leases or an exception the job is shown as failed, never forgotten.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any

from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel import events, journal
from kernel.actors import Actor
from kernel.models import Job
from kernel.refusals import Refusal
from kernel.states import JobState
from kernel.wake import wake

logger = logging.getLogger(__name__)

LEASE_LASTS = timedelta(minutes=2)
ATTEMPTS = 5


class LeaseLost(Exception):
    """Another worker has taken the job; this one must stop without a trace."""


@dataclass(frozen=True)
class JobFinished:
    """A job is done or has failed; the one who started it should learn of it."""

    job: Job


@dataclass(frozen=True)
class Starter:
    """The person who wanted the job, in the role they acted through."""

    user_id: int
    organization_id: int
    role: str


@dataclass
class Run:
    """One attempt at a job, as its function sees it."""

    job: Job
    now: Callable[[], datetime] = timezone.now

    @property
    def params(self) -> dict[str, Any]:
        """What was asked for."""
        return dict(self.job.params)

    @property
    def kept(self) -> dict[str, Any]:
        """What earlier attempts have kept."""
        return dict(self.job.kept)

    @property
    def by(self) -> Starter | None:
        """Who wanted it; None for the system's own work."""
        if self.job.started_by_id is None or self.job.tenant_id is None:
            return None
        return Starter(self.job.started_by_id, self.job.tenant_id, self.job.role)

    def step(self, done: int, total: int, label: "str | Promise" = "") -> None:
        """Tell how far it is, and renew the lease. A step should take less than a minute."""
        self._write(done_count=done, total_count=total, step=str(label)[:200])

    def keep(self, **facts: Any) -> None:
        """Remember what the next attempt need not do again."""
        self.job.kept = {**self.job.kept, **facts}
        self._write(kept=self.job.kept)

    def keep_file(self, name: str, content: bytes | IO[bytes]) -> None:
        """Keep the file that the job makes; only its starter may download it."""
        made = ContentFile(content) if isinstance(content, bytes) else File(content)
        self.job.file.save(f"{self.job.pk}-{self.job.attempt}", made, save=False)
        self._write(file=self.job.file.name, file_name=name)

    def _write(self, **changes: Any) -> None:
        changes["lease_until_at"] = self.now() + LEASE_LASTS
        if not _held(self.job).update(**changes):
            raise LeaseLost(str(self.job))


Work = Callable[[Run], dict[str, Any] | None]


@dataclass(frozen=True)
class Kind:
    """A kind of long work: its title for people and the function that does it."""

    title: "str | Promise"
    work: Work


KINDS: dict[str, Kind] = {}


def job(kind: str, *, title: "str | Promise") -> Callable[[Work], Work]:
    """Register the function that does one kind of work. Imported from the room's `apps.ready`."""

    def register(work: Work) -> Work:
        if kind in KINDS and KINDS[kind].work is not work:
            raise ValueError(f"declared twice: {kind}")
        KINDS[kind] = Kind(title, work)
        return work

    return register


@transaction.atomic
def want(
    kind: str, *, by: Actor | None, key: str = "", title: str = "", now: datetime, **params: Any
) -> Job:
    """Ask for long work. Asked again with the same key while it is open, return the same job."""
    declared = KINDS[kind]
    try:
        with transaction.atomic():
            wanted = Job.objects.create(
                kind=kind,
                key=key,
                title=title or str(declared.title),
                params=params,
                tenant_id=by.organization_id if by else None,
                started_by_id=by.user_id if by else None,
                role=by.role if by else "",
                wanted_at=now,
            )
    except IntegrityError:
        return Job.objects.open().get(kind=kind, key=key)
    journal.record("want_job", wanted, by=by, kind=kind)
    wake("kernel.run_job", job_id=wanted.pk)
    return wanted


def run(job_id: int, *, now: Callable[[], datetime] = timezone.now) -> None:
    """Take the job if it is free, and do it. Safe to call any number of times."""
    taken = _claim(job_id, now=now())
    if taken is None:
        return
    try:
        result = KINDS[taken.kind].work(Run(taken, now))
    except LeaseLost:
        logger.warning("job %s lost its lease", job_id)
    except Refusal as refusal:
        _finish(taken, JobState.FAILED, now=now(), error=str(refusal))
    except Exception:
        logger.exception("job %s (%s) failed", job_id, taken.kind)
        _finish(
            taken,
            JobState.FAILED,
            now=now(),
            error=str(_("An unexpected error. Tell the administrator the number of this job.")),
        )
    else:
        _finish(taken, JobState.DONE, now=now(), result=result or {})


def sweep(*, now: datetime) -> int:
    """Wake up for every job that nobody holds; give up on those that keep killing workers."""
    free = Job.objects.filter(_is_free(now))
    for spent in free.filter(attempt__gte=ATTEMPTS):
        _finish(
            spent, JobState.FAILED, now=now, error=str(_("The work was interrupted several times."))
        )
    waiting = list(free.filter(attempt__lt=ATTEMPTS).values_list("pk", flat=True))
    for job_id in waiting:
        wake("kernel.run_job", job_id=job_id)
    return len(waiting)


def _is_free(now: datetime) -> Q:
    return Q(state=JobState.WANTED) | Q(state=JobState.RUNNING, lease_until_at__lt=now)


def _claim(job_id: int, *, now: datetime) -> Job | None:
    """Take the job for this worker. One UPDATE on one table: only one caller ever wins."""
    taken = Job.objects.filter(_is_free(now), pk=job_id, attempt__lt=ATTEMPTS).update(
        state=JobState.RUNNING, attempt=F("attempt") + 1, lease_until_at=now + LEASE_LASTS
    )
    return Job.objects.get(pk=job_id) if taken else None


def _held(held: Job) -> Any:
    return Job.objects.filter(pk=held.pk, attempt=held.attempt, state=JobState.RUNNING)


@transaction.atomic
def _finish(finished: Job, state: JobState, *, now: datetime, **changes: Any) -> None:
    same = Job.objects.filter(pk=finished.pk, attempt=finished.attempt).open()
    if not same.update(state=state, finished_at=now, lease_until_at=None, **changes):
        return
    finished.refresh_from_db()
    journal.record("finish_job", finished, by=None, state=state)
    events.announce(JobFinished(finished))
