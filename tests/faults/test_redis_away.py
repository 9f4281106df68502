"""Redis away or silent: pages, limits and wake-ups go on, and nobody waits long."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.cache.backends.redis import RedisCache

from kernel.caches import ForgivingRedisCache
from tests.services import Missing, redis

pytestmark = [pytest.mark.services, pytest.mark.sqlite_only]


@pytest.fixture(scope="module")
def server():
    try:
        with redis() as running:
            yield running
    except Missing as missing:
        pytest.skip(str(missing))


def cache_of(url, kind=ForgivingRedisCache):
    options = {"socket_timeout": 0.3, "socket_connect_timeout": 0.3}
    return kind(url, {"OPTIONS": options})


def use_everything(cache):
    cache.set("a", 1)
    return {
        "get": cache.get("a", "nothing"),
        "get_many": cache.get_many(["a"]),
        "has": "a" in cache,
        "add": cache.add("b", 1),
        "touch": cache.touch("a", 10),
        "set_many": cache.set_many({"c": 3}),
        "delete_many": cache.delete_many(["c"]),
        "delete": cache.delete("a"),
    }


def test_a_redis_that_answers_is_used(server):
    answers = use_everything(cache_of(server.url))

    assert answers == {
        "get": 1,
        "get_many": {"a": 1},
        "has": True,
        "add": True,
        "touch": True,
        "set_many": [],
        "delete_many": None,
        "delete": True,
    }


def test_a_redis_that_is_away_knows_nothing_and_refuses_nothing():
    answers = use_everything(cache_of("redis://127.0.0.1:1/0"))

    assert answers == {
        "get": "nothing",
        "get_many": {},
        "has": False,
        "add": False,
        "touch": False,
        "set_many": [],
        "delete_many": None,
        "delete": False,
    }


def test_djangos_own_cache_would_have_broken_the_page():
    with pytest.raises(Exception, match=r"refused|connect"):
        cache_of("redis://127.0.0.1:1/0", RedisCache).get("a")


def test_a_silent_redis_holds_nobody_long(server):
    cache = cache_of(server.url)
    server.freeze()
    began = time.monotonic()
    answer = cache.get("a", "nothing")
    took = time.monotonic() - began
    server.thaw()

    assert answer == "nothing"
    assert took < 1


TEN_WAKES = """
import django, time
django.setup()
from kernel.wake import wake
began = time.monotonic()
for _ in range(10):
    wake("kernel.run_job", job_id=1)
print(time.monotonic() - began)
"""


def test_ten_things_to_do_wait_once_for_a_silent_redis_not_ten_times(server, tmp_path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mentoring.settings.one_computer",
        "REDIS_URL": server.url,
        "VAR_DIR": str(tmp_path),
    }
    server.freeze()
    try:
        done = subprocess.run(
            [sys.executable, "-c", TEN_WAKES],
            cwd=Path(__file__).parents[2],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    finally:
        server.thaw()

    assert float(done.stdout) < 10
    assert done.stderr.count("nobody was woken") == 1
