"""Speaking upwards."""

from dataclasses import dataclass

import pytest

from kernel import events
from mentoring import wiring


@dataclass(frozen=True)
class Rung:
    times: int


@pytest.fixture(autouse=True)
def _put_back():
    yield
    wiring.connect()


def test_reactions_run_at_once_and_in_order():
    heard = []
    events.connect({Rung: [lambda e: heard.append(e.times), lambda e: heard.append(-e.times)]})

    events.announce(Rung(3))

    assert heard == [3, -3]


def test_an_event_that_nobody_wired_is_a_bug():
    events.connect({})

    with pytest.raises(KeyError):
        events.announce(Rung(1))
