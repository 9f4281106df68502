"""The next school year out of this one: dates, people, what was not done; twice the same."""

from datetime import UTC, date, datetime

import pytest

from roadmap.actions import programmes, roadmaps, years
from roadmap.actions.years import Decision
from roadmap.models import Activity, Draft, Roadmap
from roadmap.states import ActivityState, DayShift, Layout, Leftover
from roadmap.wording import rows_of
from tests import people
from tests.factories.roadmap import NOW, TODAY, a_roadmap, an_activity

pytestmark = pytest.mark.django_db

JUNE = datetime(2027, 6, 20, 9, tzinfo=UTC)
THAT_DAY = date(2027, 6, 20)


def in_force(curator, *deadlines, **facts):
    """A roadmap in force with one activity for each deadline."""
    roadmap = a_roadmap(by=curator, **facts)
    for place, deadline in enumerate(deadlines, start=1):
        an_activity(roadmap, deadline, title=f"Дело {place}", number=f"1.{place}")
    roadmap = roadmaps.submit_roadmap(roadmap, by=curator, now=NOW)
    return roadmaps.approve_roadmap(roadmap, by=people.director(), now=NOW)


def decided(roadmap, *leftovers, reason="Не понадобилось"):
    """One decision after the other for the unfinished activities."""
    return {
        activity.pk: Decision(leftover, reason)
        for activity, leftover in zip(years.unfinished(roadmap), leftovers, strict=True)
    }


def done(roadmap, title):
    Activity.objects.filter(stage__roadmap=roadmap, title=title).update(
        state=ActivityState.DONE, done_on=TODAY
    )


def taken(roadmap, curator, decisions=None):
    return years.take_year(roadmap, decisions=decisions or {}, by=curator, now=JUNE, today=THAT_DAY)


def opened(draft, curator):
    return programmes.open_programme(draft, by=curator, now=JUNE, today=THAT_DAY)


def states(roadmap):
    rows = Activity.objects.filter(stage__roadmap=roadmap).order_by("position")
    return list(rows.values_list("title", "state", "note"))


@pytest.mark.parametrize(
    ("written", "carried", "due_on"),
    [
        ("ежегодно до 10 октября", "ежегодно до 10 октября", date(2027, 10, 10)),
        ("до 10 октября", "до 10 октября", date(2027, 10, 10)),
        ("12.10.2026", "12.10.2027", date(2027, 10, 12)),
        ("май 2027 г.", "май 2028 г.", date(2028, 5, 31)),
        (
            "15.10-30.10.2026, далее ежегодно с 15.09 по 10.10",
            "15.10-30.10.2026, далее ежегодно с 15.09 по 10.10",
            date(2027, 10, 10),
        ),
    ],
)
def test_dates_follow_from_recurrences(written, carried, due_on):
    curator = people.curator()
    roadmap = in_force(curator, written)
    done(roadmap, "Дело 1")

    made = opened(taken(roadmap, curator), curator)

    activity = Activity.objects.get(stage__roadmap=made)
    assert (activity.deadline_text, activity.due_on) == (carried, due_on)
    assert (made.programme.year, activity.state) == (2027, ActivityState.PLANNED)


def test_what_was_not_done_is_taken_over_dropped_or_closed():
    curator = people.curator()
    roadmap = in_force(curator, "до 1 ноября", "до 2 ноября", "до 3 ноября", "03.11.2026")
    choices = (Leftover.TAKE, Leftover.DROP, Leftover.CLOSE, Leftover.CLOSE)

    draft = taken(roadmap, curator, decided(roadmap, *choices))
    before = states(roadmap)
    made = opened(draft, curator)

    assert {state for _title, state, _note in before} == {ActivityState.PLANNED}
    assert states(roadmap) == [
        ("Дело 1", ActivityState.NOT_NEEDED, "Перенесено на 2027/2028 учебный год."),
        ("Дело 2", ActivityState.NOT_NEEDED, "Не понадобилось"),
        ("Дело 3", ActivityState.DONE, "Не понадобилось"),
        ("Дело 4", ActivityState.DONE, "Не понадобилось"),
    ]
    # What repeats comes back although it was closed; what happened once does not.
    assert [title for title, _state, _note in states(made)] == ["Дело 1", "Дело 3"]


def test_every_unfinished_activity_wants_a_decision_and_a_dropped_one_a_reason():
    curator = people.curator()
    roadmap = in_force(curator, "до 1 ноября")

    with pytest.raises(years.Undecided):
        taken(roadmap, curator)
    with pytest.raises(years.NoReason):
        taken(roadmap, curator, decided(roadmap, Leftover.DROP, reason=" "))
    assert not Draft.objects.exists()


def test_people_stay_as_far_as_they_still_work_here():
    curator, stays, leaves = people.curator(), people.psychologist(), people.class_teacher()
    roadmap = in_force(curator, "до 1 ноября")
    activity = Activity.objects.get(stage__roadmap=roadmap)
    activity.responsible.set([stays, leaves])
    activity.helpers.set([leaves])
    done(roadmap, "Дело 1")
    leaves.until_on = date(2027, 5, 31)
    leaves.save()

    made = opened(taken(roadmap, curator), curator)

    carried = Activity.objects.get(stage__roadmap=made)
    assert list(carried.responsible.all()) == [stays]
    assert not carried.helpers.exists()


def test_run_twice_it_is_the_same_draft_and_then_the_same_roadmap():
    curator = people.curator()
    roadmap = in_force(curator, "до 1 ноября")
    decisions = decided(roadmap, Leftover.TAKE)

    first = taken(roadmap, curator, decisions)
    again = taken(roadmap, people.curator(), decided(roadmap, Leftover.CLOSE))

    assert (first, first.content) == (again, again.content)
    opened(first, curator)
    with pytest.raises(years.AlreadyOpened):
        taken(roadmap, curator)
    assert Roadmap.objects.count() == 2


def test_two_drafts_of_the_same_roadmap_would_be_the_same():
    curator = people.curator()
    roadmap = in_force(curator, "ежегодно до 10 октября", "12.10.2026")
    decisions = decided(roadmap, Leftover.TAKE, Leftover.TAKE)

    first = taken(roadmap, curator, decisions).content
    Draft.objects.all().delete()
    second = taken(roadmap, curator, decisions).content

    assert first == second


def test_what_somebody_settled_meanwhile_stays_as_it_is():
    curator = people.curator()
    roadmap = in_force(curator, "до 1 ноября", "до 2 ноября")
    draft = taken(roadmap, curator, decided(roadmap, Leftover.DROP, Leftover.TAKE))
    done(roadmap, "Дело 1")

    opened(draft, curator)

    assert states(roadmap)[0] == ("Дело 1", ActivityState.DONE, "")


def test_title_layout_shift_and_reminders_are_carried():
    curator = people.curator()
    roadmap = in_force(
        curator,
        "до 1 ноября",
        title="План на 2026/2027 учебный год",
        layout=Layout.C,
        day_shift=DayShift.BEFORE,
    )
    done(roadmap, "Дело 1")
    roadmap.programme.remind_days = [14, 3]
    roadmap.programme.save()

    made = opened(taken(roadmap, curator), curator)

    assert (made.title, made.layout, made.day_shift) == (
        "План на 2027/2028 учебный год",
        Layout.C,
        DayShift.BEFORE,
    )
    made.programme.refresh_from_db()
    assert made.programme.remind_days == [14, 3]
    # 1 November 2027 is a Monday after three days off.
    assert Activity.objects.get(stage__roadmap=made).due_on == date(2027, 11, 1)


def test_a_single_activity_that_happened_once_is_marked_in_the_preview():
    curator = people.curator()
    roadmap = in_force(curator, "12.10.2026", "ежегодно до 10 октября")
    done(roadmap, "Дело 1")
    done(roadmap, "Дело 2")

    draft = taken(roadmap, curator)

    assert [row["is_once"] for _stage, row in rows_of(draft.content)] == [True, False]
