"""The table: found, sorted, taken away as a file, and edited cell by cell."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from roadmap.forms.table import fingerprint
from roadmap.models import Activity, Amendment
from roadmap.states import RoadmapState
from tests import people
from tests.factories.roadmap import TODAY, a_roadmap, an_activity

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(datetime(2026, 10, 20, 9, tzinfo=UTC))


@pytest.fixture
def curator():
    return people.curator()


@pytest.fixture
def roadmap(curator):
    return a_roadmap(by=curator, state=RoadmapState.APPROVED)


@pytest.fixture
def client(curator):
    return people.client_of(curator)


def shown(client, roadmap, **query):
    page = client.get(reverse("roadmap-table", args=[roadmap.pk]), query)
    return [row.activity.title for row in page.context["rows"]]


def form_of(client, roadmap, *activities):
    """The fields of the table as a browser would send them untouched."""
    url = reverse("edit-roadmap-table", args=[roadmap.pk])
    table = client.get(url, {"picked": [each.pk for each in activities]}).context["table"]
    sent = {"picked": [row.activity.pk for row in table.rows]}
    for row in table.rows:
        for cell in row.cells.values():
            sent[f"was-{cell.name}"] = cell.was
            if not cell.is_locked:
                sent[cell.name] = cell.typed
    return url, sent


def fresh(activity):
    return Activity.objects.get(pk=activity.pk)


def test_it_is_searched_filtered_and_sorted(client, roadmap, curator):
    an_activity(roadmap, "до 25 октября", title="Собрать согласия", responsible=[curator])
    an_activity(roadmap, "до 10 октября", title="Обойти классы", number="9.9")
    an_activity(roadmap, title="Без срока", bodies="педсовет")

    assert shown(client, roadmap, q="СОГЛАС") == ["Собрать согласия"]
    assert shown(client, roadmap, q="9.9") == ["Обойти классы"]
    assert shown(client, roadmap, when="late") == ["Обойти классы"]
    assert shown(client, roadmap, when="soon") == ["Собрать согласия"]
    assert shown(client, roadmap, when="undated") == ["Без срока"]
    assert shown(client, roadmap, who="me") == ["Собрать согласия"]
    assert shown(client, roadmap, who="nobody") == ["Обойти классы"]
    assert shown(client, roadmap, sort="-title")[0] == "Собрать согласия"
    assert shown(client, roadmap, stage=roadmap.stages.get().pk, state="planned", q="x") == []


def test_what_is_shown_is_taken_away_as_a_workbook(client, roadmap, tmp_path):
    an_activity(roadmap, "до 25 октября", title="=Собрать согласия")
    an_activity(roadmap, "до 25 октября", title="Обойти классы")
    file = tmp_path / "roadmap.xlsx"

    answer = client.get(reverse("roadmap-table-xlsx", args=[roadmap.pk]), {"q": "согласия"})
    file.write_bytes(answer.content)

    sheet = load_workbook(file).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    found = [row for row in rows if "=Собрать согласия" in row]
    assert len(found) == 1
    assert not any("Обойти классы" in row for row in rows)


@pytest.mark.parametrize("count", [1, 12])
def test_the_number_of_queries_does_not_grow(
    client, roadmap, curator, count, django_assert_max_num_queries
):
    for _ in range(count):
        an_activity(roadmap, "до 25 октября", responsible=[curator], proof_code="consents")

    with django_assert_max_num_queries(28):
        client.get(reverse("roadmap-table", args=[roadmap.pk]))
    with django_assert_max_num_queries(20):
        client.get(reverse("edit-roadmap-table", args=[roadmap.pk]))
    with django_assert_max_num_queries(20):
        client.get(reverse("roadmap-calendar", args=[roadmap.pk]))
    with django_assert_max_num_queries(20):
        client.get(reverse("roadmap-year", args=[roadmap.pk]))


def test_only_the_chosen_rows_are_edited(client, roadmap):
    wanted, _other = an_activity(roadmap), an_activity(roadmap)

    _url, sent = form_of(client, roadmap, wanted)

    assert sent["picked"] == [wanted.pk]


def test_an_untouched_table_changes_nothing(client, roadmap, curator):
    activity = an_activity(roadmap, "до 25 октября", responsible=[curator], bodies="педсовет")
    url, sent = form_of(client, roadmap)

    answer = client.post(url, sent)

    assert answer["Location"] == reverse("roadmap-table", args=[roadmap.pk])
    assert (fresh(activity).bodies, fresh(activity).due_on) == ("педсовет", date(2026, 10, 25))
    assert not Amendment.objects.exists()


def test_people_are_written_by_name_and_bodies_in_words(client, roadmap):
    psychologist = people.psychologist(user__last_name="Лаптева", user__first_name="Ольга")
    activity = an_activity(roadmap)
    url, sent = form_of(client, roadmap)

    client.post(url, {**sent, f"people-{activity.pk}": "лаптева ольга; педагогический совет"})

    assert list(fresh(activity).responsible.all()) == [psychologist]
    assert fresh(activity).bodies == "педагогический совет"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Несуществующая Ирина", "здесь нет"),
        ("Лаптева О. С.", "здесь нет"),
        ("Ким", "несколько человек"),
    ],
)
def test_a_name_that_is_unknown_or_unclear_is_refused_beside_its_cell(client, roadmap, typed, why):
    people.psychologist(user__last_name="Ким", user__first_name="Юрий")
    people.class_teacher(user__last_name="Ким", user__first_name="Юлия")
    activity = an_activity(roadmap)
    url, sent = form_of(client, roadmap)
    sent |= {f"people-{activity.pk}": typed, f"state-{activity.pk}": "done"}

    answer = client.post(url, sent)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert why in text
    assert f'value="{typed}"' in text
    assert f'aria-describedby="wrong_people-{activity.pk}"' in text
    assert fresh(activity).is_planned


def test_one_wrong_cell_keeps_all_that_was_typed_and_saves_nothing(client, roadmap):
    first, second = an_activity(roadmap), an_activity(roadmap)
    url, sent = form_of(client, roadmap)
    sent |= {
        f"people-{first.pk}": "педсовет",
        f"until-{second.pk}": "32.13.2026",
        f"from-{second.pk}": "1 ноября 2026",
    }

    answer = client.post(url, sent)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert all(f'value="{typed}"' in text for typed in ("педсовет", "32.13.2026", "1 ноября 2026"))
    assert (fresh(first).bodies, fresh(second).due_on) == ("", None)


def test_days_are_taken_as_the_browser_or_a_person_writes_them(client, roadmap):
    first, second = an_activity(roadmap), an_activity(roadmap)
    url, sent = form_of(client, roadmap)
    sent |= {f"until-{first.pk}": "2026-11-10", f"until-{second.pk}": "10.11.2026"}

    client.post(url, sent)

    assert {each.due_on for each in Activity.objects.all()} == {date(2026, 11, 10)}


def test_new_days_of_an_approved_plan_lead_to_its_changes(client, roadmap):
    activity = an_activity(roadmap, "до 25 октября")
    url, sent = form_of(client, roadmap)

    answer = client.post(url, {**sent, f"until-{activity.pk}": "2026-11-10"})

    amendment = Amendment.objects.get()
    assert answer["Location"] == reverse("amendment", args=[amendment.pk])


def test_not_needed_without_a_reason_is_refused_beside_the_reason(client, roadmap):
    activity = an_activity(roadmap, "до 25 октября")
    url, sent = form_of(client, roadmap)

    answer = client.post(url, {**sent, f"state-{activity.pk}": "not_needed"})

    assert answer.status_code == 422
    assert f'aria-describedby="wrong_note-{activity.pk}"' in answer.content.decode()


def test_values_are_filled_into_the_marked_rows_and_not_kept_yet(client, roadmap):
    marked, other = an_activity(roadmap), an_activity(roadmap)
    url, sent = form_of(client, roadmap)
    sent |= {f"mark-{marked.pk}": "1", "fill": "1", "fill-people": "педсовет"}

    table = client.post(url, sent).context["table"]

    typed = {row.activity.pk: row.cells["people"].typed for row in table.rows}
    assert typed == {marked.pk: "педсовет", other.pk: ""}
    assert fresh(marked).bodies == ""


def test_what_somebody_else_changed_meanwhile_is_shown_and_not_overwritten(client, roadmap):
    activity = an_activity(roadmap, bodies="педсовет")
    url, sent = form_of(client, roadmap)
    Activity.objects.filter(pk=activity.pk).update(bodies="родительский комитет")

    answer = client.post(url, {**sent, f"people-{activity.pk}": "методсовет"})

    assert answer.status_code == 422
    assert "здесь стало «родительский комитет»" in answer.content.decode()
    assert fresh(activity).bodies == "родительский комитет"


def test_what_somebody_else_changed_meanwhile_stays_where_one_touched_nothing(client, roadmap):
    activity = an_activity(roadmap, bodies="педсовет")
    url, sent = form_of(client, roadmap)
    Activity.objects.filter(pk=activity.pk).update(bodies="родительский комитет")

    client.post(url, {**sent, f"until-{activity.pk}": "2026-11-10"})

    assert fresh(activity).bodies == "родительский комитет"
    assert fresh(activity).due_on == date(2026, 11, 10)


def test_days_that_come_back_are_locked_and_cannot_be_sent(client, roadmap):
    activity = an_activity(roadmap, "ежегодно октябрь, март", today=TODAY)
    url, sent = form_of(client, roadmap)

    client.post(url, {**sent, f"until-{activity.pk}": "2026-11-10"})

    assert fresh(activity).due_on == date(2026, 10, 31)
    assert not Amendment.objects.exists()


def test_in_a_draft_states_are_locked(client, curator):
    draft = a_roadmap(by=curator, year=2025)
    activity = an_activity(draft)
    url, sent = form_of(client, draft)

    client.post(url, {**sent, f"state-{activity.pk}": "done"})

    assert fresh(activity).is_planned


def test_an_activity_of_another_plan_cannot_be_slipped_in(client, roadmap):
    theirs = an_activity(a_roadmap(by=people.stranger(), state=RoadmapState.APPROVED))
    url, _sent = form_of(client, roadmap)
    was = fingerprint("")

    client.post(
        url,
        {"picked": [theirs.pk], f"people-{theirs.pk}": "педсовет", f"was-people-{theirs.pk}": was},
    )

    assert fresh(theirs).bodies == ""
