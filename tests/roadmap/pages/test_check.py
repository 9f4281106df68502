"""The page «Проверка дорожной карты» and what other pages say of it."""

import pytest
from django.urls import reverse

from roadmap.actions import roadmaps
from roadmap.checking import check_of, check_of_draft
from roadmap.models import Activity, Draft, FindingDecision, RoadmapTemplate, TemplateVersion
from roadmap.states import RoadmapState
from tests import people
from tests.factories.roadmap import NOW, TODAY, a_roadmap, an_activity
from tests.people import client_of

pytestmark = pytest.mark.django_db


def text_of(page):
    return page.content.decode().replace("\u00a0", " ")


@pytest.fixture
def curator():
    return people.curator()


@pytest.fixture
def roadmap(curator):
    made = a_roadmap(by=curator)
    an_activity(made, "по мере необходимости", title="Обучение наставников", number="4.4")
    return made


def mark_of(roadmap, code="needs-date"):
    rows = check_of(roadmap, today=TODAY).rows
    return next(row.finding.mark for row in rows if row.finding.code == code)


def test_findings_are_quoted_with_the_way_to_the_activity(curator, roadmap):
    activity = Activity.objects.get()

    page = client_of(curator).get(reverse("roadmap-check", args=[roadmap.pk]))

    text = text_of(page)
    assert "<q>по мере необходимости</q>" in text
    assert f'href="{reverse("activity", args=[activity.pk])}"' in text
    assert "Исправить до утверждения" in text
    assert "Напишите «ежегодно 10–20 октября»." in text
    assert reverse("mend-finding", args=[roadmap.pk, mark_of(roadmap)]) in text


def test_one_press_corrects_and_another_takes_it_back(curator, roadmap):
    client = client_of(curator)

    page = client.post(reverse("mend-finding", args=[roadmap.pk, mark_of(roadmap)]), follow=True)
    assert Activity.objects.get().deadline_text == "ежегодно 10–20 октября"
    assert "Исправлено здесь" in text_of(page)
    assert "<p>Нет срока в этом году</p>" in text_of(page)

    back = reverse("take-back-decision", args=[FindingDecision.objects.get().pk])
    client.post(back)
    assert Activity.objects.get().deadline_text == "по мере необходимости"


def test_leaving_without_a_reason_says_so_beside_the_field(curator, roadmap):
    mark = mark_of(roadmap)

    page = client_of(curator).post(
        reverse("leave-finding", args=[roadmap.pk, mark]), {"reason": " "}
    )

    assert page.status_code == 422
    assert f'aria-describedby="error-{mark}"' in text_of(page)
    assert not FindingDecision.objects.exists()


def test_the_director_reads_the_reason_and_changes_nothing(curator, roadmap):
    mark = mark_of(roadmap)
    client_of(curator).post(
        reverse("leave-finding", args=[roadmap.pk, mark]), {"reason": "Обучаем по заявкам"}
    )
    roadmaps.submit_roadmap(roadmap, by=curator, now=NOW)
    director = client_of(people.director())

    review = director.get(reverse("review-roadmap", args=[roadmap.pk]))
    check = director.get(reverse("roadmap-check", args=[roadmap.pk]))

    assert "Оставлено как есть с причиной: 1" in text_of(review)
    assert "Обучаем по заявкам" in text_of(check)
    assert "mend-finding" not in text_of(check)
    assert "Применить</span>" not in text_of(check)


def test_the_curator_learns_of_the_findings_before_sending(curator, roadmap):
    page = client_of(curator).get(reverse("roadmap-plan", args=[roadmap.pk]))

    count = len(check_of(roadmap, today=TODAY).open)
    assert f"Перед отправкой: {count} замечани" in text_of(page)
    assert reverse("roadmap-check", args=[roadmap.pk]) in text_of(page)


def test_in_force_the_page_of_the_plan_does_not_count(curator):
    running = a_roadmap(by=curator, state=RoadmapState.APPROVED)
    an_activity(running, "по мере необходимости")

    page = client_of(curator).get(reverse("roadmap-plan", args=[running.pk]))

    assert "Перед отправкой" not in text_of(page)
    assert reverse("roadmap-check", args=[running.pk]) in text_of(page)


@pytest.mark.parametrize("count", [1, 40])
def test_the_check_takes_the_same_number_of_queries(
    count, curator, roadmap, django_assert_max_num_queries
):
    for number in range(count):
        an_activity(roadmap, "постоянно", title=f"Дело {number}", responsible=[curator])
    client = client_of(curator)

    with django_assert_max_num_queries(16):
        page = client.get(reverse("roadmap-check", args=[roadmap.pk]))

    assert text_of(page).count("<q>постоянно</q>") == count


ROWS = [
    ["№", "Мероприятие", "Срок", "Ответственный"],
    ["1", "Обучение наставников", "", ""],
    ["1.1", "Обучение наставников", "по мере необходимости", "Куратор"],
]
FRONT = [
    "Утверждаю",
    "Директор МБОУ «Озёрная СОШ» А. П. Ветрова",
    "« 12 » 2026 г.",
    "План наставничества",
]
PASTED = "\n".join([*FRONT, "", *("\t".join(row) for row in ROWS)])


def a_preview(curator):
    client = client_of(curator)
    client.post(reverse("open-programme"), {"way_in": "text", "year": "2026", "text": PASTED})
    draft = Draft.objects.get()
    return client, draft, reverse("roadmap-draft", args=[draft.pk])


def test_the_preview_of_a_draft_shows_what_is_found(curator):
    client, _draft, address = a_preview(curator)

    text = text_of(client.get(address))

    assert "<q>« 12 » 2026 г.</q>" in text
    assert 'href="#id_s0-a0-deadline"' in text
    assert 'id="id_s0-a0-deadline"' in text


def test_it_is_corrected_in_the_preview_together_with_what_was_typed(curator):
    client, draft, address = a_preview(curator)
    mark = next(
        row.finding.mark for row in check_of_draft(draft).rows if row.finding.code == "needs-date"
    )

    client.post(address, {"title": "Моё название", "mend": mark})

    draft.refresh_from_db()
    (row,) = draft.content["stages"][0]["activities"]
    assert row["deadline"] == "ежегодно 10–20 октября"
    assert draft.content["title"] == "Моё название"
    assert mark not in {row.finding.mark for row in check_of_draft(draft).rows}


def test_a_template_has_nothing_to_correct(curator):
    client = client_of(curator)
    client.post(
        reverse("open-programme"), {"way_in": "template", "year": "2026", "template": "school"}
    )

    assert check_of_draft(Draft.objects.get()).rows == []


def approval_mark(draft):
    rows = check_of_draft(draft).rows
    return next(row.finding.mark for row in rows if row.finding.code == "approval-incomplete")


def test_the_day_of_approval_is_asked_for_and_written_in(curator):
    client, draft, address = a_preview(curator)
    mark = approval_mark(draft)
    assert 'name="approval-day"' in text_of(client.get(address))

    page = client.post(address, {"mend": mark, "approval-day": "2026-09-12"}, follow=True)

    draft.refresh_from_db()
    assert draft.content["approval"]["on"] == "2026-09-12"
    assert "(утверждено 12 сентября 2026" in text_of(page)
    assert mark not in {row.finding.mark for row in check_of_draft(draft).rows}


@pytest.mark.parametrize("typed", ["", "2026-09-31", "вчера"])
def test_without_a_day_of_approval_nothing_is_written_in(curator, typed):
    client, draft, address = a_preview(curator)

    page = client.post(address, {"mend": approval_mark(draft), "approval-day": typed}, follow=True)

    draft.refresh_from_db()
    assert draft.content["approval"]["on"] == ""
    assert "Ничего не исправлено" in text_of(page)


def follow(roadmap, wording):
    """Let the roadmap follow a template of the region that says this."""
    template = RoadmapTemplate.objects.create(
        organization=people.regional().organization, title="Шаблон", content=wording, made_at=NOW
    )
    roadmap.template_version = TemplateVersion.objects.create(
        template=template, number=1, content=wording, published_at=NOW
    )
    roadmap.save(update_fields=["template_version"])


def test_the_template_of_those_above_is_suggested_before_the_shipped_one(curator, roadmap):
    wording = {
        "title": "Шаблон",
        "stages": [
            {
                "code": "",
                "activities": [
                    {
                        "title": "Обучение наставников",
                        "deadline": "ежегодно до 5 октября",
                        "responsible": "Куратор",
                    }
                ],
            }
        ],
    }
    follow(roadmap, wording)

    (row,) = [
        row for row in check_of(roadmap, today=TODAY).rows if row.finding.code == "needs-date"
    ]

    assert row.finding.changes[0].text == "ежегодно до 5 октября"
