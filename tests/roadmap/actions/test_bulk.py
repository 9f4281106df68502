"""Many activities are changed at once: all of it or nothing, and each person is told once."""

from datetime import date

import pytest

from notices.models import Notice
from roadmap.actions.bulk import Change, InCharge, NotNow, RowsRefused, change_many
from roadmap.actions.moving import Move, move_days
from roadmap.models import Activity, Amendment
from roadmap.states import AmendmentState, RoadmapState
from roadmap.wording import row_in, row_key
from tests import people
from tests.factories.roadmap import NOW, TODAY, a_roadmap, an_activity

pytestmark = pytest.mark.django_db

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 10))


@pytest.fixture
def curator():
    return people.curator()


@pytest.fixture
def roadmap(curator):
    return a_roadmap(by=curator, state=RoadmapState.APPROVED)


@pytest.fixture
def change(roadmap, curator):
    def do(*changes, plan=roadmap):
        return change_many(plan, changes, by=curator, today=TODAY, now=NOW)

    return do


def fresh(activity):
    return Activity.objects.get(pk=activity.pk)


def test_people_states_and_days_are_changed_together(change, roadmap):
    psychologist = people.psychologist()
    first, second = an_activity(roadmap, "до 25 октября"), an_activity(roadmap)

    changed = change(
        Change(first, in_charge=InCharge((psychologist,), "педсовет"), state="done", note="Да"),
        Change(second, days=NOVEMBER, helping=InCharge((psychologist,))),
    )

    first, second = fresh(first), fresh(second)
    assert (changed.count, changed.amendment) == (2, None)
    assert (first.state, first.note, first.bodies) == ("done", "Да", "педсовет")
    assert (second.starts_on, second.due_on) == NOVEMBER
    assert list(second.helpers.all()) == [psychologist]


def test_whoever_is_given_several_activities_is_told_once(change, roadmap):
    psychologist = people.psychologist()
    activities = [an_activity(roadmap, "до 25 октября", title=f"Дело {n}") for n in range(5)]

    change(*[Change(each, in_charge=InCharge((psychologist,))) for each in activities])

    (notice,) = Notice.objects.filter(recipient=psychologist.user)
    assert notice.subject == "Вам поручено 5 мероприятий"
    assert notice.text.count("Дело") == 5


def test_one_row_that_cannot_be_changed_holds_all_of_them(change, roadmap):
    good, bad = an_activity(roadmap, "до 25 октября"), an_activity(roadmap, "до 25 октября")
    stranger = people.stranger()

    with pytest.raises(RowsRefused) as refused:
        change(
            Change(good, state="done"),
            Change(bad, in_charge=InCharge((stranger,))),
        )

    assert refused.value.errors == {bad.pk: ("people", "Выберите людей из своей организации.")}
    assert fresh(good).is_planned
    assert not Notice.objects.exists()


def test_what_is_settled_otherwise_is_opened_first(change, roadmap, curator):
    activity = an_activity(roadmap, "до 25 октября")
    change(Change(activity, state="done"))

    change(Change(fresh(activity), state="not_needed", note="Нет классов"))

    assert (fresh(activity).state, fresh(activity).note) == ("not_needed", "Нет классов")


@pytest.mark.parametrize("state", [RoadmapState.SUBMITTED, RoadmapState.CLOSED])
def test_a_plan_that_waits_or_is_over_is_not_changed(change, curator, state):
    plan = a_roadmap(by=curator, state=state, year=2025)

    with pytest.raises(NotNow):
        change(Change(an_activity(plan), state="done"), plan=plan)


def test_new_days_of_an_approved_plan_wait_in_its_changes(change, roadmap):
    yearly = an_activity(roadmap, "ежегодно до 25 октября")
    once = an_activity(roadmap, "до 25 октября")

    changed = change(Change(yearly, days=NOVEMBER), Change(once, days=(None, NOVEMBER[1])))

    amendment = Amendment.objects.get()
    said = [row_in(amendment.content, row_key(each))["deadline"] for each in (yearly, once)]
    assert changed.amendment == amendment
    assert said == [
        "с 1 по 10 ноября 2026 г., далее ежегодно до 25 октября",
        "до 10 ноября 2026 г.",
    ]
    assert fresh(yearly).due_on == date(2026, 10, 25)
    assert amendment.state == AmendmentState.DRAFT


def test_more_days_go_into_the_same_changes(change, roadmap):
    first, second = an_activity(roadmap, "до 25 октября"), an_activity(roadmap, "до 26 октября")

    change(Change(first, days=NOVEMBER))
    change(Change(second, days=NOVEMBER))

    (amendment,) = Amendment.objects.all()
    said = [row_in(amendment.content, row_key(each))["deadline"] for each in (first, second)]
    assert said == ["с 1 по 10 ноября 2026 г."] * 2


def test_new_days_of_a_draft_are_written_into_its_text(curator):
    draft = a_roadmap(by=curator)
    activity = an_activity(draft, "ежегодно до 25 октября")

    move_days(draft, [Move(activity, *NOVEMBER)], by=curator, today=TODAY, now=NOW)

    moved = fresh(activity)
    assert moved.deadline_text == "с 1 по 10 ноября 2026 г., далее ежегодно до 25 октября"
    assert (moved.starts_on, moved.due_on) == NOVEMBER


def test_days_that_the_text_does_not_name_are_set_at_once(change, roadmap):
    activity = an_activity(roadmap, "по мере необходимости")

    change(Change(activity, days=NOVEMBER))
    change(Change(fresh(activity), days=(None, date(2026, 12, 1))))

    moved = fresh(activity)
    assert (moved.starts_on, moved.due_on) == (None, date(2026, 12, 1))
    assert moved.deadline_text == "по мере необходимости"
    assert not Amendment.objects.exists()


@pytest.mark.parametrize(
    ("deadline", "days", "why"),
    [
        ("ежегодно октябрь, март", NOVEMBER, "повторяется"),
        ("до 25 октября", (date(2026, 11, 10), date(2026, 11, 1)), "раньше первого"),
    ],
)
def test_days_that_cannot_be_are_refused_beside_their_row(change, roadmap, deadline, days, why):
    activity = an_activity(roadmap, deadline)

    with pytest.raises(RowsRefused) as refused:
        change(Change(activity, days=days))

    name, text = refused.value.errors[activity.pk]
    assert name == "until"
    assert why in text
