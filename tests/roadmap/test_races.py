"""Two workers at once: PostgreSQL locks, SQLite writes one at a time anyway."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, connections

from kernel.refusals import Refusal
from notices.models import Notice
from roadmap.actions import amendments, following, roadmaps, templates, years
from roadmap.actions.programmes import open_programme
from roadmap.actions.reminders import KIND, owe_deadline_reminders
from roadmap.models import (
    Activity,
    Amendment,
    Draft,
    Programme,
    Roadmap,
    RoadmapVersion,
    TemplateDecision,
)
from roadmap.states import AmendmentState, Answer, Leftover, RoadmapState
from roadmap.templates_shipped import shipped
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


def sent_changes(curator):
    """Changes that wait, of a roadmap that was approved."""
    roadmap = a_roadmap(by=curator)
    an_activity(roadmap, "до 25 октября")
    roadmap = roadmaps.submit_roadmap(roadmap, by=curator, now=NOW)
    roadmap = roadmaps.approve_roadmap(roadmap, by=people.director(), now=NOW)
    made = amendments.open_amendment(roadmap, by=curator, now=NOW)
    made.content["stages"][0]["activities"][0]["title"] = "Иначе"
    made = amendments.word_amendment(made, content=made.content, reason="Так", by=curator)
    return amendments.submit_amendment(made, by=curator, now=NOW)


def test_two_curators_open_one_working_copy():
    first, second = people.curator(), people.curator()
    roadmap = a_roadmap(by=first, state=RoadmapState.APPROVED)
    an_activity(roadmap)

    opened = at_once(
        *[
            lambda by=by: amendments.open_amendment(roadmap, by=by, now=NOW)
            for by in (first, second)
        ]
    )

    assert opened[0] == opened[1]
    assert Amendment.objects.count() == 1


def test_changes_are_approved_or_returned_but_not_both():
    curator = people.curator()
    amendment = sent_changes(curator)
    first, second = people.director(), people.director()

    answers = at_once(
        lambda: amendments.approve_amendment(amendment, by=first, now=NOW),
        lambda: amendments.return_amendment(amendment, comment="Нет", by=second, now=NOW),
        lambda: amendments.approve_amendment(amendment, by=second, now=NOW),
    )

    amendment.refresh_from_db()
    was_applied = amendment.state == AmendmentState.APPLIED
    assert sum(isinstance(answer, Amendment) for answer in answers) == 1
    assert RoadmapVersion.objects.count() == 1 + was_applied


def test_a_roadmap_is_returned_or_its_changes_approved_without_a_deadlock():
    curator, director, municipality = people.curator(), people.director(), people.municipal()
    amendment = sent_changes(curator)

    answers = at_once(
        lambda: amendments.approve_amendment(amendment, by=director, now=NOW),
        lambda: roadmaps.return_roadmap(
            amendment.roadmap, comment="Уточните", by=municipality, now=NOW
        ),
    )

    roadmap = Roadmap.objects.get()
    assert roadmap.state == RoadmapState.RETURNED
    assert all(isinstance(answer, Amendment | Roadmap | Refusal) for answer in answers)
    assert roadmap.stages.get().activities.get().title == "Иначе"


def test_two_curators_prepare_one_next_year():
    first, second = people.curator(), people.curator()
    roadmap = a_roadmap(by=first, state=RoadmapState.APPROVED)
    left = an_activity(roadmap, "до 25 октября")
    decisions = {left.pk: years.Decision(Leftover.TAKE)}

    drafts = at_once(
        *[
            lambda by=by: years.take_year(roadmap, decisions=decisions, by=by, now=NOW, today=TODAY)
            for by in (first, second)
        ]
    )

    assert drafts[0] == drafts[1]
    assert Draft.objects.count() == 1


def test_an_item_is_taken_once_by_two_curators():
    region, first, second = people.regional(), people.curator(), people.curator()
    template = templates.make_template(
        shipped()["school"].content(),
        title="Шаблон",
        about="",
        kinds=["school"],
        source_name="",
        by=region,
        now=NOW,
    )
    version = templates.publish_template(template, note="Первая", by=region, now=NOW)
    roadmap = a_roadmap(by=first)
    an_activity(roadmap, title="Своё дело")
    key = version.content["stages"][0]["activities"][0]["key"]
    choices = {key: following.Choice(Answer.TAKEN)}

    at_once(
        *[
            lambda by=by: following.decide_items(roadmap, version, choices=choices, by=by, now=NOW)
            for by in (first, second)
        ]
    )

    assert Activity.objects.filter(stage__roadmap=roadmap).count() == 2
    assert TemplateDecision.objects.count() == 1
