from datetime import date

import pytest

from kernel.models import JournalEntry
from kernel.refusals import Refusal
from roadmap.actions import drafts
from roadmap.actions.programmes import AlreadyOpened, NothingToOpen, open_programme
from roadmap.models import Activity, Draft, Programme, Roadmap
from roadmap.states import RoadmapState
from tests import people
from tests.factories.roadmap import NOW, TODAY, a_draft, a_roadmap, an_activity

pytestmark = pytest.mark.django_db

TABLE = (
    "№ п/п\tМероприятие\tСроки\tОтветственные\n"
    "1\tПодготовка условий для запуска программы\t\t\n"
    "1.1\tРассказать педагогам\tежегодно до 10 сентября\tКуратор\n"
    "1.2\tРассказать родителям\tкогда-нибудь потом\tКлассные руководители\n"
)


def opened(draft, by, **how):
    return open_programme(draft, by=by, now=NOW, today=TODAY, **how)


def test_a_pasted_table_becomes_a_draft():
    curator = people.curator()

    draft = drafts.read_text(year=2026, text=TABLE, by=curator, now=NOW)

    (stage,) = draft.stages
    assert [row["title"] for row in stage["activities"]] == [
        "Рассказать педагогам",
        "Рассказать родителям",
    ]
    assert stage["code"] == "preparation"
    assert draft.source_text == TABLE


def test_a_draft_becomes_the_roadmap_of_the_year():
    curator = people.curator()
    draft = drafts.read_text(year=2026, text=TABLE, by=curator, now=NOW)

    roadmap = opened(draft, curator)

    understood, text = Activity.objects.filter(stage__roadmap=roadmap).order_by("position")
    assert (understood.due_on, understood.is_understood) == (date(2026, 9, 10), True)
    assert (text.due_on, text.is_understood) == (None, False)
    assert text.deadline_text == "когда-нибудь потом"
    assert roadmap.programme.year == 2026
    assert roadmap.programme.remind_days == [14, 3, 1]
    assert roadmap.state == RoadmapState.DRAFT
    assert not Draft.objects.exists()
    assert JournalEntry.objects.filter(verb="open_roadmap", by=curator.user).count() == 1


def test_what_is_left_out_does_not_come_in():
    curator = people.curator()
    draft = a_draft(curator, deadlines=("до 1 октября", "до 2 октября"))
    draft.content["stages"][0]["activities"][0]["is_wanted"] = False
    drafts.correct_draft(draft, content=draft.content, by=curator)

    roadmap = opened(draft, curator)

    assert [str(each.due_on) for each in Activity.objects.filter(stage__roadmap=roadmap)] == [
        "2026-10-02"
    ]


def test_an_empty_choice_opens_nothing():
    curator = people.curator()
    draft = a_draft(curator)
    draft.content["stages"][0]["activities"][0]["is_wanted"] = False
    drafts.correct_draft(draft, content=draft.content, by=curator)

    with pytest.raises(NothingToOpen):
        opened(draft, curator)

    assert not Programme.objects.exists()
    assert Draft.objects.count() == 1


def test_a_roadmap_that_may_be_edited_is_replaced_only_when_that_is_said():
    curator = people.curator()
    before = a_roadmap(by=curator)
    an_activity(before)
    draft = a_draft(curator)

    with pytest.raises(AlreadyOpened):
        opened(draft, curator)
    after = opened(draft, curator, replace=True)

    assert Roadmap.objects.get() == after
    assert after.programme_id == before.programme_id


def test_a_roadmap_that_is_approved_is_never_replaced():
    curator = people.curator()
    before = a_roadmap(by=curator, state=RoadmapState.APPROVED)

    with pytest.raises(AlreadyOpened):
        opened(a_draft(curator), curator, replace=True)

    assert Roadmap.objects.get() == before


def test_a_large_file_is_read_by_a_worker(django_capture_on_commit_callbacks):
    curator = people.curator()
    text = TABLE + "\n" * (drafts.AT_ONCE_BYTES + 1)

    with django_capture_on_commit_callbacks(execute=True):
        draft = drafts.read_file(
            year=2026, name="план.txt", content=text.encode(), by=curator, now=NOW
        )

    draft.refresh_from_db()
    assert draft.job.state == "done"
    assert len(draft.stages) == 1


def test_what_holds_no_roadmap_leaves_nothing_behind():
    with pytest.raises(Refusal):
        drafts.read_text(year=2026, text="просто слова", by=people.curator(), now=NOW)

    assert not Draft.objects.exists()


def test_dates_of_an_old_plan_are_carried_over():
    curator = people.curator()
    draft = a_draft(curator, deadlines=("12.10.2020", "ежегодно до 5 мая"))

    moved = drafts.move_dates(draft, by=curator)

    draft.refresh_from_db()
    assert moved == 1
    assert [row["deadline"] for row in draft.stages[0]["activities"]] == [
        "12.10.2026",
        "ежегодно до 5 мая",
    ]
