"""Beat comes by twice at once and the broker is away: one notice a person, and it is sent later."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.sqlite_only

ROOT = Path(__file__).parents[2]
NOBODY_LISTENS = "redis://127.0.0.1:1/0"

A_PLAN = """
from roadmap.states import RoadmapState
from tests import people
from tests.factories.roadmap import a_roadmap, an_activity
for school in (people.the_school(), people.the_neighbour()):
    curator = people.curator(school)
    plan = a_roadmap(by=curator, state=RoadmapState.APPROVED)
    an_activity(plan, "до 21 октября", responsible=[curator])
"""
BEAT = """
from datetime import UTC, datetime
from roadmap.actions.reminders import owe_deadline_reminders
owe_deadline_reminders(now=datetime(2026, 10, 20, 6, tzinfo=UTC))
"""
COUNT = """
from notices.models import Notice
from roadmap.models import Reminder
kind = Notice.objects.filter(kind="deadlines")
print(kind.count(), kind.values("recipient").distinct().count(), Reminder.objects.count())
"""
SEND = """
from datetime import UTC, datetime
from notices import actions
letters = []
actions.sweep(now=datetime(2026, 10, 20, 7, tzinfo=UTC), deliver=letters.append)
print(len(letters))
"""


@pytest.fixture
def run(tmp_path):
    """Start a process of one's own with a broker that does not answer."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mentoring.settings.one_computer",
        "REDIS_URL": NOBODY_LISTENS,
        "VAR_DIR": str(tmp_path),
    }

    def start(code):
        return subprocess.Popen(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
    )
    return start


def said(process):
    output, trouble = process.communicate(timeout=120)
    assert process.returncode == 0, trouble
    return output.split()


def test_three_beats_at_once_without_a_broker_promise_each_person_one_notice(run):
    said(run(A_PLAN))

    for beat in [run(BEAT) for _ in range(3)]:
        said(beat)

    assert said(run(COUNT)) == ["2", "2", "2"]
    assert said(run(SEND)) == ["2"]
    assert said(run(SEND)) == ["0"]
