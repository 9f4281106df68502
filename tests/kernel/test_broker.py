"""The embedded broker hands every message to one reader, and forgets none."""

import socket
import stat
import time
from queue import Empty

import kombu
import pytest

import kernel.broker  # noqa: F401 -- makes safefs:// known
from kernel.spool import Claim, Spool


@pytest.fixture
def spool(tmp_path):
    return Spool(tmp_path / "spool")


@pytest.fixture
def connect(tmp_path):
    def connection():
        options = {"spool": str(tmp_path / "spool"), "polling_interval": 0.01}
        return kombu.Connection("safefs://", transport_options=options)

    return connection


def texts(spool, queue="work"):
    taken = []
    while claim := spool.claim(queue):
        taken.append(claim.read())
        spool.finish(claim)
    return taken


def test_messages_come_out_in_the_order_they_went_in(spool):
    for text in ["first", "second", "third"]:
        spool.put("work", text)

    assert texts(spool) == ["first", "second", "third"]


def test_a_higher_priority_overtakes(spool):
    spool.put("work", "patient")
    spool.put("work", "urgent", priority=9)
    spool.put("work", "beyond the scale", priority=99)

    assert texts(spool) == ["urgent", "beyond the scale", "patient"]


def test_a_claimed_message_is_seen_by_nobody_else(spool):
    spool.put("work", "only once")

    mine = spool.claim("work")

    assert mine is not None
    assert Spool(spool.root).claim("work") is None
    assert spool.size("work") == 0


def test_a_message_given_back_in_peace_may_come_back_any_number_of_times(spool):
    spool.put("work", "patient")

    for _ in range(10):
        spool.give_back(spool.claim("work"), tried=False)

    assert texts(spool) == ["patient"]


def test_a_message_that_failed_three_times_is_parked(spool):
    spool.put("work", "poison")

    for _ in range(3):
        spool.give_back(spool.claim("work"), tried=True)

    assert spool.claim("work") is None
    assert [path.read_text() for path in (spool.root / "parked").iterdir()] == ["poison"]


def test_finishing_and_giving_back_what_is_gone_changes_nothing(spool):
    spool.put("work", "done")
    claim = spool.claim("work")
    spool.finish(claim)

    spool.finish(claim)
    spool.give_back(claim, tried=True)
    spool.give_back(claim, tried=False)
    spool.park(claim)

    assert texts(spool) == []


def test_a_living_process_is_not_robbed(spool):
    spool.put("work", "mine")
    spool.claim("work")

    assert spool.reap() == 0


def test_drafts_of_publishers_that_died_are_dropped_after_an_hour(spool, monkeypatch):
    spool.put("work", "whole")
    (spool.root / "drafts" / "half").write_text("{")
    spool.reap()
    young = (spool.root / "drafts" / "half").exists()

    soon = time.time() + 7200
    monkeypatch.setattr(time, "time", lambda: soon)
    spool.reap()

    assert young
    assert not (spool.root / "drafts" / "half").exists()


@pytest.mark.parametrize("name", ["..", ".", "../../outside", "a/b", "очередь", "%2e%2e"])
def test_a_queue_by_any_name_stays_inside_the_folder(spool, name):
    spool.put(name, "kept")

    assert texts(spool, name) == ["kept"]
    assert {path.name for path in spool.root.parent.iterdir()} == {"spool"}


def test_nobody_else_on_the_computer_may_look_inside(spool):
    spool.put("work", "private")

    assert stat.S_IMODE(spool.root.stat().st_mode) == 0o700


def test_purging_counts_and_removing_forgets(spool):
    spool.put("work", "one")
    spool.put("work", "two")

    purged = spool.purge("work")
    spool.remove("work")

    assert purged == 2
    assert not (spool.root / "queues" / "work").exists()


def test_bindings_are_kept_once_and_taken_away(spool):
    spool.bind("mail", ("key", "", "work"))
    spool.bind("mail", ("key", "", "work"))
    spool.bind("mail", ("other", "", "work"))
    both = spool.bindings("mail")

    spool.unbind("mail", ("key", "", "work"))

    assert both == [("key", "", "work"), ("other", "", "work")]
    assert spool.bindings("mail") == [("other", "", "work")]


def test_a_message_travels_between_two_connections(connect):
    with connect() as writer, connect() as reader:
        writer.SimpleQueue("work").put({"number": 7})
        message = reader.SimpleQueue("work").get(timeout=1)
        message.ack()

        assert message.payload == {"number": 7}
        assert reader.channel().queue_declare("work").message_count == 0


def test_what_was_not_acknowledged_comes_back_when_the_reader_stops(connect):
    with connect() as writer:
        writer.SimpleQueue("work").put({"number": 7})
    with connect() as hasty:
        hasty.SimpleQueue("work").get(timeout=1)

    with connect() as patient:
        message = patient.SimpleQueue("work").get(timeout=1)
        message.ack()

    assert message.payload == {"number": 7}


def test_what_its_reader_refuses_comes_back_until_it_is_parked(connect, spool):
    with connect() as connection:
        queue = connection.SimpleQueue("work")
        queue.put("poison")
        for _ in range(3):
            queue.get(timeout=1).requeue()

        with pytest.raises(Empty):
            queue.get(timeout=0.1)

    assert len(list((spool.root / "parked").iterdir())) == 1


def test_what_is_read_without_acknowledging_is_gone(connect, spool):
    with connect() as connection:
        connection.SimpleQueue("work").put("news")
        message = connection.channel().basic_get("work", no_ack=True)

    assert message.payload == "news"
    assert not list(spool.root.glob("claimed/*/work/*"))


@pytest.mark.parametrize(
    "rubbish",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"properties": {}}',
        b'{"properties": {"delivery_tag": "x", "body_encoding": "base64"}, "body": "\xd0\xb9"}',
    ],
)
def test_rubbish_in_the_folder_is_parked_and_the_next_message_read(connect, spool, rubbish):
    with connect() as connection:
        queue = connection.SimpleQueue("work")
        queue.put("good")
        (spool.root / "queues" / "work" / "0-rubbish.0").write_bytes(rubbish)

        message = queue.get(timeout=1)

    assert message.payload == "good"
    assert [path.read_bytes() for path in (spool.root / "parked").iterdir()] == [rubbish]


def test_a_fanout_reaches_every_queue(connect):
    exchange = kombu.Exchange("control", type="fanout")
    heard = []
    with connect() as connection:
        queues = [kombu.Queue(name, exchange) for name in ("one", "two")]
        with connection.Consumer(
            queues, callbacks=[lambda body, message: heard.append((body, message))]
        ):
            connection.Producer(exchange=exchange).publish("stop")
            connection.drain_events(timeout=1)
            connection.drain_events(timeout=1)
            with pytest.raises(socket.timeout):
                connection.drain_events(timeout=0.1)
        tags = {message.delivery_tag for _body, message in heard}
        for _body, message in heard:
            message.ack()

    assert [body for body, _message in heard] == ["stop", "stop"]
    assert len(tags) == 2


def test_a_queue_that_is_deleted_is_bound_no_more(connect, spool):
    exchange = kombu.Exchange("control", type="fanout")
    with connect() as connection:
        bound = kombu.Queue("one", exchange)(connection.channel())
        bound.declare()
        before = spool.bindings("control")
        bound.delete()

    assert [queue for _key, _pattern, queue in before] == ["one"]
    assert spool.bindings("control") == []


def test_a_folder_emptied_under_a_running_program_is_made_again(connect, spool):
    import shutil

    with connect() as connection:
        queue = connection.SimpleQueue("work")
        queue.put("lost with the folder")
        shutil.rmtree(spool.root)

        queue.put("after")

        assert queue.get(timeout=1).payload == "after"


def test_a_claim_that_nobody_can_read_any_more_is_no_disaster(spool, tmp_path):
    gone = Claim("work", tmp_path / "gone.0")

    spool.give_back(gone, tried=True)
    spool.give_back(gone, tried=False)

    assert texts(spool) == []
