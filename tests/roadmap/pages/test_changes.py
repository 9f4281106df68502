"""Changing an approved roadmap in a browser: the working copy, the difference, the history."""

import pytest
from django.urls import reverse

from roadmap.actions import amendments, roadmaps
from roadmap.models import Activity, Amendment, Remark, Roadmap
from roadmap.states import AmendmentState
from roadmap.wording import row_key, stage_key
from tests import people
from tests.factories.roadmap import NOW, StageFactory, a_roadmap, an_activity
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def roadmap():
    """An approved roadmap of one activity."""
    curator = people.curator()
    made = a_roadmap(by=curator)
    an_activity(made, "до 25 октября", responsible_text="Психолог")
    made = roadmaps.submit_roadmap(made, by=curator, now=NOW)
    return roadmaps.approve_roadmap(made, by=people.director(), now=NOW)


def page_of(name, record, by, **sent):
    client = client_of(by)
    address = reverse(name, args=[record.pk])
    return client.post(address, sent, follow=True) if sent else client.get(address)


def opened(roadmap, curator=None):
    return amendments.open_amendment(roadmap, by=curator or people.curator(), now=NOW)


def typed(roadmap, **changes):
    """The form as a browser sends it: the fields of the one activity, with some of them changed."""
    activity = Activity.objects.get(stage__roadmap=roadmap)
    key = row_key(activity)
    fields = {
        "wanted": "1",
        "number": activity.number,
        "title": activity.title,
        "deadline": activity.deadline_text,
        "responsible": activity.responsible_text,
        "result": activity.result,
        "proof": "",
        **changes,
    }
    return {f"{key}-{name}": value for name, value in fields.items() if value is not None}


def test_the_curator_opens_a_working_copy_from_the_roadmap(roadmap):
    page = page_of("roadmap-plan", roadmap, people.curator())
    assert "Изменить утверждённую дорожную карту" in page.content.decode()

    client = client_of(people.curator())
    answer = client.post(reverse("amend-roadmap", args=[roadmap.pk]))

    assert answer.url == reverse("edit-amendment", args=[Amendment.objects.get().pk])


def test_what_is_typed_is_kept_and_shown_as_a_difference(roadmap):
    amendment = opened(roadmap)

    page = page_of(
        "edit-amendment",
        amendment,
        people.curator(),
        reason="Психолог в отпуске",
        look="1",
        **typed(roadmap, deadline="до 30 октября"),
    )

    text = page.content.decode()
    assert "<del>25</del><ins>30</ins>" in text
    assert "Психолог в отпуске" in text
    assert Activity.objects.get().deadline_text == "до 25 октября"


def test_a_row_and_a_stage_are_added_without_a_script(roadmap):
    amendment = opened(roadmap)
    stage = stage_key(roadmap.stages.get())
    by = people.curator()

    page_of("edit-amendment", amendment, by, **typed(roadmap), **{"add-row": stage})
    page_of("edit-amendment", amendment, by, **typed(roadmap), **{"add-stage": "1"})

    amendment.refresh_from_db()
    # The row that was left empty is gone by the next time the form is kept.
    assert [len(each["activities"]) for each in amendment.content["stages"]] == [1, 0]
    assert amendment.content["stages"][1]["title"] == "Новый этап"


def test_a_row_moves_over_the_edge_of_its_stage(roadmap):
    StageFactory(roadmap=roadmap, position=2, title="Второй")
    amendment = opened(roadmap)
    key = row_key(Activity.objects.get())

    page_of("edit-amendment", amendment, people.curator(), **typed(roadmap), **{"row-down": key})

    amendment.refresh_from_db()
    assert [[row["key"] for row in stage["activities"]] for stage in amendment.stages] == [
        [],
        [key],
    ]


def test_a_row_without_words_is_named_and_nothing_typed_is_lost(roadmap):
    amendment = opened(roadmap)
    key = row_key(Activity.objects.get())

    page = client_of(people.curator()).post(
        reverse("edit-amendment", args=[amendment.pk]),
        {"reason": "Причина", **typed(roadmap, title=" ", deadline="до 3 мая")},
    )

    text = page.content.decode()
    assert page.status_code == 422
    assert "Строка 2.1: напишите" in text
    assert ("до 3 мая" in text, "Причина" in text, f'id="row-{key}"' in text) == (True, True, True)


def test_a_row_that_was_carried_out_keeps_its_mark(roadmap):
    Activity.objects.update(state="done", done_on="2026-10-20")
    amendment = opened(roadmap)

    page_of("edit-amendment", amendment, people.curator(), **typed(roadmap, wanted=None))

    amendment.refresh_from_db()
    assert amendment.content["stages"][0]["activities"][0]["is_wanted"] is True


def test_the_director_reads_the_difference_and_approves(roadmap):
    curator, director = people.curator(), people.director()
    amendment = opened(roadmap, curator)
    page_of(
        "edit-amendment", amendment, curator, reason="Сроки", **typed(roadmap, deadline="ноябрь")
    )
    page_of("submit-amendment", amendment, curator, sent="1")

    waiting = client_of(director).get(reverse("approvals")).content.decode()
    page = page_of("amendment", amendment, director).content.decode()
    page_of("approve-amendment", amendment, director, approve="1")

    assert "Изменения дорожной карты" in waiting
    assert ("<del>до 25 октября</del>" in page, "<ins>ноябрь</ins>" in page) == (True, True)
    assert Activity.objects.get().deadline_text == "ноябрь"
    history = page_of("roadmap-versions", roadmap, curator).content.decode()
    assert ("№ 2" in history, "№ 1" in history, "Сроки" in history) == (True, True, True)


def test_without_a_word_changes_are_not_returned(roadmap):
    curator, director = people.curator(), people.director()
    amendment = opened(roadmap, curator)
    page_of("edit-amendment", amendment, curator, reason="Х", **typed(roadmap, deadline="ноябрь"))
    page_of("submit-amendment", amendment, curator, sent="1")

    page = client_of(director).post(reverse("return-amendment", args=[amendment.pk]), {})

    assert page.status_code == 422
    assert "Напишите, что нужно исправить." in page.content.decode()
    amendment.refresh_from_db()
    assert amendment.state == AmendmentState.SUBMITTED


def test_a_remark_stands_beside_its_activity_until_it_is_answered():
    curator, director = people.curator(), people.director()
    roadmap = a_roadmap(by=curator)
    activity = an_activity(roadmap, "до 25 октября")
    roadmap = roadmaps.submit_roadmap(roadmap, by=curator, now=NOW)

    page_of("write-remark", roadmap, director, key=row_key(activity), text="Раньше на неделю")
    page_of("return-roadmap", roadmap, director, comment="")
    before = page_of("roadmap-plan", roadmap, curator).content.decode()
    remark = Remark.objects.get()
    page_of("answer-remark", remark, curator, answer="Перенесли")
    after = page_of("roadmap-plan", roadmap, curator).content.decode()

    assert before.count("Раньше на неделю") == 2
    assert "Отметить ответ" in before
    assert after.count("Раньше на неделю") == 1
    assert "Отметить ответ" not in after


@pytest.mark.parametrize("layout", ["a", "b", "c", "d"])
def test_every_layout_is_chosen_on_the_page_and_printed(roadmap, layout):
    curator = people.curator()
    client = client_of(curator)

    page = client.get(reverse("print-roadmap", args=[roadmap.pk]), {"layout": layout})
    pdf = client.get(reverse("roadmap-pdf", args=[roadmap.pk]), {"layout": layout})
    docx = client.get(reverse("roadmap-docx", args=[roadmap.pk]), {"layout": layout})
    client.post(reverse("choose-layout", args=[roadmap.pk]), {"layout": layout})

    assert f"?layout={layout}" in page.content.decode()
    assert (pdf.content[:5], docx.content[:2]) == (b"%PDF-", b"PK")
    assert Roadmap.objects.get().layout == layout


def test_a_layout_that_does_not_exist_is_left_out(roadmap):
    answer = client_of(people.curator()).get(
        reverse("roadmap-pdf", args=[roadmap.pk]), {"layout": "z'"}
    )

    assert answer.status_code == 200
