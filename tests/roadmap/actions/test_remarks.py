"""Remarks at activities, and the end of the year."""

from datetime import UTC, datetime

import pytest

from notices.models import Notice
from roadmap.actions import amendments, demands, remarks, roadmaps
from roadmap.models import Activity, Remark
from roadmap.queries import waiting_for_signature
from roadmap.states import ActivityState, RoadmapState
from roadmap.wording import row_key
from tests import people
from tests.factories.roadmap import NOW, a_roadmap, an_activity

pytestmark = pytest.mark.django_db


def sent(curator):
    roadmap = a_roadmap(by=curator)
    an_activity(roadmap, "до 25 октября")
    return roadmaps.submit_roadmap(roadmap, by=curator, now=NOW)


def key_of(roadmap):
    return row_key(Activity.objects.get(stage__roadmap=roadmap))


def test_a_roadmap_is_returned_with_remarks_alone_and_they_are_counted():
    curator, director = people.curator(), people.director()
    roadmap = sent(curator)
    remarks.write_remark(
        roadmap, key=key_of(roadmap), text="Раньше на неделю", by=director, now=NOW
    )

    returned = roadmaps.return_roadmap(roadmap, comment="", by=director, now=NOW)

    assert returned.state == RoadmapState.RETURNED
    notice = Notice.objects.get(recipient=curator.user, kind="roadmap_returned")
    assert "1 замечание к мероприятиям" in notice.text
    assert Remark.objects.get().about == "2.1 Провести анкетирование"


def test_an_answered_remark_stays_and_is_answered_once():
    curator, director = people.curator(), people.director()
    roadmap = sent(curator)
    remark = remarks.write_remark(roadmap, key=key_of(roadmap), text="Раньше", by=director, now=NOW)

    remarks.answer_remark(remark, answer="Перенесли", by=curator, now=NOW)
    again = remarks.answer_remark(remark, answer="Другое", by=curator, now=NOW)

    assert (again.answer, again.answered_by) == ("Перенесли", curator.user)
    with pytest.raises(remarks.AlreadyAnswered):
        remarks.remove_remark(remark, by=director)


def test_an_unanswered_remark_is_taken_back():
    director = people.director()
    roadmap = sent(people.curator())
    remark = remarks.write_remark(roadmap, key=key_of(roadmap), text="?", by=director, now=NOW)

    remarks.remove_remark(remark, by=director)

    assert not Remark.objects.exists()


def test_nothing_is_remarked_where_no_decision_waits():
    director = people.director()
    draft = a_roadmap(by=people.curator())
    activity = an_activity(draft)

    with pytest.raises(remarks.NotBeingRead):
        remarks.write_remark(draft, key=row_key(activity), text="?", by=director, now=NOW)


def test_a_remark_names_an_activity_of_this_very_text():
    director = people.director()
    roadmap = sent(people.curator())
    foreign = an_activity(a_roadmap(by=people.stranger()))

    with pytest.raises(remarks.NothingToRemark):
        remarks.write_remark(roadmap, key=row_key(foreign), text="?", by=director, now=NOW)


def test_the_municipality_does_not_read_what_the_director_remarked():
    curator, director, municipality = people.curator(), people.director(), people.municipal()
    roadmap = sent(curator)
    remarks.write_remark(roadmap, key=key_of(roadmap), text="Внутри", by=director, now=NOW)
    roadmap = roadmaps.approve_roadmap(roadmap, by=director, now=NOW)
    theirs = remarks.write_remark(
        roadmap, key=key_of(roadmap), text="Сверху", by=municipality, now=NOW
    )

    assert list(Remark.objects.visible_to(municipality)) == [theirs]
    assert Remark.objects.visible_to(curator).count() == 2
    assert not Remark.objects.visible_to(people.stranger()).exists()


def test_a_municipality_that_does_not_ask_is_not_asked():
    curator, director, municipality = people.curator(), people.director(), people.municipal()
    demands.choose_demand(asks_for_agreement=False, asks_after_amendments=False, by=municipality)

    roadmap = roadmaps.approve_roadmap(sent(curator), by=director, now=NOW)

    assert waiting_for_signature(municipality) == []
    with pytest.raises(roadmaps.NotAskedFor):
        roadmaps.agree_roadmap(roadmap, by=municipality, now=NOW)


class TestClosing:
    """The end of the year."""

    IN_JUNE = datetime(2027, 6, 20, tzinfo=UTC)
    IN_SEPTEMBER = datetime(2027, 9, 2, tzinfo=UTC)

    @pytest.fixture
    def running(self):
        curator, director = people.curator(), people.director()
        return roadmaps.approve_roadmap(sent(curator), by=director, now=NOW), curator

    def test_a_year_that_goes_on_is_not_closed_while_something_is_left(self, running):
        roadmap, curator = running

        with pytest.raises(roadmaps.NotOver):
            roadmaps.close_roadmap(roadmap, by=curator, now=self.IN_JUNE)

    def test_it_is_closed_early_once_all_is_settled(self, running):
        roadmap, curator = running
        Activity.objects.update(state=ActivityState.NOT_NEEDED)

        closed = roadmaps.close_roadmap(roadmap, by=curator, now=self.IN_JUNE)

        assert (closed.state, closed.closed_at) == (RoadmapState.CLOSED, self.IN_JUNE)

    def test_after_the_year_it_is_closed_with_what_was_not_done(self, running):
        roadmap, curator = running

        closed = roadmaps.close_roadmap(roadmap, by=curator, now=self.IN_SEPTEMBER)

        assert closed.state == RoadmapState.CLOSED

    def test_changes_that_wait_come_first(self, running):
        roadmap, curator = running
        amendments.open_amendment(roadmap, by=curator, now=NOW)

        with pytest.raises(roadmaps.ChangesWait):
            roadmaps.close_roadmap(roadmap, by=curator, now=self.IN_SEPTEMBER)
