"""The embedded broker under load and under kill -9."""

import multiprocessing
import os
import signal
import time
from collections import Counter
from pathlib import Path
from queue import Empty

import kombu
import pytest

import kernel.broker  # noqa: F401 -- makes safefs:// known
from kernel.spool import Spool

PRODUCERS, MESSAGES = 3, 1000
spawn = multiprocessing.get_context("spawn")


def connection(folder):
    return kombu.Connection(
        "safefs://", transport_options={"spool": str(folder), "polling_interval": 0.001}
    )


def produce(folder, number, count):
    with connection(folder) as there:
        queue = there.SimpleQueue("work")
        for index in range(count):
            queue.put(f"{number}/{index}")


def consume(folder, heard, quiet_seconds):
    with connection(folder) as there, Path(heard).open("a") as log:
        queue = there.SimpleQueue("work")
        while True:
            try:
                message = queue.get(timeout=quiet_seconds)
            except Empty:
                return
            log.write(message.payload + "\n")
            log.flush()
            message.ack()


def hold(folder, count, ready):
    """Take messages, say so, and never finish."""
    spool = Spool(Path(folder))
    held = [spool.claim("work") for _ in range(count)]
    draft = Path(f"{ready}.draft")
    draft.write_text(str(sum(claim is not None for claim in held)))
    draft.rename(ready)
    time.sleep(600)


def wait_for(condition, seconds=120):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.02)
    return False


@pytest.fixture
def started():
    """Start processes that do not outlive the test."""
    processes = []

    def start(target, *arguments):
        process = spawn.Process(target=target, args=arguments, daemon=True)
        process.start()
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.join()


def test_three_producers_and_two_consumers_lose_and_double_nothing(tmp_path, started):
    folder = tmp_path / "spool"
    readers = [started(consume, folder, tmp_path / f"heard-{n}", 4) for n in range(2)]
    writers = [started(produce, folder, n, MESSAGES) for n in range(PRODUCERS)]

    for process in [*writers, *readers]:
        process.join(120)

    heard = Counter(
        line for n in range(2) for line in (tmp_path / f"heard-{n}").read_text().split()
    )
    sent = Counter(f"{number}/{index}" for number in range(PRODUCERS) for index in range(MESSAGES))
    assert heard == sent
    assert not list((folder / "drafts").iterdir())
    assert [process.exitcode for process in [*writers, *readers]] == [0] * 5


def test_what_a_killed_consumer_had_claimed_is_all_taken_back(tmp_path, started):
    folder = tmp_path / "spool"
    produce(folder, 0, 20)
    ready = tmp_path / "ready"
    victim = started(hold, folder, 8, ready)
    assert wait_for(ready.exists)
    assert Spool(folder).reap() == 0, "its claims are its own while it lives"

    os.kill(victim.pid, signal.SIGKILL)
    victim.join()

    assert Spool(folder).reap() == 8
    spool, seen = Spool(folder), []
    while claim := spool.claim("work"):
        seen.append(claim.path.name)
        spool.finish(claim)
    assert len(seen) == 20
    assert not list(folder.glob("claimed/*/*/*"))


def test_two_that_reap_at_once_give_each_message_back_once(tmp_path, started):
    folder = tmp_path / "spool"
    produce(folder, 0, 200)
    ready = tmp_path / "ready"
    victim = started(hold, folder, 200, ready)
    assert wait_for(ready.exists)
    os.kill(victim.pid, signal.SIGKILL)
    victim.join()

    readers = [started(consume, folder, tmp_path / f"heard-{n}", 3) for n in range(2)]
    for process in readers:
        process.join(60)

    heard = Counter(
        line for n in range(2) for line in (tmp_path / f"heard-{n}").read_text().split()
    )
    assert heard == Counter(f"0/{index}" for index in range(200))


def test_a_message_that_kills_every_reader_is_parked_after_the_third(tmp_path, started):
    folder = tmp_path / "spool"
    produce(folder, 0, 1)

    for number in range(3):
        ready = tmp_path / f"ready-{number}"
        victim = started(hold, folder, 1, ready)
        assert wait_for(ready.exists)
        assert ready.read_text() == "1"
        os.kill(victim.pid, signal.SIGKILL)
        victim.join()
        Spool(folder).reap()

    assert Spool(folder).claim("work") is None
    assert len(list((folder / "parked").iterdir())) == 1
