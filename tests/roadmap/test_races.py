"""Two workers at once: PostgreSQL locks, SQLite writes one at a time anyway."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, connections

from kernel.refusals import Refusal
from notices.models import Notice
from roadmap.actions.programmes import open_programme
from roadmap.actions.reminders import KIND, owe_deadline_reminders
from roadmap.models import Programme, Roadmap
from roadmap.states import RoadmapState
from tests import people
from tests.factories.roadmap import NOW, TODAY, a_draft, a_roadmap, an_activity

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite writes one at a time anyway"),
]


def at_once(*deeds):
    """Run the deeds in threads of their own; a refusal is an answer."""

    def run(deed):
        try:
            return deed()
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_a_morning_is_told_once_by_four_workers():
    curator = people.curator()
    an_activity(
        a_roadmap(by=curator, state=RoadmapState.APPROVED), "до 21 октября", responsible=[curator]
    )
    morning = datetime(2026, 10, 20, 5, tzinfo=UTC)

    at_once(*[lambda: owe_deadline_reminders(now=morning)] * 4)

    assert Notice.objects.filter(kind=KIND).count() == 1


def test_two_curators_open_one_programme():
    first, second = people.curator(), people.curator()
    drafts = [(a_draft(first), first), (a_draft(second), second)]

    answers = at_once(
        *[
            lambda draft=draft, by=by: open_programme(draft, by=by, now=NOW, today=TODAY)
            for draft, by in drafts
        ]
    )

    assert Programme.objects.count() == Roadmap.objects.count() == 1
    assert sum(isinstance(answer, Roadmap) for answer in answers) == 1
