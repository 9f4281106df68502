"""The preview of a roadmap that is opened: who is meant, days off, parts of a cell, templates."""

from datetime import date

import pytest
from django.urls import reverse

from roadmap.actions import templates
from roadmap.models import Activity, Draft, Roadmap
from roadmap.templates_shipped import shipped
from tests import people
from tests.factories.roadmap import NOW, a_roadmap, an_activity
from tests.people import client_of

pytestmark = pytest.mark.django_db

HEADINGS = "№ п/п\tМероприятие\tСроки\tОтветственные"


def pasted(*rows, by=None, headings=HEADINGS):
    """Paste a table and stand at its preview."""
    client = client_of(by or people.curator())
    text = "\n".join([headings, "1\tПодготовка условий\t\t", *rows])
    client.post(reverse("open-programme"), {"way_in": "text", "year": 2026, "text": text})
    draft = Draft.objects.get()
    return client, draft, reverse("roadmap-draft", args=[draft.pk])


def test_the_person_with_this_name_is_suggested_and_put_in_charge():
    psychologist = people.psychologist(
        user__last_name="Ланская", user__first_name="Ольга", user__patronymic="Викторовна"
    )
    client, _draft, address = pasted("1.1\tАнкеты\tдо 5 октября\tО.В. Ланская")

    page = client.get(address).content.decode()
    client.post(address, {"person-0": str(psychologist.pk), "create": "1"})

    assert f'<option value="{psychologist.pk}" selected>' in page
    assert list(Activity.objects.get().responsible.all()) == [psychologist]


def test_a_name_without_a_person_stays_as_text():
    client, _draft, address = pasted("1.1\tАнкеты\tдо 5 октября\tРабочая группа")

    client.post(address, {"person-0": "0", "create": "1"})

    activity = Activity.objects.get()
    assert (activity.responsible_text, activity.responsible.count()) == ("Рабочая группа", 0)


def test_nobody_of_another_school_is_put_in_charge():
    stranger = people.stranger()
    client, _draft, address = pasted("1.1\tАнкеты\tдо 5 октября\tКуратор")

    client.post(address, {"person-0": str(stranger.pk), "create": "1"})

    assert not Activity.objects.get().responsible.exists()


@pytest.mark.parametrize(
    ("shift", "due_on"),
    [
        ("keep", date(2026, 10, 24)),
        ("before", date(2026, 10, 23)),
        ("after", date(2026, 10, 26)),
    ],
)
def test_a_deadline_on_a_saturday_goes_where_the_curator_says(shift, due_on):
    client, _draft, address = pasted("1.1\tАнкеты\tдо 24 октября\tКуратор")

    page = client.get(address).content.decode()
    client.post(address, {"shift": shift, "create": "1"})

    assert "Срок приходится на нерабочий день." in page
    activity = Activity.objects.get()
    assert (activity.due_on, activity.deadline_text) == (due_on, "до 24 октября")


def test_two_sentences_are_taken_apart_without_a_script():
    client, draft, address = pasted(
        "1.1\tАнализ полученных анкет. Формирование базы наставляемых\tоктябрь\tКуратор"
    )
    key = draft.stages[0]["activities"][0]["key"]

    page = client.get(address).content.decode()
    answer = client.post(address, {"split": key})
    client.post(address, {"create": "1"})

    assert "Разделить на 2 мероприятия" in page
    assert answer.url == f"{address}#row-{key}"
    assert list(Activity.objects.order_by("position").values_list("title", "deadline_text")) == [
        ("Анализ полученных анкет", "октябрь"),
        ("Формирование базы наставляемых", "октябрь"),
    ]


def test_what_was_changed_stands_beside_what_the_document_says():
    client, draft, address = pasted("1.1\tАнкеты\tдо 5 октября\tКуратор")
    key = draft.stages[0]["activities"][0]["key"]

    client.post(
        address,
        {
            f"{key}-wanted": "1",
            f"{key}-number": "1.1",
            f"{key}-title": "Анкеты",
            f"{key}-deadline": "до 9 октября",
            f"{key}-responsible": "Куратор",
            "keep": "1",
        },
    )
    page = client.get(address).content.decode()

    assert "В документе: «до 5 октября»" in page
    assert page.count("В документе:") == 1


def test_the_approval_of_the_document_is_shown_and_kept():
    by = people.curator()
    client = client_of(by)
    front = "УТВЕРЖДАЮ\nДиректор школы\nА. С. Громова\n12 сентября 2025 г.\nПлан"
    rows = "1\tПодготовка условий\t\t\n1.1\tАнкеты\tдо 5 октября\tКуратор"
    text = f"{front}\n{HEADINGS}\n{rows}"
    client.post(reverse("open-programme"), {"way_in": "text", "year": 2026, "text": text})
    address = reverse("roadmap-draft", args=[Draft.objects.get().pk])

    page = client.get(address).content.decode()
    client.post(address, {"create": "1"})

    assert "Утверждена, по тексту документа" in page
    assert "А. С. Громова" in Roadmap.objects.get().source_approval


def test_the_layout_of_the_document_is_the_layout_of_the_print():
    headings = "№ п/п\tМероприятие\tСроки\tОтветственные\tРезультат"
    client, _draft, address = pasted(
        "1.1\tАнкеты\tдо 5 октября\tКуратор\tАнкеты", headings=headings
    )

    client.post(address, {"create": "1"})

    assert Roadmap.objects.get().layout == "d"


def test_a_template_of_the_region_is_a_way_in_and_is_followed():
    region, curator = people.regional(), people.curator()
    template = templates.make_template(
        shipped()["school"].content(),
        title="Шаблон области",
        about="",
        kinds=["school"],
        source_name="",
        by=region,
        now=NOW,
    )
    version = templates.publish_template(template, note="Первая", by=region, now=NOW)
    client = client_of(curator)

    page = client.get(reverse("open-programme") + "?year=2026").content.decode()
    client.post(
        reverse("open-programme"),
        {"way_in": "template", "year": 2026, "template": f"v{version.pk}"},
    )
    client.post(reverse("roadmap-draft", args=[Draft.objects.get().pk]), {"create": "1"})

    roadmap = Roadmap.objects.get()
    assert "Шаблон области" in page
    assert roadmap.template_version == version
    assert not Activity.objects.filter(template_key="").exists()


def test_the_next_year_is_opened_from_this_one_in_the_browser():
    curator = people.curator()
    roadmap = a_roadmap(by=curator, state="approved")
    left = an_activity(roadmap, "ежегодно до 10 октября", title="Анкеты")
    client = client_of(curator)
    address = reverse("next-year", args=[roadmap.pk])

    refused = client.post(address, {f"a{left.pk}-leftover": "drop"})
    preview = client.post(address, {f"a{left.pk}-leftover": "take"}, follow=True)
    draft = Draft.objects.get()
    again = client.post(address, {f"a{left.pk}-leftover": "close"})
    client.post(reverse("roadmap-draft", args=[draft.pk]), {"create": "1"})
    opened = client.get(address)

    assert refused.status_code == 422
    assert "Напишите, почему это не требуется." in refused.content.decode()
    assert "до 10 октября 2027 г." in preview.content.decode().replace("\u00a0", " ")
    assert again.url == reverse("roadmap-draft", args=[draft.pk])
    made = Roadmap.objects.get(programme__year=2027)
    assert opened.url == reverse("roadmap-plan", args=[made.pk])
    left.refresh_from_db()
    assert left.note == "Перенесено на 2027/2028 учебный год."


def test_the_page_that_opens_a_year_offers_the_year_before():
    curator = people.curator()
    roadmap = a_roadmap(by=curator, state="approved")

    page = client_of(curator).get(reverse("open-programme") + "?year=2027").content.decode()

    assert reverse("next-year", args=[roadmap.pk]) in page
