"""Templates in a browser: made and published by a region, compared and taken by a school."""

import pytest
from django.urls import reverse

from roadmap.models import RoadmapTemplate, TemplateDecision, TemplateVersion
from roadmap.states import Answer
from tests import people
from tests.factories.roadmap import a_roadmap, an_activity
from tests.people import client_of

pytestmark = pytest.mark.django_db


def address(name, *pks):
    return reverse(name, args=pks)


@pytest.fixture
def published():
    """A template that the region made of the shipped one and published in the browser."""
    region = client_of(people.regional())
    region.post(
        address("make-template"),
        {"source": "school", "title": "Шаблон области", "kinds": ["school", "supplementary"]},
    )
    template = RoadmapTemplate.objects.get()
    region.post(address("publish-template", template.pk), {"note": "Первая версия", "push": "on"})
    return template


def test_a_region_makes_edits_and_publishes(published):
    region = client_of(people.regional())
    row = published.content["stages"][0]["activities"][0]
    key = row["key"]

    region.post(
        address("edit-template", published.pk),
        {
            "title": "Шаблон области",
            "kinds": ["school"],
            f"{key}-wanted": "1",
            f"{key}-title": row["title"],
            f"{key}-deadline": "ежегодно до 3 сентября",
            "look": "1",
        },
    )
    page = region.get(address("own-template", published.pk)).content.decode()

    assert f"<del>{row['deadline'].split()[2]}</del><ins>3</ins>" in page
    region.post(address("publish-template", published.pk), {"note": "Раньше"})
    assert list(TemplateVersion.objects.order_by("number").values_list("number", "note")) == [
        (1, "Первая версия"),
        (2, "Раньше"),
    ]


def test_without_a_word_about_what_is_new_nothing_is_published():
    region = client_of(people.regional())
    region.post(
        address("make-template"), {"source": "school", "title": "Шаблон", "kinds": ["school"]}
    )

    answer = region.post(
        address("publish-template", RoadmapTemplate.objects.get().pk), {"note": " "}
    )

    assert answer.status_code == 422
    assert "Напишите, что нового в этой версии." in answer.content.decode()
    assert not TemplateVersion.objects.exists()


def test_a_school_finds_it_among_the_templates_and_compares(published):
    curator = people.curator()
    roadmap = a_roadmap(by=curator)
    an_activity(roadmap, title="Провести анкетирование")
    client, version = client_of(curator), TemplateVersion.objects.get()

    listed = client.get(address("roadmap-templates")).content.decode()
    full = client.get(address("template-version", version.pk)).content.decode()
    compared = client.get(address("compare-template", roadmap.pk, version.pk)).content.decode()

    assert "Шаблон области" in listed
    assert address("compare-template", roadmap.pk, version.pk) in full
    assert "Издать приказ" in compared


def test_what_is_declined_without_a_reason_is_named_and_what_was_typed_stays(published):
    curator = people.curator()
    roadmap = a_roadmap(by=curator)
    an_activity(roadmap)
    version = TemplateVersion.objects.get()
    keys = [row["key"] for row in version.content["stages"][0]["activities"]]
    url = address("compare-template", roadmap.pk, version.pk)
    client = client_of(curator)

    answer = client.post(
        url,
        {
            f"{keys[0]}-answer": "decline",
            f"{keys[1]}-answer": "decline",
            f"{keys[1]}-reason": "Уже есть",
        },
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert (text.count("Напишите, почему отклоняете."), "Уже есть" in text) == (1, True)
    assert not TemplateDecision.objects.exists()


def test_decisions_are_kept_and_the_region_reads_the_reason(published):
    curator = people.curator()
    roadmap = a_roadmap(by=curator, state="returned")
    an_activity(roadmap)
    version = TemplateVersion.objects.get()
    first, second = [row["key"] for row in version.content["stages"][0]["activities"]][:2]
    url = address("compare-template", roadmap.pk, version.pk)

    client_of(curator).post(
        url,
        {
            f"{first}-answer": "take",
            f"{second}-answer": "decline",
            f"{second}-reason": "Положение обновили в мае",
        },
    )

    answers = TemplateDecision.objects.order_by("pk").values_list("key", "answer")
    assert list(answers) == [(first, Answer.TAKEN), (second, Answer.DECLINED)]
    page = client_of(people.regional()).get(address("own-template", published.pk))
    assert "Положение обновили в мае" in page.content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_of_followers_takes_the_same_number_of_queries(
    published, count, django_assert_max_num_queries
):
    for _number in range(count):
        people.SchoolFactory(parent=people.the_municipality())
    client = client_of(people.regional())

    with django_assert_max_num_queries(14):
        page = client.get(address("own-template", published.pk))

    assert page.status_code == 200
