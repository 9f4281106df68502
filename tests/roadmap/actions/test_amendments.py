"""Changes to an approved roadmap: what they change, who decides, what is kept."""

from datetime import date

import pytest

from kernel.documents.issue import facts_of
from kernel.lifecycle import MoveRefused
from kernel.models import IssuedDocument
from notices.models import Notice
from roadmap.actions import amendments, demands, roadmaps
from roadmap.actions.evidence import add_evidence
from roadmap.actions.wording import AlreadyCarriedOut
from roadmap.facts import RoadmapFacts
from roadmap.models import Activity, Amendment, RoadmapVersion
from roadmap.queries import waiting_for_signature
from roadmap.states import ActivityState, AmendmentState, RoadmapState
from roadmap.wording import new_row
from tests import people
from tests.factories.roadmap import NOW, a_roadmap, an_activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    """The people of the way: curator, director, municipality."""
    return people.curator(), people.director(), people.municipal()


def approved(staff, *, agreed=False):
    curator, director, municipality = staff
    roadmap = a_roadmap(by=curator)
    an_activity(roadmap, "до 25 октября", title="Провести анкетирование")
    an_activity(roadmap, "до 10 ноября", title="Собрать согласия")
    roadmap = roadmaps.submit_roadmap(roadmap, by=curator, now=NOW)
    roadmap = roadmaps.approve_roadmap(roadmap, by=director, now=NOW)
    return roadmaps.agree_roadmap(roadmap, by=municipality, now=NOW) if agreed else roadmap


def reworded(roadmap, curator, change, reason="Сдвинулись сроки"):
    amendment = amendments.open_amendment(roadmap, by=curator, now=NOW)
    content = amendment.content
    change(content["stages"][0]["activities"])
    return amendments.word_amendment(amendment, content=content, reason=reason, by=curator)


def later(rows):
    rows[0]["deadline"] = "до 30 октября"


def sent(roadmap, curator, change=later):
    amendment = reworded(roadmap, curator, change)
    return amendments.submit_amendment(amendment, by=curator, now=NOW)


def titles(roadmap):
    rows = Activity.objects.filter(stage__roadmap=roadmap).order_by("position")
    return list(rows.values_list("title", flat=True))


def test_until_they_are_approved_the_approved_text_stands(staff):
    curator = staff[0]
    roadmap = approved(staff)

    amendment = sent(roadmap, curator)

    assert amendment.state == AmendmentState.SUBMITTED
    assert Activity.objects.get(title="Провести анкетирование").due_on == date(2026, 10, 25)


def test_approved_changes_are_the_text_and_a_version_with_its_paper(staff):
    curator, director, _municipality = staff
    roadmap = approved(staff)

    def change(rows):
        later(rows)
        rows.append(new_row(number="2.3", title="Поговорить с родителями", deadline="до 1 ноября"))

    amendment = amendments.approve_amendment(sent(roadmap, curator, change), by=director, now=NOW)

    assert amendment.state == AmendmentState.APPLIED
    assert Activity.objects.get(title="Провести анкетирование").due_on == date(2026, 10, 30)
    assert titles(roadmap) == [
        "Провести анкетирование",
        "Собрать согласия",
        "Поговорить с родителями",
    ]
    first, second = RoadmapVersion.objects.order_by("number")
    assert (first.amendment, second.amendment) == (None, amendment)
    assert "до 25 октября" in str(facts_of(first.paper, RoadmapFacts))
    said = facts_of(second.paper, RoadmapFacts)
    assert ("до 30 октября" in str(said), said.edition) == (True, 2)


def test_an_activity_keeps_its_people_and_state_through_changes(staff):
    curator, director, _municipality = staff
    roadmap = approved(staff)
    activity = Activity.objects.get(title="Провести анкетирование")
    activity.responsible.set([curator])
    Activity.objects.filter(pk=activity.pk).update(
        state=ActivityState.DONE, done_on=date(2026, 10, 20)
    )

    amendments.approve_amendment(sent(roadmap, curator), by=director, now=NOW)

    activity.refresh_from_db()
    assert (activity.state, activity.done_on) == (ActivityState.DONE, date(2026, 10, 20))
    assert list(activity.responsible.all()) == [curator]


def test_what_was_carried_out_is_not_taken_out(staff):
    curator, director, _municipality = staff
    roadmap = approved(staff)
    amendment = reworded(roadmap, curator, lambda rows: rows.pop(0))
    kept = Activity.objects.get(title="Провести анкетирование")

    sent_changes = amendments.submit_amendment(amendment, by=curator, now=NOW)
    add_evidence(kept, link="https://example.org", by=curator, now=NOW)
    with pytest.raises(AlreadyCarriedOut):
        amendments.approve_amendment(sent_changes, by=director, now=NOW)

    sent_changes.refresh_from_db()
    assert sent_changes.state == AmendmentState.SUBMITTED
    assert len(titles(roadmap)) == 2


def test_nobody_approves_changes_of_their_own(staff):
    curator = staff[0]
    also_director = people.director(user=curator.user)

    with pytest.raises(roadmaps.OwnWork):
        amendments.approve_amendment(sent(approved(staff), curator), by=also_director, now=NOW)


def test_nothing_is_sent_without_a_change_or_a_reason(staff):
    curator = staff[0]
    roadmap = approved(staff)

    same = reworded(roadmap, curator, lambda rows: None)
    with pytest.raises(amendments.NothingChanged):
        amendments.submit_amendment(same, by=curator, now=NOW)
    unexplained = reworded(roadmap, curator, later, reason=" ")
    with pytest.raises(amendments.NoReason):
        amendments.submit_amendment(unexplained, by=curator, now=NOW)


def test_there_is_one_working_copy_at_a_time(staff):
    curator = staff[0]
    roadmap = approved(staff)

    first = amendments.open_amendment(roadmap, by=curator, now=NOW)
    again = amendments.open_amendment(roadmap, by=people.curator(), now=NOW)

    assert first == again
    assert Amendment.objects.count() == 1


def test_a_draft_is_edited_and_not_amended(staff):
    with pytest.raises(amendments.NotInForce):
        amendments.open_amendment(a_roadmap(by=staff[0]), by=staff[0], now=NOW)


def test_returned_changes_carry_the_comment_and_may_be_edited_again(staff):
    curator, director, _municipality = staff
    roadmap = approved(staff)

    returned = amendments.return_amendment(
        sent(roadmap, curator), comment="Не успеем", by=director, now=NOW
    )

    assert (returned.state, returned.comment) == (AmendmentState.RETURNED, "Не успеем")
    notice = Notice.objects.get(recipient=curator.user, kind="amendment_returned")
    assert "Не успеем" in notice.text
    roadmap.refresh_from_db()
    assert roadmap.state == RoadmapState.APPROVED
    again = amendments.submit_amendment(returned, by=curator, now=NOW)
    assert again.comment == ""


def test_sent_changes_stand_until_they_are_taken_back(staff):
    curator = staff[0]
    amendment = sent(approved(staff), curator)

    with pytest.raises(amendments.NotAmendable):
        amendments.word_amendment(amendment, content=amendment.content, reason="х", by=curator)
    back = amendments.withdraw_amendment(amendment, by=curator)

    assert (back.state, back.submitted_at) == (AmendmentState.DRAFT, None)


def test_an_agreed_roadmap_stays_agreed_where_nobody_asks_again(staff):
    curator, director, municipality = staff
    roadmap = approved(staff, agreed=True)

    amendments.approve_amendment(sent(roadmap, curator), by=director, now=NOW)

    roadmap.refresh_from_db()
    assert roadmap.state == RoadmapState.AGREED
    said = facts_of(RoadmapVersion.objects.get(number=2).paper, RoadmapFacts)
    assert (said.agreed.organization, said.agreed_edition) == ("Управление образования", 1)
    assert waiting_for_signature(municipality) == []


def test_where_the_municipality_asks_again_its_word_is_the_last(staff):
    curator, director, municipality = staff
    roadmap = approved(staff, agreed=True)
    demands.choose_demand(asks_for_agreement=True, asks_after_amendments=True, by=municipality)

    amendment = amendments.approve_amendment(sent(roadmap, curator), by=director, now=NOW)

    assert amendment.state == AmendmentState.APPROVED
    assert Activity.objects.get(title="Провести анкетирование").due_on == date(2026, 10, 25)
    assert [waiting.kind for waiting in waiting_for_signature(municipality)] == [
        "Изменения дорожной карты"
    ]
    amendments.agree_amendment(amendment, by=municipality, now=NOW)
    assert Activity.objects.get(title="Провести анкетирование").due_on == date(2026, 10, 30)
    version = RoadmapVersion.objects.get(number=2)
    assert version.agreed_by == municipality.user
    assert facts_of(version.paper, RoadmapFacts).agreed_edition == 0


def test_the_municipality_returns_changes_and_the_old_text_runs_on(staff):
    curator, director, municipality = staff
    roadmap = approved(staff, agreed=True)
    demands.choose_demand(asks_for_agreement=True, asks_after_amendments=True, by=municipality)
    amendment = amendments.approve_amendment(sent(roadmap, curator), by=director, now=NOW)

    back = amendments.return_amendment(amendment, comment="Рано", by=municipality, now=NOW)

    roadmap.refresh_from_db()
    assert (back.state, roadmap.state) == (AmendmentState.RETURNED, RoadmapState.AGREED)
    assert RoadmapVersion.objects.count() == 1


def test_changes_are_approved_once(staff):
    curator, director, _municipality = staff
    amendment = sent(approved(staff), curator)
    amendments.approve_amendment(amendment, by=director, now=NOW)

    with pytest.raises(MoveRefused):
        amendments.approve_amendment(amendment, by=director, now=NOW)

    assert IssuedDocument.objects.filter(kind="roadmap").count() == 2


def test_when_the_roadmap_is_returned_the_changes_go_into_its_text(staff):
    curator, _director, municipality = staff
    roadmap = approved(staff)
    sent(roadmap, curator)

    roadmaps.return_roadmap(roadmap, comment="Уточните", by=municipality, now=NOW)

    assert Activity.objects.get(title="Провести анкетирование").deadline_text == "до 30 октября"
    assert Amendment.objects.get().state == AmendmentState.DROPPED


def test_dropped_changes_leave_everything_as_it_was(staff):
    curator = staff[0]
    roadmap = approved(staff)
    amendment = reworded(roadmap, curator, lambda rows: rows.pop())

    amendments.drop_amendment(amendment, by=curator)

    assert len(titles(roadmap)) == 2
    second = amendments.open_amendment(roadmap, by=curator, now=NOW)
    assert (second.number, len(second.content["stages"][0]["activities"])) == (2, 2)


def test_those_who_answer_for_activities_learn_of_changes(staff):
    curator, director, municipality = staff
    roadmap = approved(staff)
    psychologist = people.psychologist()
    Activity.objects.first().responsible.set([psychologist])

    amendments.approve_amendment(sent(roadmap, curator), by=director, now=NOW)

    told = Notice.objects.filter(kind="amendment_applied").values_list("recipient", flat=True)
    assert set(told) == {curator.user_id, psychologist.user_id, municipality.user_id}
