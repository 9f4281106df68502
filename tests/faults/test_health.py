"""The health page says what is missing, and needs nobody to be signed in."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from kernel import heartbeat
from mentoring import health

pytestmark = pytest.mark.django_db


@pytest.fixture
def embedded(settings, tmp_path):
    """An installation with the embedded broker and a worker that was just heard of."""
    settings.REDIS_URL = ""
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"spool": str(tmp_path / "spool")}
    heartbeat.beat(heartbeat.WORKER, now=timezone.now())
    return settings


def test_all_well(client, embedded):
    page = client.get("/health/")

    assert page.status_code == 200
    assert page.json() == {
        "status": "ok",
        "missing": [],
        "database": "ok",
        "broker": "ok",
        "worker": "ok",
    }
    assert "no-store" in page["Cache-Control"]


def test_a_worker_never_heard_of_is_missing(client, embedded):
    heartbeat.Heartbeat.objects.all().delete()

    page = client.get("/health/")

    assert (page.status_code, page.json()["missing"]) == (503, ["worker"])


def test_a_worker_silent_for_too_long_is_missing(client, embedded):
    long_ago = timezone.now() - heartbeat.SILENT_AFTER - timedelta(seconds=1)
    heartbeat.beat(heartbeat.WORKER, now=long_ago)

    page = client.get("/health/")

    assert (page.status_code, page.json()["missing"]) == (503, ["worker"])


def test_a_sign_of_life_is_one_row_however_often_it_is_given(embedded):
    heartbeat.beat(heartbeat.WORKER, now=timezone.now())
    heartbeat.beat(heartbeat.WORKER, now=timezone.now())

    assert heartbeat.Heartbeat.objects.count() == 1


def test_a_spool_that_cannot_be_written_is_a_missing_broker(client, embedded, tmp_path):
    (tmp_path / "file").write_text("in the way")
    embedded.CELERY_BROKER_TRANSPORT_OPTIONS = {"spool": str(tmp_path / "file")}

    page = client.get("/health/")

    assert (page.status_code, page.json()["missing"]) == (503, ["broker"])


def test_a_redis_that_is_not_there_is_a_missing_broker(client, embedded):
    embedded.REDIS_URL = "redis://127.0.0.1:1/0"

    page = client.get("/health/")

    assert (page.status_code, page.json()["missing"]) == (503, ["broker"])


def test_a_database_that_is_away_takes_the_worker_with_it(rf, embedded, monkeypatch):
    def away():
        raise OSError("the database is away at db.internal with the password hunter2")

    monkeypatch.setattr(health, "database_answers", away)
    monkeypatch.setattr(health, "worker_answers", away)

    page = health.health(rf.get("/health/"))

    assert page.status_code == 503
    assert json.loads(page.content)["missing"] == ["database", "worker"]
    assert b"hunter2" not in page.content


def test_health_only_answers_questions(client, embedded):
    assert client.post("/health/").status_code == 405
