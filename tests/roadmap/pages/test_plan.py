"""The roadmap, its stages and activities, approval, the list of schools."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from roadmap.actions import roadmaps
from roadmap.models import Activity, Evidence, Roadmap
from roadmap.proofs import Progress, Proof, connect
from roadmap.queries import road_of, today_for
from roadmap.states import RoadmapState
from tests import people
from tests.factories.accounts import SchoolFactory
from tests.factories.roadmap import NOW, TODAY, StageFactory, a_roadmap, an_activity
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return people.curator()


@pytest.fixture
def roadmap(curator):
    return a_roadmap(by=curator, state=RoadmapState.APPROVED)


def text_of(answer):
    return answer.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("count", [1, 3, 60])
def test_the_page_of_a_roadmap_takes_the_same_number_of_queries(
    count, curator, roadmap, django_assert_max_num_queries
):
    for _ in range(count):
        an_activity(roadmap, "до 25 октября", responsible=[curator, people.director()])
    client = client_of(curator)

    with django_assert_max_num_queries(18):
        page = client.get(reverse("roadmap-plan", args=[roadmap.pk]))

    assert text_of(page).count("Провести анкетирование") == count


def test_what_is_late_is_said_in_a_word(curator, roadmap):
    yesterday = timezone.localdate() - timedelta(days=1)
    an_activity(roadmap, due_on=yesterday, title="Опоздали")

    page = client_of(curator).get(reverse("roadmap-plan", args=[roadmap.pk]) + "?show=late")

    assert "Опоздали" in text_of(page)
    assert "просрочено" in text_of(page)


def test_choices_live_in_the_address(curator, roadmap):
    an_activity(roadmap, title="Моё", responsible=[curator])
    an_activity(roadmap, title="Чужое")

    page = client_of(curator).get(reverse("roadmap-plan", args=[roadmap.pk]) + "?show=mine")

    assert "Моё" in text_of(page)
    assert "Чужое" not in text_of(page)


def test_those_above_do_not_see_a_draft(curator):
    draft = a_roadmap(by=curator)

    assert (
        client_of(people.municipal()).get(reverse("roadmap-plan", args=[draft.pk])).status_code
        == 404
    )


def test_those_above_learn_the_role_of_a_mentor_and_not_the_name(curator, roadmap):
    mentor = people.mentor(user__last_name="Тайнова")
    activity = an_activity(roadmap, "до 25 октября", responsible=[mentor])
    address = reverse("activity", args=[activity.pk])

    inside, above = (text_of(client_of(who).get(address)) for who in (curator, people.municipal()))

    assert "Тайнова" in inside
    assert "Тайнова" not in above
    assert "наставник" in above


def test_facts_of_the_system_stand_beside_the_activity(curator, roadmap):
    from mentoring.wiring import PROOFS

    an_activity(roadmap, proof_code="answers")
    connect({"answers": Proof("анкеты", lambda programme: Progress(37, 52, "/list/"))})
    try:
        page = client_of(curator).get(reverse("roadmap-plan", args=[roadmap.pk]))
    finally:
        connect(PROOFS)

    assert '<a href="/list/">37 из 52</a>' in text_of(page)


def test_an_activity_is_closed_on_its_page(curator, roadmap):
    activity = an_activity(roadmap, "до 25 октября")
    file = SimpleUploadedFile("протокол.pdf", b"%PDF-1.7 ...")

    client_of(curator).post(
        reverse("complete-activity", args=[activity.pk]), {"note": "Провели", "file": file}
    )

    activity.refresh_from_db()
    assert activity.state == "done"
    assert Evidence.objects.get().title == "протокол.pdf"


def test_a_wrong_file_leaves_the_activity_open_and_the_note_typed(curator, roadmap):
    activity = an_activity(roadmap, "до 25 октября")
    file = SimpleUploadedFile("рисунок.svg", b"<svg/>")

    page = client_of(curator).post(
        reverse("complete-activity", args=[activity.pk]), {"note": "Мой рассказ", "file": file}
    )

    activity.refresh_from_db()
    assert page.status_code == 422
    assert "Мой рассказ" in text_of(page)
    assert activity.state == "planned"
    assert not Evidence.objects.exists()


def test_evidence_is_handed_out_as_an_attachment_and_nowhere_else(curator, roadmap):
    activity = an_activity(roadmap)
    file = SimpleUploadedFile("отчёт.pdf", b"%PDF-1.7 ...")
    client = client_of(curator)
    client.post(reverse("add-evidence", args=[activity.pk]), {"file": file})
    kept = Evidence.objects.get()

    answer = client.get(reverse("evidence", args=[kept.pk]))

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert client_of(people.municipal()).get(reverse("evidence", args=[kept.pk])).status_code == 404
    assert client.get(f"/media/{kept.file.name}").status_code == 404


def test_only_what_is_marked_free_of_personal_data_goes_up(curator, roadmap):
    activity = an_activity(roadmap)
    file = SimpleUploadedFile("сводка.pdf", b"%PDF-1.7 ...")
    client_of(curator).post(
        reverse("add-evidence", args=[activity.pk]),
        {"file": file, "is_free_of_personal_data": "on"},
    )

    answer = client_of(people.municipal()).get(
        reverse("evidence", args=[Evidence.objects.get().pk])
    )

    assert answer.status_code == 200


def test_the_director_reads_the_paper_in_place(curator):
    roadmap = a_roadmap(by=curator)
    an_activity(roadmap, "до 25 октября")
    roadmaps.submit_roadmap(roadmap, by=curator, now=NOW)
    director = client_of(people.director())

    waiting = director.get(reverse("approvals"))
    page = director.get(reverse("review-roadmap", args=[roadmap.pk]))
    pdf = director.get(reverse("roadmap-pdf", args=[roadmap.pk]))

    assert "Дорожная карта наставничества" in text_of(waiting)
    assert f'src="{reverse("roadmap-pdf", args=[roadmap.pk])}"' in text_of(page)
    assert pdf.content.startswith(b"%PDF-")
    assert pdf.headers["Content-Disposition"].startswith("inline")
    assert pdf.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_it_is_returned_only_with_a_comment(curator):
    roadmap = a_roadmap(by=curator, state=RoadmapState.SUBMITTED)
    client = client_of(people.director())

    page = client.post(reverse("return-roadmap", args=[roadmap.pk]), {"comment": ""})
    assert page.status_code == 422
    client.post(reverse("return-roadmap", args=[roadmap.pk]), {"comment": "Мало сроков"})

    roadmap.refresh_from_db()
    assert (roadmap.state, roadmap.comment) == (RoadmapState.RETURNED, "Мало сроков")
    assert "Мало сроков" in text_of(
        client_of(curator).get(reverse("roadmap-plan", args=[roadmap.pk]))
    )


@pytest.mark.parametrize("count", [1, 3, 40])
def test_the_list_of_schools_takes_the_same_number_of_queries(count, django_assert_max_num_queries):
    for _ in range(count):
        school = SchoolFactory(parent=people.the_municipality())
        an_activity(
            a_roadmap(by=people.curator(school), state=RoadmapState.APPROVED), "до 1 октября"
        )
    client = client_of(people.municipal())

    with django_assert_max_num_queries(9):
        page = client.get(reverse("roadmaps") + "?year=2026&size=100")

    assert text_of(page).count("утверждена") >= count


def test_the_list_of_schools_is_filtered_by_state():
    people.the_school()
    school = SchoolFactory(parent=people.the_municipality(), short_name="Школа с картой")
    a_roadmap(by=people.curator(school), state=RoadmapState.APPROVED)
    client = client_of(people.municipal())

    without = text_of(client.get(reverse("roadmaps") + "?year=2026&state=none"))
    approved = text_of(client.get(reverse("roadmaps") + "?year=2026&state=approved"))

    assert "Школа № 1" in without
    assert "Школа с картой" not in without
    assert "Школа с картой" in approved


def test_the_road_shows_real_progress_in_one_query(curator, roadmap, django_assert_num_queries):
    second = StageFactory(roadmap=roadmap, position=2, title="Второй")
    an_activity(roadmap, due_on=TODAY - timedelta(days=1))
    done = an_activity(roadmap, due_on=TODAY)
    Activity.objects.filter(pk=done.pk).update(state="done", done_on=TODAY)

    with django_assert_num_queries(1):
        first, empty = road_of(roadmap.programme, TODAY)

    assert (first.state, first.done, first.total, first.percent) == ("late", 1, 2, 50)
    assert (empty.state, empty.title) == ("not_started", second.title)


def test_today_shows_a_curator_the_plan_and_others_their_own(curator, roadmap):
    psychologist = people.psychologist()
    an_activity(roadmap, due_on=TODAY - timedelta(days=1), title="Поздно")
    an_activity(roadmap, due_on=TODAY + timedelta(days=7), responsible=[psychologist])
    an_activity(roadmap, due_on=TODAY + timedelta(days=8), title="Ещё не скоро")

    everything, own = today_for(curator, TODAY), today_for(psychologist, TODAY)

    assert [row.activity.title for row in everything.overdue] == ["Поздно"]
    assert len(everything.soon) == 1
    assert (own.overdue, len(own.soon)) == ([], 1)


def test_stages_are_added_moved_and_taken_out(curator):
    roadmap = a_roadmap(by=curator)
    client = client_of(curator)

    client.post(reverse("add-stage", args=[roadmap.pk]), {"title": "Новый этап", "code": "work"})
    added = roadmap.stages.get(title="Новый этап")
    client.post(reverse("move-stage", args=[added.pk]), {"up": "1"})
    assert roadmap.stages.order_by("position").first() == added
    client.post(reverse("remove-stage", args=[added.pk]))

    assert [stage.title for stage in Roadmap.objects.get().stages.all()] == [
        "Формирование базы наставляемых"
    ]


def test_there_are_words_to_send_to_those_without_e_mail(curator, roadmap):
    pupil = people.mentor(user__email="")
    silent = an_activity(roadmap, "до 25 октября", responsible=[pupil], title="Позвонить")
    told = an_activity(roadmap, "до 25 октября", responsible=[curator], title="Написать")
    client = client_of(curator)

    words, nothing = (
        text_of(client.get(reverse("activity", args=[each.pk]))) for each in (silent, told)
    )

    assert "Позвонить. Срок: до 25 октября 2026 г." in words
    assert "reminder-copy" not in nothing
