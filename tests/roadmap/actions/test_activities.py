from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kernel.lifecycle import MoveRefused
from kernel.models import JournalEntry
from kernel.uploads import DOCUMENTS, UploadRefused, take
from roadmap.actions import activities, evidence, plans
from roadmap.models import Evidence
from roadmap.states import ActivityState, RoadmapState
from tests import people
from tests.factories.roadmap import NOW, TODAY, a_roadmap, an_activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return people.curator()


@pytest.fixture
def roadmap(curator):
    return a_roadmap(by=curator, state=RoadmapState.APPROVED)


def done(activity, curator, **facts):
    return activities.complete_activity(activity, by=curator, today=TODAY, now=NOW, **facts)


def pdf(name="отчёт.pdf", content=b"%PDF-1.7 ..."):
    sent = SimpleUploadedFile(name, content)
    return take(sent, kinds=DOCUMENTS, most_megabytes=20, allowed_words="PDF")


def test_it_is_closed_with_a_note_and_a_file(curator, roadmap):
    activity = done(an_activity(roadmap, "до 25 октября"), curator, note="Провели", upload=pdf())

    kept = Evidence.objects.get()
    assert (activity.state, activity.done_on, activity.note) == ("done", TODAY, "Провели")
    assert (kept.title, kept.size, len(kept.sha256)) == ("отчёт.pdf", 12, 64)
    assert "отчёт" not in kept.file.name


def test_one_that_comes_back_goes_on_to_its_next_days(curator, roadmap):
    activity = an_activity(roadmap, "ежегодно октябрь, март")

    first = done(activity, curator)
    second = done(first, curator)

    assert (first.state, first.due_on) == (ActivityState.PLANNED, date(2027, 3, 31))
    assert second.state == ActivityState.DONE
    assert JournalEntry.objects.filter(verb="complete_once").count() == 1


def test_it_is_closed_once(curator, roadmap):
    activity = an_activity(roadmap, "до 25 октября")
    done(activity, curator)

    with pytest.raises(MoveRefused):
        done(activity, curator)


def test_a_plan_that_nobody_approved_is_not_carried_out(curator):
    activity = an_activity(a_roadmap(by=curator), "до 25 октября")

    with pytest.raises(activities.NotInForce):
        done(activity, curator, upload=pdf())

    assert not Evidence.objects.exists()


def test_what_is_not_needed_has_a_reason_and_may_be_opened_again(curator, roadmap):
    activity = an_activity(roadmap)

    with pytest.raises(activities.NoReason):
        activities.skip_activity(activity, reason=" ", by=curator)
    skipped = activities.skip_activity(activity, reason="Нет таких классов", by=curator)
    opened = activities.reopen_activity(skipped, by=curator)

    assert (skipped.state, skipped.note) == (ActivityState.NOT_NEEDED, "Нет таких классов")
    assert opened.state == ActivityState.PLANNED


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("рисунок.svg", b"<svg/>"),
        ("страница.html", b"<html>"),
        ("макрос.xlsm", b"PK\x03\x04"),
        ("подделка.pdf", b"MZ..."),
        ("сломан.docx", b"PK\x03\x04broken"),
    ],
)
def test_a_file_is_known_by_what_it_holds(name, content):
    with pytest.raises(UploadRefused):
        pdf(name, content)


def test_a_file_of_fifty_megabytes_is_refused_by_its_size():
    sent = SimpleUploadedFile("скан.pdf", b"%PDF-")
    sent.size = 50 * 1024 * 1024

    with pytest.raises(UploadRefused, match="20"):
        take(sent, kinds=DOCUMENTS, most_megabytes=20, allowed_words="PDF")


def test_the_files_of_a_year_have_an_end(curator, roadmap, monkeypatch):
    monkeypatch.setattr(evidence, "MOST_MEGABYTES_A_YEAR", 0)

    with pytest.raises(evidence.NoRoomLeft):
        evidence.add_evidence(an_activity(roadmap), upload=pdf(), by=curator, now=NOW)

    assert not Evidence.objects.exists()


def test_removed_evidence_stays_in_the_journal(
    curator, roadmap, django_capture_on_commit_callbacks
):
    kept = evidence.add_evidence(an_activity(roadmap), upload=pdf(), by=curator, now=NOW)
    storage, name = kept.file.storage, kept.file.name

    with django_capture_on_commit_callbacks(execute=True):
        evidence.remove_evidence(kept, by=curator)

    assert not storage.exists(name)
    assert JournalEntry.objects.get(verb="remove_evidence").details["title"] == "отчёт.pdf"


def test_activities_change_places(curator):
    roadmap = a_roadmap(by=curator)
    first, second = an_activity(roadmap, title="А"), an_activity(roadmap, title="Б")

    plans.move_activity(second, up=True, by=curator)
    plans.move_activity(second, up=True, by=curator)

    stage = roadmap.stages.get()
    assert [each.title for each in stage.activities.order_by("position")] == ["Б", "А"]
    assert first.stage == stage


def test_a_changed_deadline_changes_the_days(curator):
    activity = an_activity(a_roadmap(by=curator), "до 25 октября")

    plans.change_activity(activity, by=curator, today=TODAY, deadline_text="ноябрь")

    activity.refresh_from_db()
    assert (activity.starts_on, activity.due_on) == (date(2026, 11, 1), date(2026, 11, 30))
