"""A broker that is away never harms the one who asked."""

import pytest
from django.db import transaction

from kernel import wake as waking


@pytest.fixture(autouse=True)
def _no_silence(monkeypatch):
    monkeypatch.setattr(waking, "silence", waking.Silence())


class Away:
    task_always_eager = False
    asked = 0

    def apply_async(self, **_):
        Away.asked += 1
        raise ConnectionError("no broker")


@pytest.mark.django_db(transaction=True)
def test_a_broken_broker_is_only_logged(monkeypatch, caplog):
    class App:
        tasks = {"test.task": Away()}
        conf = Away

    monkeypatch.setattr(waking, "current_app", App)

    with transaction.atomic():
        waking.wake("test.task", job_id=1)

    assert "no broker" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_broken_broker_is_left_alone_for_a_while_and_then_asked_again(monkeypatch):
    class App:
        tasks = {"test.task": Away()}
        conf = Away

    monkeypatch.setattr(waking, "current_app", App)
    monkeypatch.setattr(Away, "asked", 0)

    for _ in range(5):
        waking.wake("test.task", job_id=1)
    asked_at_first = Away.asked
    waking.silence.until -= waking.LEFT_ALONE_SECONDS
    waking.wake("test.task", job_id=1)

    assert (asked_at_first, Away.asked) == (1, 2)


@pytest.mark.django_db(transaction=True)
def test_nobody_is_woken_when_the_transaction_is_undone(monkeypatch):
    woken = []

    class Task:
        def apply_async(self, **facts):
            woken.append(facts)

    class App:
        tasks = {"test.task": Task()}

    monkeypatch.setattr(waking, "current_app", App)

    @transaction.atomic
    def undone():
        waking.wake("test.task")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()

    assert woken == []
