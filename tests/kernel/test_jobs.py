"""Long work: claimed once, finished once, taken over after a kill."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kernel import jobs
from kernel.models import Job
from kernel.refusals import Refusal
from kernel.states import JobState
from notices.models import Notice
from tests.people import curator

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind(monkeypatch):
    """Declare a kind of work for one test; returns the list of attempts it was run with."""
    attempts = []

    def work(run):
        attempts.append(run.job.attempt)
        run.step(1, 2, "half")
        return {"answer": 42}

    monkeypatch.setitem(jobs.KINDS, "test.work", jobs.Kind("Work", work))
    return attempts


def wanted(**facts):
    return Job.objects.create(kind="test.work", title="Work", wanted_at=timezone.now(), **facts)


def test_a_wanted_job_is_run_and_its_starter_is_told(kind, django_capture_on_commit_callbacks):
    by = curator()

    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.want("test.work", by=by, now=timezone.now())

    job.refresh_from_db()
    assert (job.state, job.result, job.percent) == (JobState.DONE, {"answer": 42}, 100)
    assert list(Notice.objects.values_list("recipient_id", "url")) == [
        (by.user_id, f"/jobs/{job.pk}/")
    ]


def test_the_same_key_wanted_twice_is_one_job(kind):
    by = curator()

    first = jobs.want("test.work", by=by, key="2026-3", now=timezone.now())
    second = jobs.want("test.work", by=by, key="2026-3", now=timezone.now())

    assert first.pk == second.pk


def test_a_job_run_by_two_workers_is_done_by_one(kind):
    job = wanted()

    jobs.run(job.pk)
    jobs.run(job.pk)

    assert kind == [1]


def test_a_job_of_a_killed_worker_waits_for_the_end_of_its_lease_and_is_taken_over(kind):
    now = timezone.now()
    job = wanted(state=JobState.RUNNING, attempt=1, lease_until_at=now + timedelta(seconds=30))

    jobs.run(job.pk, now=lambda: now)
    early = list(kind)
    jobs.run(job.pk, now=lambda: now + timedelta(minutes=3))

    job.refresh_from_db()
    assert (early, kind, job.state) == ([], [2], JobState.DONE)


def test_a_worker_that_lost_its_lease_can_write_nothing(monkeypatch):
    def slow(run):
        Job.objects.filter(pk=run.job.pk).update(attempt=2)
        run.step(1, 2)

    monkeypatch.setitem(jobs.KINDS, "test.work", jobs.Kind("Work", slow))
    job = wanted()

    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.done_count, job.finished_at) == (JobState.RUNNING, 0, None)


def test_a_refusal_is_told_in_its_own_words(monkeypatch):
    def refused(run):
        raise Refusal("Нет данных за квартал.")

    monkeypatch.setitem(jobs.KINDS, "test.work", jobs.Kind("Work", refused))
    job = wanted()

    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "Нет данных за квартал.")


def test_an_unexpected_error_is_logged_and_shows_no_trace_to_people(monkeypatch, caplog):
    def broken(run):
        raise ZeroDivisionError("secret detail")

    monkeypatch.setitem(jobs.KINDS, "test.work", jobs.Kind("Work", broken))
    job = wanted()

    jobs.run(job.pk)

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "secret detail" not in job.error
    assert "secret detail" in caplog.text


def test_the_sweep_gives_up_on_a_job_that_keeps_killing_workers(kind):
    now = timezone.now()
    job = wanted(
        state=JobState.RUNNING, attempt=jobs.ATTEMPTS, lease_until_at=now - timedelta(minutes=1)
    )

    jobs.sweep(now=now)

    job.refresh_from_db()
    assert (job.state, kind) == (JobState.FAILED, [])


def test_what_an_attempt_kept_is_there_for_the_next_one(monkeypatch):
    seen = []

    def work(run):
        seen.append(run.kept)
        run.keep(page=run.job.attempt)
        if run.job.attempt == 1:
            raise jobs.LeaseLost

    monkeypatch.setitem(jobs.KINDS, "test.work", jobs.Kind("Work", work))
    job = wanted()

    jobs.run(job.pk)
    jobs.run(job.pk, now=lambda: timezone.now() + timedelta(minutes=5))

    assert seen == [{}, {"page": 1}]
