import pytest

from kernel.documents.issue import facts_of
from kernel.lifecycle import MoveRefused
from kernel.models import IssuedDocument, JournalEntry
from notices.models import Notice
from roadmap.actions import plans, roadmaps
from roadmap.documents.plan import paper_of
from roadmap.facts import RoadmapFacts
from roadmap.queries import waiting_for_signature
from roadmap.states import RoadmapState
from tests import people
from tests.factories.roadmap import NOW, TODAY, a_roadmap, an_activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    """The people of the way: curator, director, municipality."""
    return people.curator(), people.director(), people.municipal()


def sent(curator):
    roadmap = a_roadmap(by=curator)
    an_activity(roadmap, "до 25 октября")
    return roadmaps.submit_roadmap(roadmap, by=curator, now=NOW)


def told(membership):
    notices = Notice.objects.filter(recipient=membership.user).order_by("pk")
    return list(notices.values_list("kind", flat=True))


def test_the_whole_way_tells_the_next_person_each_time(staff):
    curator, director, municipality = staff

    roadmap = sent(curator)
    assert told(director) == ["roadmap_submitted"]
    roadmap = roadmaps.approve_roadmap(roadmap, by=director, now=NOW)
    assert told(curator) == ["roadmap_approved"]
    assert told(municipality) == ["roadmap_approved"]
    roadmap = roadmaps.agree_roadmap(roadmap, by=municipality, now=NOW)

    assert roadmap.state == RoadmapState.AGREED
    assert told(curator) == ["roadmap_approved", "roadmap_agreed"]
    assert list(
        JournalEntry.objects.filter(subject=f"roadmap.roadmap:{roadmap.pk}")
        .order_by("pk")
        .values_list("verb", "role")
    ) == [("submit", "curator"), ("approve", "director"), ("agree", "municipality")]


def test_it_waits_for_the_director_and_then_for_the_municipality(staff):
    curator, director, municipality = staff
    roadmap = sent(curator)

    assert [each.title for each in waiting_for_signature(director)] == [
        "Дорожная карта наставничества, 2026/2027"
    ]
    assert waiting_for_signature(municipality) == []
    assert waiting_for_signature(curator) == []
    assert waiting_for_signature(people.director(people.the_neighbour())) == []

    roadmaps.approve_roadmap(roadmap, by=director, now=NOW)

    assert waiting_for_signature(director) == []
    assert len(waiting_for_signature(municipality)) == 1


def test_an_empty_roadmap_is_not_sent(staff):
    with pytest.raises(roadmaps.EmptyRoadmap):
        roadmaps.submit_roadmap(a_roadmap(by=staff[0]), by=staff[0], now=NOW)


def test_nobody_approves_their_own_work(staff):
    curator = staff[0]
    also_director = people.director(user=curator.user)
    roadmap = sent(curator)

    with pytest.raises(roadmaps.OwnWork):
        roadmaps.approve_roadmap(roadmap, by=also_director, now=NOW)

    roadmap.refresh_from_db()
    assert roadmap.state == RoadmapState.SUBMITTED


def test_a_returned_roadmap_is_out_of_force_and_carries_the_comment(staff):
    curator, director, municipality = staff
    roadmap = roadmaps.approve_roadmap(sent(curator), by=director, now=NOW)

    roadmap = roadmaps.return_roadmap(roadmap, comment="Уточните сроки", by=municipality, now=NOW)

    assert (roadmap.state, roadmap.approved_at) == (RoadmapState.RETURNED, None)
    assert (
        "Уточните сроки" in Notice.objects.get(recipient=curator.user, kind="roadmap_returned").text
    )
    plans.rename_roadmap(roadmap, title="Поправлено", by=curator)
    again = roadmaps.submit_roadmap(roadmap, by=curator, now=NOW)
    assert again.comment == ""


def test_it_is_not_returned_without_a_reason(staff):
    with pytest.raises(roadmaps.NoComment):
        roadmaps.return_roadmap(sent(staff[0]), comment="  ", by=staff[1], now=NOW)


def test_it_is_approved_once(staff):
    roadmap = sent(staff[0])
    roadmaps.approve_roadmap(roadmap, by=staff[1], now=NOW)

    with pytest.raises(MoveRefused):
        roadmaps.approve_roadmap(roadmap, by=staff[1], now=NOW)

    assert IssuedDocument.objects.filter(kind="roadmap").count() == 1


def test_a_sent_roadmap_is_taken_back_by_its_curator(staff):
    roadmap = roadmaps.withdraw_roadmap(sent(staff[0]), by=staff[0])

    assert (roadmap.state, roadmap.submitted_at) == (RoadmapState.DRAFT, None)


def test_the_text_of_a_sent_roadmap_stands(staff):
    roadmap = sent(staff[0])
    stage = roadmap.stages.get()

    with pytest.raises(plans.NotEditable):
        plans.add_activity(stage, by=staff[0], today=TODAY, title="Ещё одно")

    assert stage.activities.count() == 1


def test_the_paper_is_issued_with_what_it_said_on_that_day(staff):
    curator, director, municipality = staff
    roadmap = roadmaps.approve_roadmap(sent(curator), by=director, now=NOW)
    roadmaps.agree_roadmap(roadmap, by=municipality, now=NOW)

    first, second = IssuedDocument.objects.filter(kind="roadmap").order_by("pk")
    said = facts_of(second, RoadmapFacts)
    assert facts_of(first, RoadmapFacts).agreed is None
    assert str(said.approved.on) == "2026-10-20"
    assert said.agreed.organization == "Управление образования"
    assert [row.deadline for row in said.stages[0].activities] == ["до 25 октября"]

    roadmap.stages.get().activities.update(title="Подменено потом")
    roadmap.refresh_from_db()
    assert "Подменено" not in str(paper_of(roadmap))
