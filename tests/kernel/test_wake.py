"""A broker that is away never harms the one who asked."""

import pytest
from django.db import transaction

from kernel import wake as waking


class Away:
    task_always_eager = False

    def apply_async(self, **_):
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
