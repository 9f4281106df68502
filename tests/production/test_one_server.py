"""One server, as docker-compose.yml describes it: it starts, it says what is missing, it recovers.

One long walk, because starting five programs takes longer than asking them.
"""

import subprocess
import time

import psycopg2
import pytest

from tests.production.installation import Installation
from tests.services import Missing, postgres, redis, wait_until

pytestmark = [pytest.mark.services, pytest.mark.sqlite_only]

WELL = (200, [])


@pytest.fixture
def installation(tmp_path):
    try:
        with postgres(durable=True) as database, redis() as broker:
            installed = Installation(database, broker, tmp_path)
            try:
                yield installed
            finally:
                installed.stop_all()
    except Missing as missing:
        pytest.skip(str(missing))


def test_one_server_lives_falls_and_recovers(installation):
    migrates_once_and_again(installation)
    installation.start("web", "worker", "beat")
    installation.wait_for(WELL)
    beat_sends_and_the_worker_works(installation)
    plain_http_is_sent_to_https(installation)
    a_stranger_is_sent_to_sign_in(installation)
    containers_find_themselves_healthy(installation)
    a_worker_that_stops_is_missed(installation)
    a_redis_that_stops_is_missed_and_comes_back(installation)
    a_redis_that_is_silent_does_not_hold_the_page(installation)
    a_database_that_stops_is_missed_and_comes_back(installation)
    everything_stops_when_asked(installation)


def migrates_once_and_again(installation):
    for _ in range(2):
        done = installation.run("migrate")
        assert done.returncode == 0, done.stderr


def beat_sends_and_the_worker_works(installation):
    wait_until(
        lambda: "kernel.sweep_jobs" in installation.log("worker"),
        60,
        lambda: installation.log("worker"),
    )
    assert "Traceback" not in installation.log("worker")
    assert "Traceback" not in installation.log("beat")


def plain_http_is_sent_to_https(installation):
    status, headers, _body = installation.get("/", **{"X-Forwarded-Proto": "http"})
    assert (status, headers["Location"]) == (301, "https://mentoring.example.org/")

    status, _headers, _body = installation.get("/", Host="evil.example")
    assert status == 400


def a_stranger_is_sent_to_sign_in(installation):
    status, headers, _body = installation.get("/")

    assert (status, headers["Location"]) == (302, "/sign-in/?next=/")
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "script-src 'self'" in headers["Content-Security-Policy"]


def containers_find_themselves_healthy(installation):
    for service in ["web", "worker"]:
        check = installation.services[service]["healthcheck"]["test"]
        command = (
            check[1:] if check[0] == "CMD" else ["sh", "-c", f"HOSTNAME=$(hostname); {check[1]}"]
        )
        done = installation.run(service, command)
        assert done.returncode == 0, done.stdout + done.stderr


def a_worker_that_stops_is_missed(installation):
    installation.stop("worker")
    make_the_last_sign_of_life_old(installation)
    installation.wait_for((503, ["worker"]))

    installation.start("worker")
    installation.wait_for(WELL)


def make_the_last_sign_of_life_old(installation):
    with psycopg2.connect(installation.database.url) as connection, connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_heartbeat SET beaten_at = now() - interval '1 minute'")
    connection.close()


def a_redis_that_stops_is_missed_and_comes_back(installation):
    installation.redis.stop()
    installation.wait_for((503, ["broker"]))

    installation.redis.start()
    installation.wait_for(WELL)


def a_redis_that_is_silent_does_not_hold_the_page(installation):
    installation.redis.freeze()
    began = time.monotonic()
    health = installation.health()
    took = time.monotonic() - began
    installation.redis.thaw()

    assert (health[0], "broker" in health[1]) == (503, True)
    assert took < 2
    installation.wait_for(WELL)


def a_database_that_stops_is_missed_and_comes_back(installation):
    installation.database.stop()
    installation.wait_for((503, ["database", "worker"]))
    check = installation.services["web"]["healthcheck"]["test"][1:]
    assert installation.run("web", check).returncode == 1

    installation.database.start()
    installation.wait_for(WELL)


def everything_stops_when_asked(installation):
    left = dict(installation.running)
    try:
        installation.stop("web", "beat", "worker")
    except subprocess.TimeoutExpired:
        pytest.fail(f"still running: {[n for n, p in left.items() if p.poll() is None]}")

    assert {name: process.returncode for name, process in left.items()} == dict.fromkeys(left, 0)
